import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { consentStands } from '#shared/entities/speaker.ts'
import { usePlace } from '../../parts/use-place.ts'
import { useSpeakers } from '../../parts/use-speakers.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { useSitting } from '../sitting-context.tsx'
import { useDraft } from './draft-context.tsx'
import { prepareSteps, shownStep, stepStates } from './draft.ts'
import styles from './new-sitting.module.css'
import { readCheck } from './read-check.ts'
import { ScriptStep } from './script-step.tsx'
import { SoundCheck } from './sound-check.tsx'
import { SpeakerStep } from './speaker-step.tsx'
import { Steps } from './steps.tsx'

const checkTones = { good: undefined, look: 'look', bad: 'bad', skipped: 'look' } as const

/** Three steps before the first prompt: who speaks, how the room sounds, and what is asked for. */
export function NewSitting() {
  const { t } = useTranslation()
  const { state } = useSitting()
  const { draft, change } = useDraft()
  const { go } = usePlace()
  const speakers = useSpeakers()
  const speaker = speakers?.find(({ id }) => id === state.speakerId) ?? null
  const { soundCheck } = state
  const soundChecked = soundCheck.kind !== 'none' && speaker !== null && draft.checkedSpeakerId === speaker.id
  const states = stepStates({ speakerId: speaker?.id ?? null, soundChecked })
  const step = shownStep(draft.step, states)
  const at = prepareSteps.indexOf(step)

  const back = (
    <ActionButton
      id="prepare.back"
      label={at === 0 ? t('record.prepare.toSittings') : t('record.prepare.back')}
      group={t('record.prepare.title')}
      chord="Escape"
      onAct={() => {
        const before = prepareSteps[at - 1]
        if (before) change({ step: before })
        else go({ room: 'record', phonemeId: null })
      }}
    />
  )
  const made = soundCheck.kind === 'made' ? readCheck(soundCheck.check).tone : 'skipped'

  return (
    <WorkArea title={t('record.prepare.title')}>
      <Steps
        shown={step}
        steps={{
          speaker: {
            state: states.speaker,
            told: speaker?.displayName ?? null,
            tone: speaker !== null && !consentStands(speaker) ? 'look' : undefined,
          },
          sound: {
            state: states.sound,
            told: soundChecked ? t(`record.prepare.checked.${made}`) : null,
            tone: soundChecked ? checkTones[made] : undefined,
          },
          script: { state: states.script, told: null },
        }}
        onGo={(wanted) => change({ step: wanted })}
      />
      <StepPlace key={step} name={t(`record.prepare.step.${step}`)}>
        {step === 'speaker' && speakers && (
          <SpeakerStep speakers={speakers} speaker={speaker} back={back} onNext={() => change({ step: 'sound' })} />
        )}
        {step === 'sound' && (
          <SoundCheck
            counts={soundChecked}
            goOnLabel={t('record.prepare.next')}
            back={back}
            onKept={() => change({ checkedSpeakerId: speaker?.id ?? null })}
            onGoOn={() => change({ step: 'script' })}
          />
        )}
        {step === 'script' && speaker && <ScriptStep speakerId={speaker.id} back={back} />}
      </StepPlace>
    </WorkArea>
  )
}

/** Whoever enters a step is in it: its keys act, and a screen reader reads on from there. */
function StepPlace({ name, children }: { name: string; children: ReactNode }) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => place.current?.focus({ preventScroll: true }), [])
  return (
    <section className={styles.step} ref={place} tabIndex={-1} aria-label={name}>
      {children}
    </section>
  )
}
