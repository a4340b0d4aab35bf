import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Sitting } from '#shared/entities/sitting.ts'
import styles from './progress-line.module.css'
import { progressOf } from './progress.ts'

/** How far the sitting is, and how long it will still take. */
export function ProgressLine({ record, takes }: { record: Sitting; takes: TakeView[] }) {
  const { t } = useTranslation()
  const { number, total, done, minutesLeft } = progressOf(record, takes)
  return (
    <div className={styles.progress}>
      <p className={styles.words}>
        {t('record.sit.progress', { number, total })}
        {' · '}
        {minutesLeft === null ? t('record.sit.nothingLeft') : t('record.sit.minutesLeft', { count: minutesLeft })}
      </p>
      <progress className={styles.bar} max={total} value={done} aria-label={t('record.sit.done', { done, total })} />
    </div>
  )
}
