import { IconPackageExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BundleChoice } from '#shared/contract/bundles.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { exportPlace } from './export-choice.ts'
import { usePlace } from './use-place.ts'

/** From a list to the bundles room, with what the list shows as its choice. */
export function ExportButton({
  id,
  group,
  choice,
  enabled = true,
  whyNot,
}: {
  id: string
  group: string
  choice: BundleChoice
  enabled?: boolean
  whyNot?: string
}) {
  const { t } = useTranslation()
  const { go } = usePlace()
  return (
    <ActionButton
      id={id}
      label={t('bundles.open')}
      group={group}
      chord="e"
      icon={<IconPackageExport size="1rem" stroke={1.75} aria-hidden="true" />}
      enabled={enabled}
      {...(whyNot !== undefined && { whyNot })}
      onAct={() => {
        const { place, state } = exportPlace(choice)
        go(place, { state })
      }}
    />
  )
}
