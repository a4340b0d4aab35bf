import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Speaker } from '#shared/entities/speaker.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSitting } from '../sitting-context.tsx'
import { AddSpeaker } from './add-speaker.tsx'
import { useDraft } from './draft-context.tsx'
import { SpeakerChoices } from './speaker-choices.tsx'
import { SpeakerConsent } from './speaker-consent.tsx'
import styles from './speaker-step.module.css'
import { StepEnd } from './step-end.tsx'

/** Who speaks, and what they agree to. */
export function SpeakerStep({
  speakers,
  speaker,
  back,
  onNext,
}: {
  speakers: readonly Speaker[]
  speaker: Speaker | null
  back: React.ReactNode
  onNext: () => void
}) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const { sitting } = useSitting()
  const { draft, change } = useDraft()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const give = useMutation(queries.speakers.giveConsent.mutationOptions())
  const lacksConsent = speaker !== null && !consentStands(speaker)
  const licence = lacksConsent && draft.agreed?.speakerId === speaker.id ? draft.agreed.licence : null
  const choose = ({ id }: Speaker) => void sitting.chooseSpeaker(id)

  // The choice of the last run may be of a speaker who is not in this studio.
  const only = speakers.length === 1 ? speakers[0] : undefined
  useEffect(() => {
    if (speaker === null && only) void sitting.chooseSpeaker(only.id)
  }, [sitting, speaker, only])

  const goOn = () => {
    if (speaker === null || give.isPending) return
    if (licence === null) return onNext()
    give.mutate(
      { speakerId: speaker.id, licence },
      {
        onSuccess: () => {
          change({ agreed: null })
          void queryClient.invalidateQueries({ queryKey: queries.speakers.key() })
          onNext()
        },
      },
    )
  }
  const goOnLabel = !lacksConsent ? 'next' : licence === null ? 'speaker.notNow' : 'speaker.agree'

  return (
    <>
      {speakers.length === 0 ? (
        <EmptyState title={t('record.prepare.speaker.none')} action={<AddSpeaker tone="main" onAdded={choose} />}>
          {t('record.prepare.speaker.noneText')}
        </EmptyState>
      ) : (
        <div className={styles.columns}>
          <section className={styles.who} aria-labelledby="who-title">
            <div className={styles.head}>
              <h2 id="who-title">{t('record.prepare.speaker.title')}</h2>
              <AddSpeaker onAdded={choose} />
            </div>
            <SpeakerChoices speakers={speakers} speaker={speaker} onChoose={choose} onGoOn={goOn} />
          </section>
          {speaker && (
            <SpeakerConsent
              key={speaker.id}
              speaker={speaker}
              licence={licence}
              onAgree={(agreed) =>
                change({ agreed: agreed === null ? null : { speakerId: speaker.id, licence: agreed } })
              }
              onGoOn={goOn}
            />
          )}
        </div>
      )}
      {give.error && <Notice tone="bad">{words(give.error)}</Notice>}
      <StepEnd
        back={back}
        told={lacksConsent && licence === null ? `▲ ${t('record.prepare.speaker.waits')}` : undefined}
      >
        <ActionButton
          id="prepare.next"
          label={t(`record.prepare.${goOnLabel}`)}
          group={t('record.prepare.title')}
          chord="Enter"
          tone="main"
          enabled={speaker !== null && !give.isPending}
          whyNot={t('record.prepare.locked.sound')}
          onAct={goOn}
        />
      </StepEnd>
    </>
  )
}
