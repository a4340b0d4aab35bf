import { Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpeechSettings } from '#shared/contract/voices.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { DaysKept } from './days-kept.tsx'
import { OwnProgramFields } from './own-program-fields.tsx'
import { createRememberedVoices } from './remembered-voices.ts'
import { VoiceSelect } from './voice-select.tsx'
import type { VoicesDraft, VoicesField } from './voices-draft.ts'
import { changedVoices, readVoices, voicesText } from './voices-draft.ts'
import { VoicesNumber } from './voices-number.tsx'
import styles from './voices.module.css'

export function VoicesEditor({ standing }: { standing: SpeechSettings }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const { go } = usePlace()
  const words = useErrorWords()
  const announce = useAnnounce()
  const [remembered] = useState(() => createRememberedVoices(sessionStorage))
  const [typed, setTyped] = useState<VoicesDraft>(() => remembered.read())
  const draft = changedVoices(standing, typed)
  const { settings, faults } = readVoices(standing, draft)
  const group = t('voices.settings.title')
  const unsaved = Object.keys(draft).length
  const wrong = Object.keys(faults).length

  const type = (next: VoicesDraft) => {
    setTyped(next)
    remembered.write(next)
  }
  const saving = useMutation(
    queries.speech.setSettings.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(queries.speech.settings.queryKey(), saved)
        void queryClient.invalidateQueries({ queryKey: queries.generation.voices.key() })
        type({})
        announce(t('voices.settings.saved'))
      },
    }),
  )
  const fields = {
    text: (field: VoicesField) => voicesText(standing, typed, field),
    faults,
    onType: (field: VoicesField, text: string) => type({ ...typed, [field]: text }),
  }
  // Started to stay offline: what is saved here then waits for another start.
  const stayedOffline = saving.data?.offline === true && saving.variables?.offline === false

  return (
    <WorkArea
      wide
      title={group}
      aside={
        <>
          <ActionButton
            id="voices.back"
            label={t('voices.settings.back')}
            group={group}
            chord="Escape"
            tone="quiet"
            onAct={() => go({ room: 'settings', phonemeId: null })}
          />
          <ActionButton
            id="voices.discard"
            label={t('voices.settings.discard')}
            group={group}
            enabled={unsaved > 0}
            whyNot={t('voices.settings.nothingUnsaved')}
            onAct={() => type({})}
          />
          <ActionButton
            id="voices.save"
            label={t('voices.settings.save')}
            group={group}
            chord="Mod+s"
            tone="main"
            enabled={unsaved > 0 && wrong === 0 && !saving.isPending}
            whyNot={wrong > 0 ? t('voices.settings.wrong', { count: wrong }) : t('voices.settings.nothingUnsaved')}
            onAct={() => saving.mutate(settings)}
          />
        </>
      }
    >
      {saving.error && <Notice tone="bad">{words(saving.error)}</Notice>}
      {stayedOffline && <Notice tone="look">{t('voices.settings.stayedOffline')}</Notice>}
      <div className={styles.page}>
        <p className={styles.state}>
          {unsaved > 0 ? t('voices.settings.unsaved', { count: unsaved }) : t('voices.settings.about')}
        </p>
        <section className={styles.group} aria-labelledby="voices-default">
          <h2 id="voices-default">{t('voices.settings.group.default')}</h2>
          <VoiceSelect {...fields} field="defaultVoiceId" />
          <VoiceSelect {...fields} field="defaultVoiceElsewhere" />
        </section>
        <section className={styles.group} aria-labelledby="voices-prosody">
          <h2 id="voices-prosody">{t('voices.settings.group.prosody')}</h2>
          <p className={styles.hint}>{t('voices.settings.prosodyHint')}</p>
          <div className={styles.numbers}>
            {(['ratePercent', 'pitchPercent', 'volumePercent'] as const).map((field) => (
              <VoicesNumber
                key={field}
                {...fields}
                field={field}
                label={t(`voices.settings.field.${field}`)}
                unit="%"
              />
            ))}
          </div>
        </section>
        <DaysKept {...fields} standing={standing} draft={typed} />
        <section className={styles.group} aria-labelledby="voices-network">
          <h2 id="voices-network">{t('voices.settings.group.network')}</h2>
          <Switch
            classNames={{ description: styles.beside }}
            label={t('voices.settings.field.offline')}
            description={t('voices.settings.offlineHint')}
            checked={fields.text('offline') === 'on'}
            onChange={(event) => fields.onType('offline', event.currentTarget.checked ? 'on' : 'off')}
          />
        </section>
        <OwnProgramFields
          {...fields}
          saved={standing.ownProgram}
          unsaved={Object.keys(draft).some((field) => field.startsWith('program'))}
        />
      </div>
    </WorkArea>
  )
}
