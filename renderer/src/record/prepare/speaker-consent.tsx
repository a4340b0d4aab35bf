import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Licence, Speaker } from '#shared/entities/speaker.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { ConsentFields } from '../../parts/consent-fields.tsx'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ConsentMark } from './consent-mark.tsx'
import styles from './speaker-consent.module.css'

/** What the chosen speaker agreed to and since when, or the text to agree to now. */
export function SpeakerConsent({
  speaker,
  licence,
  onAgree,
  onGoOn,
}: {
  speaker: Speaker
  /** Ticked, and given when they go on. */
  licence: Licence | null
  onAgree: (licence: Licence | null) => void
  onGoOn: () => void
}) {
  const { t } = useTranslation()
  const stands = consentStands(speaker)
  return (
    <section className={styles.consent} aria-labelledby="consent-title">
      <h2 id="consent-title">{t('consent.of', { name: speaker.displayName })}</h2>
      {speaker.consent !== null && (
        <p>
          <ConsentMark consent={speaker.consent} />
        </p>
      )}
      {stands ? (
        <Standing speaker={speaker} />
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (licence !== null) onGoOn()
          }}
        >
          <ConsentFields consent={licence} onChange={onAgree} />
          <input type="submit" hidden />
        </form>
      )}
    </section>
  )
}

function Standing({ speaker }: { speaker: Speaker }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const withdraw = useMutation(
    queries.speakers.withdrawConsent.mutationOptions({ onSuccess: () => void queryClient.invalidateQueries() }),
  )
  return (
    <>
      {withdraw.error && <Notice tone="bad">{words(withdraw.error)}</Notice>}
      <p className={styles.text}>{t('record.prepare.speaker.given')}</p>
      <div>
        <Button busy={withdraw.isPending} onAct={() => setAsking(true)}>
          {t('consent.withdraw')}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={t('consent.withdrawTitle', { name: speaker.displayName })}
        confirm={t('consent.withdraw')}
        cancel={t('common.cancel')}
        closeLabel={t('common.close')}
        onConfirm={() => withdraw.mutate({ speakerId: speaker.id })}
        onClose={() => setAsking(false)}
      >
        {t('consent.withdrawText')}
      </ConfirmDialog>
    </>
  )
}
