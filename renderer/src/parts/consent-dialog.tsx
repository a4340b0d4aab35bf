import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Licence, Speaker } from '#shared/entities/speaker.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FormButtons } from '../ui/form-buttons.tsx'
import { Notice } from '../ui/notice.tsx'
import { ConsentFields } from './consent-fields.tsx'
import styles from './speaker-dialog.module.css'
import { useStudio } from './studio-context.tsx'
import { useErrorWords } from './use-error-words.ts'

/** Consent of a speaker who is there already. */
export function ConsentDialog({ speaker, onClose }: { speaker: Speaker | null; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={speaker !== null}
      onClose={onClose}
      title={t('consent.of', { name: speaker?.displayName ?? '' })}
      closeLabel={t('common.close')}
      size="lg"
    >
      {speaker && <ConsentForm speaker={speaker} onClose={onClose} />}
    </Dialog>
  )
}

function ConsentForm({ speaker, onClose }: { speaker: Speaker; onClose: () => void }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const [consent, setConsent] = useState<Licence | null>(null)
  const give = useMutation(queries.speakers.giveConsent.mutationOptions())
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (consent === null) return
        give.mutate(
          { speakerId: speaker.id, licence: consent },
          {
            onSuccess: () => {
              void queryClient.invalidateQueries()
              onClose()
            },
          },
        )
      }}
    >
      <ConsentFields consent={consent} onChange={setConsent} />
      {give.error && <Notice tone="bad">{words(give.error)}</Notice>}
      <FormButtons
        submit={t('consent.give')}
        cancel={t('common.cancel')}
        busy={give.isPending}
        enabled={consent !== null}
        onCancel={onClose}
      />
    </form>
  )
}
