import { Checkbox } from '@mantine/core'
import { IconMicrophone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useCell } from '../../ui/use-cell.ts'
import { useSitting } from '../sitting-context.tsx'
import type { SitWorks } from './create-sit.ts'
import type { useFillScreen } from './use-fill-screen.ts'
import type { Sit } from './use-sit.ts'

/** How the sitting goes, and the ways out of it. */
export function SitHead({
  sit,
  works,
  fill,
  onPrepare,
}: {
  sit: Sit
  works: SitWorks
  fill: ReturnType<typeof useFillScreen>
  onPrepare: () => void
}) {
  const { t } = useTranslation()
  const { go } = usePlace()
  const { sitting } = useSitting()
  const referenceFirst = useCell(works.referenceFirst)
  const group = t('record.sit.group')
  const { stage, free, byItself } = sit
  return (
    <>
      {(stage.kind === 'closed' || stage.kind === 'failed') && (
        <ActionButton
          id="record.microphone"
          label={t('record.setup.open')}
          group={group}
          chord="m"
          tone="main"
          onAct={() => void sitting.openMicrophone()}
        />
      )}
      {byItself && (
        <Checkbox
          size="xs"
          label={t('record.sit.referenceFirst')}
          checked={referenceFirst}
          onChange={(event) => works.referenceFirst.set(event.currentTarget.checked)}
        />
      )}
      <ActionButton
        id="sit.handsFree"
        label={t('record.sit.handsFree')}
        group={group}
        chord="h"
        pressed={byItself}
        enabled={free}
        onAct={sit.setMode}
      />
      <ActionButton
        id="sit.prepare"
        label={t('record.sit.checkAgain')}
        group={group}
        chord="c"
        icon={<IconMicrophone size="1rem" stroke={1.75} aria-hidden="true" />}
        iconOnly
        enabled={free}
        onAct={onPrepare}
      />
      <ActionButton
        id="sit.review"
        label={t('record.sit.review')}
        group={group}
        chord="v"
        enabled={free}
        onAct={sit.review}
      />
      <ActionButton
        id="sit.fill"
        label={t('record.sit.fill')}
        group={group}
        chord="f"
        pressed={fill.filled}
        onAct={fill.toggle}
      />
      <ActionButton
        id="sit.leave"
        label={t('record.sit.leave')}
        group={group}
        chord="Escape"
        enabled={free}
        whyNot={t('record.sit.stopFirst')}
        onAct={() => (fill.filled ? fill.toggle() : go({ room: 'record', phonemeId: null }))}
      />
    </>
  )
}
