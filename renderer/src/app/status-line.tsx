import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../parts/studio-context.tsx'
import { useQueueState } from '../parts/use-queue-state.ts'
import { formatSampleRate } from '../ui/format-sample-rate.ts'
import { useCell } from '../ui/use-cell.ts'
import styles from './status-line.module.css'

/** One quiet line that always tells the truth: where the work is kept, how far it is, and whether the microphone is open. */
export function StatusLine() {
  const { t } = useTranslation()
  const { connection, queries, recorder } = useStudio()
  const connectionState = useCell(connection.state)
  const recorderState = useCell(recorder.state)
  const status = useQuery(queries.studio.status.queryOptions()).data
  const input = 'input' in recorderState ? recorderState.input : null

  return (
    <footer className={styles.line}>
      <output className={styles.connection}>
        {connectionState.kind === 'open' ? '' : `▲ ${t(`status.connection.${connectionState.kind}`)}`}
      </output>
      {status && (
        <ul className={styles.facts}>
          <li>
            <span className={styles.folder} title={status.folder}>
              <bdi>{status.folder}</bdi>
            </span>
          </li>
          <li>{t('status.native', { withNative: status.withNative, total: status.phonemes })}</li>
          <li>{t('status.takes', { count: status.takes })}</li>
          <li>{t('status.waiting', { count: status.changesWaiting })}</li>
          <ClipsBeingMade />
          {status.salvagedTakes > 0 && (
            <li>
              <a className={styles.salvaged} href="#/record/salvaged">
                ▲ {t('status.salvaged', { count: status.salvagedTakes })}
              </a>
            </li>
          )}
        </ul>
      )}
      <span className={styles.microphone} data-open={input !== null || undefined}>
        {input === null
          ? t('status.microphoneClosed')
          : t('status.microphone', { label: input.deviceLabel, rate: formatSampleRate(input.sampleRateHz) })}
      </span>
    </footer>
  )
}

/** Nothing while the queue of speech is idle. */
function ClipsBeingMade() {
  const { t } = useTranslation()
  const queue = useQueueState()
  const count = queue ? queue.waiting + queue.running : 0
  if (count === 0) return null
  return (
    <li>
      <a className={styles.making} href="#/catalog/queue">
        {t(queue?.paused ? 'queue.waitPaused' : 'queue.making', { count })}
      </a>
    </li>
  )
}
