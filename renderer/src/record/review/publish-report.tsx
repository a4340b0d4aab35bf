import { Progress } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Speaker } from '#shared/entities/speaker.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { ConsentDialog } from '../../parts/consent-dialog.tsx'
import { Ipa } from '../../parts/ipa.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './publish-report.module.css'
import { usePublishFailureWords } from './use-publish-failure-words.ts'
import type { Publishing } from './use-publishing.ts'

/** Publishing as it goes on, and what came of it: what failed, why, and what to do. */
export function PublishReport({
  publishing,
  speaker,
  onRetry,
}: {
  publishing: { state: Publishing; stop: () => void; forget: () => void }
  speaker: Speaker | undefined
  onRetry: () => void
}) {
  const { t } = useTranslation()
  const errorWords = useErrorWords()
  const failureWords = usePublishFailureWords()
  const [consenting, setConsenting] = useState(false)
  const { state } = publishing
  const group = t('review.title')
  const failures = state.kind === 'done' ? state.failures : []
  const other = failures.filter(({ code }) => code !== 'CONSENT_MISSING')
  const withoutConsent = failures.length > other.length
  const stands = speaker !== undefined && consentStands(speaker)
  const withdrawn = speaker?.consent?.withdrawnAt != null
  const close = <Button onAct={publishing.forget}>{t('common.close')}</Button>

  return (
    <>
      {speaker && !stands && !withoutConsent && (
        <Notice
          tone="look"
          action={
            <ActionButton
              id="review.consent"
              label={t('consent.give')}
              group={group}
              onAct={() => setConsenting(true)}
            />
          }
        >
          {t(withdrawn ? 'review.consent.beforeWithdrawn' : 'review.consent.before', { name: speaker.displayName })}
        </Notice>
      )}
      {state.kind === 'publishing' && (
        <div className={styles.progress}>
          <Progress
            value={(state.step.done / Math.max(1, state.step.total)) * 100}
            aria-label={t('review.publishing')}
            transitionDuration={0}
          />
          <p className={styles.step}>
            {t('review.step', { done: state.step.done, total: state.step.total })}{' '}
            <GroupLabel label={state.step.label} />
          </p>
          <ActionButton id="review.stop" label={t('review.stop')} group={group} chord="s" onAct={publishing.stop} />
        </div>
      )}
      {withoutConsent && (
        <Notice
          tone="bad"
          action={
            stands ? (
              <ActionButton
                id="review.retry"
                label={t('review.consent.retry')}
                group={group}
                tone="main"
                onAct={onRetry}
              />
            ) : (
              <ActionButton
                id="review.consentNow"
                label={t('consent.give')}
                group={group}
                chord="g"
                onAct={() => setConsenting(true)}
              />
            )
          }
        >
          {stands
            ? t('review.consent.given', { name: speaker.displayName })
            : t(withdrawn ? 'review.consent.withdrawn' : 'review.consent.missing', {
                count: failures.length - other.length,
                name: speaker?.displayName ?? '',
              })}
        </Notice>
      )}
      {state.kind === 'done' && state.published > 0 && (
        <Notice tone="info" action={other.length === 0 && close}>
          {t('review.published', { count: state.published })}
        </Notice>
      )}
      {other.length > 0 && (
        <Notice tone="bad" action={close}>
          {t('review.failed', { count: other.length })}
          <ul className={styles.failures}>
            {other.map((failure, at) => (
              // Two groups may fail alike; their order never changes.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at}>
                <GroupLabel label={failure.label} /> – {failureWords(failure)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {state.kind === 'stopped' && (
        <Notice tone="look" action={close}>
          {t('review.stopped')}
        </Notice>
      )}
      {state.kind === 'failed' && (
        <Notice tone="bad" action={close}>
          {errorWords(state.error)}
        </Notice>
      )}
      <ConsentDialog speaker={consenting && speaker ? speaker : null} onClose={() => setConsenting(false)} />
    </>
  )
}

/** `iː eat`, as the studio names a group: the symbol in its own face. */
function GroupLabel({ label }: { label: string }) {
  const [symbol = '', ...rest] = label.split(' ')
  return (
    <>
      <Ipa symbol={symbol} /> {rest.join(' ')}
    </>
  )
}
