import { Checkbox } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '#shared/contract/voices.ts'
import { Ipa } from '../../parts/ipa.tsx'
import { useFailureWords } from '../../parts/use-failure-words.ts'
import { useVoiceIdName } from '../../parts/use-voice-name.ts'
import { formatDate, formatTimeOfDay } from '../../ui/format-date.ts'
import { canCancel, canRetry } from './job-acts.ts'
import styles from './job-table.module.css'
import type { QueueActs } from './use-queue-acts.ts'

/** One clip that was asked for: how it stands, and what can be done about it. */
export function JobRow({
  job,
  index,
  top,
  measure,
  picked,
  acts,
  onPick,
}: {
  job: JobView
  index: number
  top: number
  measure: (row: Element | null) => void
  picked: boolean
  acts: QueueActs
  onPick: (range: boolean) => void
}) {
  const { t } = useTranslation()
  const voice = useVoiceIdName()(job.voiceId)
  const stateWords = useStateWords()
  const reason = useReason()
  const shift = useRef(false)
  const name = t('queue.job', { symbol: job.ipaSymbol, voice })
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      data-picked={picked || undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td>
        <Checkbox
          size="xs"
          aria-label={t('queue.pick', { name })}
          checked={picked}
          onClick={(event) => void (shift.current = event.shiftKey)}
          onChange={() => onPick(shift.current)}
        />
      </td>
      <td data-column="phoneme">
        <a href={`#/compare/${job.phonemeId}`} className={styles.phoneme}>
          <Ipa symbol={job.ipaSymbol} size="row" />
        </a>
      </td>
      <td data-column="voice">{voice}</td>
      <td data-column="kind">{t(`source.type.${job.sourceType}`)}</td>
      <td data-column="state" data-state={job.state}>
        {job.state === 'failed' && <span aria-hidden="true">✕ </span>}
        {stateWords(job)}
      </td>
      <td data-column="reason">{reason(job)}</td>
      <td data-column="asked">
        {formatDate(job.createdAt)} {formatTimeOfDay(job.createdAt)}
      </td>
      <td className={styles.acts}>
        {canRetry(job) && (
          <button
            type="button"
            className={styles.act}
            aria-label={t('queue.retryNamed', { name })}
            onClick={() => acts.retry([job.id])}
          >
            {t('queue.retry')}
          </button>
        )}
        {canCancel(job) && (
          <button
            type="button"
            className={styles.act}
            aria-label={t('queue.cancelNamed', { name })}
            onClick={() => acts.cancel([job.id])}
          >
            {t('common.cancel')}
          </button>
        )}
      </td>
    </tr>
  )
}

function useStateWords(): (job: JobView) => string {
  const { t } = useTranslation()
  return ({ state, notBefore, attempts }) =>
    state === 'waiting' && notBefore !== null
      ? t('queue.state.later', { time: formatTimeOfDay(notBefore), count: attempts })
      : t(`queue.state.${state}`)
}

/** Why it failed, or why it waits longer. */
function useReason(): (job: JobView) => string | null {
  const failureWords = useFailureWords()
  return ({ state, failure, notBefore }) => {
    const tells = state === 'failed' || (state === 'waiting' && notBefore !== null)
    return tells && failure !== null ? failureWords({ label: '', ...failure }) : null
  }
}
