import { useTranslation } from 'react-i18next'
import type { JobView, QueueState } from '#shared/contract/voices.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { canCancel, canRetry } from './job-acts.ts'
import styles from './queue-page.module.css'
import type { QueueActs } from './use-queue-acts.ts'

/** Pause, cancel, try again: what is ticked, or else everything that it could mean. */
export function QueueActions({
  queue,
  picked,
  acts,
  onActed,
}: {
  queue: QueueState | undefined
  picked: readonly JobView[]
  acts: QueueActs
  onActed: () => void
}) {
  const { t } = useTranslation()
  const group = t('queue.title')
  const toRetry = picked.filter(canRetry)
  const toCancel = picked.filter(canCancel)
  const some = picked.length > 0
  const paused = queue?.paused ?? false
  const open = (queue?.waiting ?? 0) + (queue?.running ?? 0)
  const failed = queue?.failed ?? 0
  return (
    <fieldset className={styles.actions} aria-label={t('queue.actions')}>
      <ActionButton
        id="queue.pause"
        label={t(paused ? 'queue.resume' : 'queue.pause')}
        group={group}
        chord="p"
        enabled={queue !== undefined && !acts.busy}
        onAct={() => acts.setPaused(!paused)}
      />
      <ActionButton
        id="queue.retry"
        label={some ? t('queue.retryPicked', { count: toRetry.length }) : t('queue.retryFailed')}
        group={group}
        chord="r"
        enabled={!acts.busy && (some ? toRetry.length > 0 : failed > 0)}
        whyNot={t(some ? 'queue.noneToRetry' : 'queue.noneFailed')}
        onAct={() => {
          if (some) acts.retry(toRetry.map(({ id }) => id))
          else acts.retryFailed()
          onActed()
        }}
      />
      <ActionButton
        id="queue.cancel"
        label={some ? t('queue.cancelPicked', { count: toCancel.length }) : t('queue.cancelAll')}
        group={group}
        chord="Delete"
        enabled={!acts.busy && (some ? toCancel.length > 0 : open > 0)}
        whyNot={t(some ? 'queue.noneToCancel' : 'queue.noneOpen')}
        onAct={() => {
          acts.cancel(some ? toCancel.map(({ id }) => id) : undefined)
          onActed()
        }}
      />
    </fieldset>
  )
}
