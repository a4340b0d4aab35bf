import { Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Licence, Speaker } from '#shared/entities/speaker.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { ConsentFields } from './consent-fields.tsx'
import { FormButtons } from '../ui/form-buttons.tsx'
import styles from './speaker-dialog.module.css'
import { useStudio } from './studio-context.tsx'
import { useErrorWords } from './use-error-words.ts'

const accents = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IE', 'en-NZ']
const genders = ['female', 'male', 'other'] as const

/** A new speaker: only the name is required; consent can come later. */
export function SpeakerDialog({
  open,
  onClose,
  onAdded,
}: {
  open: boolean
  onClose: () => void
  onAdded: (speaker: Speaker) => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onClose={onClose} title={t('speaker.add')} closeLabel={t('common.close')} size="lg">
      <SpeakerForm onClose={onClose} onAdded={onAdded} />
    </Dialog>
  )
}

function SpeakerForm({ onClose, onAdded }: { onClose: () => void; onAdded: (speaker: Speaker) => void }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const [displayName, setDisplayName] = useState('')
  const [accent, setAccent] = useState<string | null>('en-US')
  const [firstLanguage, setFirstLanguage] = useState('')
  const [gender, setGender] = useState<string | null>(null)
  const [consent, setConsent] = useState<Licence | null>(null)
  const add = useMutation(queries.speakers.add.mutationOptions())

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    add.mutate(
      { displayName, accent, gender, firstLanguage: firstLanguage.trim() || null, consent },
      {
        onSuccess: (speaker) => {
          void queryClient.invalidateQueries({ queryKey: queries.speakers.key() })
          onAdded(speaker)
          onClose()
        },
      },
    )
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('speaker.name')}
        description={t('speaker.nameHint')}
        required
        maxLength={100}
        data-autofocus
        value={displayName}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <Select
          label={t('speaker.accent')}
          data={accents.map((value) => ({ value, label: t(`accent.${value as 'en-US'}`) }))}
          value={accent}
          onChange={setAccent}
        />
        <Select
          label={t('speaker.gender')}
          placeholder={t('speaker.notSaid')}
          clearable
          data={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
          value={gender}
          onChange={setGender}
        />
      </div>
      <TextInput
        label={t('speaker.firstLanguage')}
        placeholder={t('speaker.firstLanguageExample')}
        maxLength={40}
        value={firstLanguage}
        onChange={(event) => setFirstLanguage(event.currentTarget.value)}
      />
      <ConsentFields consent={consent} onChange={setConsent} />
      {consent === null && <Notice tone="info">{t('consent.canWait')}</Notice>}
      {add.error && <Notice tone="bad">{words(add.error)}</Notice>}
      <FormButtons submit={t('speaker.save')} cancel={t('common.cancel')} busy={add.isPending} onCancel={onClose} />
    </form>
  )
}
