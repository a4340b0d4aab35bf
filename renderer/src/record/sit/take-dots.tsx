import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import type { SittingPrompt } from '#shared/entities/sitting.ts'
import { formatDuration } from '../../ui/format-duration.ts'
import { verdictShapes } from '../take-check.tsx'
import { standing } from './sitting-place.ts'
import styles from './take-dots.module.css'

/** The takes of the prompt in view: those made, by what they are, and those still wanted. */
export function TakeDots({ prompt, own }: { prompt: SittingPrompt; own: TakeView[] }) {
  const { t } = useTranslation()
  const made = standing(own)
  const rejected = own.length - made.length
  const wanted = Array.from({ length: Math.max(0, prompt.takesWanted - made.length) }, (_, at) => made.length + at + 1)
  return (
    <div className={styles.takes}>
      <span className={styles.title} id="take-dots">
        {t('record.takes.title')}
      </span>
      <ol className={styles.list} aria-labelledby="take-dots">
        {made.map(({ take }, at) => (
          <li key={take.id}>
            <span className={styles.number}>{at + 1}</span>
            <Made take={take} />
          </li>
        ))}
        {wanted.map((number) => (
          <li key={number} data-wanted>
            <span className={styles.number}>{number}</span>
            <span aria-hidden="true">–</span>
            <span className="visually-hidden">{t('record.sit.wanted')}</span>
          </li>
        ))}
      </ol>
      {rejected > 0 && <span className={styles.title}>{t('record.sit.rejected', { count: rejected })}</span>}
    </div>
  )
}

function Made({ take }: { take: TakeView['take'] }) {
  const { t } = useTranslation()
  const { checked } = take
  if (checked === null) return <span>{take.salvaged ? t('record.takes.salvaged') : t('record.sit.unchecked')}</span>
  const { soundSeconds, snrDb } = checked.measurements
  const worst =
    checked.findings.find(({ severity }) => severity === 'bad') ??
    checked.findings.find(({ severity }) => severity === 'look')
  return (
    <>
      <span className={styles.shape} data-tone={checked.verdict}>
        <span aria-hidden="true">{verdictShapes[checked.verdict]}</span>
        <span className="visually-hidden">{t(`check.${checked.verdict}`)}</span>
      </span>
      <span>{formatDuration(soundSeconds)}</span>
      {worst ? (
        <span>{t(`record.sit.finding.${worst.code}`)}</span>
      ) : (
        snrDb !== null && <span>{t('record.sit.snr', { db: snrDb.toFixed(0) })}</span>
      )}
    </>
  )
}
