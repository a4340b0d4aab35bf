import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../parts/use-error-words.ts'
import { formatDuration } from '../ui/format-duration.ts'
import { Notice } from '../ui/notice.tsx'
import type { SittingFault } from './sitting.ts'

/** What went wrong while sitting, what of the recording is safe, and what to do. */
export function FaultNotice({ fault }: { fault: SittingFault }) {
  const { t } = useTranslation()
  const words = useErrorWords()
  const { saved } = fault
  return (
    <Notice tone="bad">
      <p>{fault.kind === 'microphone' ? t(`record.fault.${fault.fault}`) : words(fault.error)}</p>
      {saved && (
        <p>
          {t('record.fault.saved', {
            duration: formatDuration(saved.take.frameCount / saved.take.sampleRateHz),
          })}
        </p>
      )}
    </Notice>
  )
}
