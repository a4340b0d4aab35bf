import { useTranslation } from 'react-i18next'
import type { RecorderState } from '../../audio/recorder.ts'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { Notice } from '../../ui/notice.tsx'
import { FaultNotice } from '../fault-notice.tsx'
import type { SittingFault } from '../sitting.ts'
import type { ReferenceState } from './reference.ts'

/** Whatever stands against going on, in words. */
export function SitNotices({
  fault,
  error,
  recorder,
}: {
  fault: SittingFault | null
  error: unknown
  recorder: RecorderState
}) {
  const { t } = useTranslation()
  const words = useErrorWords()
  const dropped = recorder.kind === 'recording' ? recorder.droppedFrames : 0
  return (
    <>
      {fault && <FaultNotice fault={fault} />}
      {error !== null && <Notice tone="bad">{words(error)}</Notice>}
      {dropped > 0 && <Notice tone="bad">{t('record.dropping', { count: dropped })}</Notice>}
    </>
  )
}

/** How the reference last ended, where there is something to be said about it. */
export function ReferenceNotice({ end }: { end: ReferenceState['lastEnd'] }) {
  const { t } = useTranslation()
  const words = useErrorWords()
  if (end?.kind === 'played' && end.heard === true) return <Notice tone="look">{t('record.sit.referenceHeard')}</Notice>
  if (end?.kind === 'none') return <Notice tone="look">{t('record.sit.noReference')}</Notice>
  return end?.kind === 'failed' ? <Notice tone="look">{words(end.error)}</Notice> : null
}
