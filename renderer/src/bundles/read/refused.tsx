import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/contract/studio.ts'
import { FailureList } from '../failure-list.tsx'

/** What can't be taken over, while the rest can. */
export function Refused({ refused }: { refused: readonly Failure[] }) {
  const { t } = useTranslation()
  if (refused.length === 0) return null
  return (
    <>
      <h3>{t('bundles.read.refused', { count: refused.length })}</h3>
      <FailureList failures={refused} />
    </>
  )
}
