import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Speaker } from '#shared/entities/speaker.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { ConsentDialog } from '../parts/consent-dialog.tsx'
import { SpeakerDialog } from '../parts/speaker-dialog.tsx'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { useSpeakers } from '../parts/use-speakers.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { formatDate } from '../ui/format-date.ts'
import { Notice } from '../ui/notice.tsx'
import styles from './settings-room.module.css'

/** Who has recorded, and what they agreed to. */
export function Speakers() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const speakers = useSpeakers()
  const [adding, setAdding] = useState(false)
  const [giving, setGiving] = useState<Speaker | null>(null)
  const [withdrawing, setWithdrawing] = useState<Speaker | null>(null)
  const withdraw = useMutation(
    queries.speakers.withdrawConsent.mutationOptions({ onSuccess: () => void queryClient.invalidateQueries() }),
  )
  const group = t('settings.title')

  return (
    <section className={styles.section} aria-labelledby="speakers-title">
      <div className={styles.head}>
        <h2 id="speakers-title">{t('settings.speakers')}</h2>
        <ActionButton
          id="settings.addSpeaker"
          label={t('speaker.add')}
          group={group}
          chord="n"
          onAct={() => setAdding(true)}
        />
      </div>
      {withdraw.error && <Notice tone="bad">{words(withdraw.error)}</Notice>}
      {speakers?.length === 0 && <p className={styles.hint}>{t('settings.noSpeakers')}</p>}
      <ul className={styles.speakers}>
        {speakers?.map((speaker, index) => (
          <li key={speaker.id} className={styles.speaker}>
            <span className={styles.name}>
              {speaker.displayName}
              <span className={styles.about}>
                {[speaker.code, speaker.accent, speaker.firstLanguage].filter((part) => part !== null).join(' · ')}
              </span>
            </span>
            <ConsentState speaker={speaker} />
            {consentStands(speaker) ? (
              <ActionButton
                id={`settings.withdraw.${speaker.id}`}
                label={t('consent.withdraw')}
                chord={digitOf(index)}
                group={group}
                onAct={() => setWithdrawing(speaker)}
              />
            ) : (
              <ActionButton
                id={`settings.give.${speaker.id}`}
                label={t('consent.give')}
                chord={digitOf(index)}
                group={group}
                onAct={() => setGiving(speaker)}
              />
            )}
          </li>
        ))}
      </ul>
      <SpeakerDialog open={adding} onClose={() => setAdding(false)} onAdded={() => undefined} />
      <ConsentDialog speaker={giving} onClose={() => setGiving(null)} />
      <ConfirmDialog
        open={withdrawing !== null}
        title={t('consent.withdrawTitle', { name: withdrawing?.displayName ?? '' })}
        confirm={t('consent.withdraw')}
        cancel={t('common.cancel')}
        closeLabel={t('common.close')}
        onConfirm={() => withdrawing && withdraw.mutate({ speakerId: withdrawing.id })}
        onClose={() => setWithdrawing(null)}
      >
        {t('consent.withdrawText')}
      </ConfirmDialog>
    </section>
  )
}

/** The first nine speakers have a digit; the others are reached by Tab and found by Ctrl-K. */
function digitOf(index: number): string | undefined {
  return index < 9 ? `Digit${index + 1}` : undefined
}

function ConsentState({ speaker }: { speaker: Speaker }) {
  const { t } = useTranslation()
  const { consent } = speaker
  if (consent === null)
    return (
      <span className={styles.consent} data-tone="look">
        ▲ {t('consent.state.none')}
      </span>
    )
  if (consent.withdrawnAt !== null)
    return (
      <span className={styles.consent} data-tone="look">
        ▲ {t('consent.state.withdrawn', { date: formatDate(consent.withdrawnAt) })}
      </span>
    )
  return (
    <span className={styles.consent} data-tone="good">
      ✓{' '}
      {t('consent.state.given', { licence: t(`licence.short.${consent.licence}`), date: formatDate(consent.givenAt) })}
    </span>
  )
}
