import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useCell } from '../../ui/use-cell.ts'
import { FaultNotice } from '../fault-notice.tsx'
import { useSitting } from '../sitting-context.tsx'
import { CheckCourse } from './check-course.tsx'
import { CheckResult } from './check-result.tsx'
import { MicrophoneChoice } from './microphone-choice.tsx'
import { madeWith, readCheck } from './read-check.ts'
import { createCheckRun } from './run-check.ts'
import styles from './sound-check.module.css'
import { StepEnd } from './step-end.tsx'

/** The microphone as it is, the room at rest, and a sentence: what opens a sitting. */
export function SoundCheck({
  counts,
  goOnLabel,
  back,
  onKept,
  onGoOn,
}: {
  /** The check that is kept was made for who speaks now. */
  counts: boolean
  goOnLabel: string
  back?: React.ReactNode
  /** A check was made, or skipped. */
  onKept?: () => void
  onGoOn: () => void
}) {
  const { t } = useTranslation()
  const { recorder } = useStudio()
  const { sitting, state } = useSitting()
  const recorderState = useCell(recorder.state)
  const announce = useAnnounce()
  const [run] = useState(() => createCheckRun({ recorder }))
  const phase = useCell(run.phase)
  const input = 'input' in recorderState ? recorderState.input : null
  const listening = recorderState.kind === 'listening'
  const resting = phase.kind === 'resting'
  const kept = state.soundCheck.kind === 'made' && counts ? state.soundCheck.check : null
  const check = kept !== null && (input === null || madeWith(kept, input)) ? kept : null
  const changed = kept !== null && check === null
  const group = t('record.prepare.title')

  useEffect(() => () => run.giveUp(), [run])
  useEffect(() => {
    if (phase.kind === 'silence') announce(t('record.prepare.sound.silence'))
    if (phase.kind === 'sentence') announce(t('record.prepare.sound.say', { sentence: t('record.prepare.sentence') }))
  }, [announce, phase.kind, t])

  const keep = (check: SessionSoundCheck | null) => {
    void sitting.keepSoundCheck(check)
    onKept?.()
  }
  const begin = () => run.begin(keep)
  // What was measured with another microphone says nothing about this one.
  const remeasure = changed && listening && resting
  const beginAgain = useEffectEvent(begin)
  useEffect(() => {
    if (remeasure) void beginAgain()
  }, [remeasure])

  const reading = check && readCheck(check)
  const goesOn = reading !== null && reading.tone !== 'bad'
  const opening = recorderState.kind === 'opening'
  const open = input !== null
  const space = open ? (resting ? (check ? 'again' : 'begin') : 'again') : 'open'
  return (
    <>
      {state.fault && <FaultNotice fault={state.fault} />}
      <div className={styles.columns}>
        <MicrophoneChoice recorder={recorderState} onReading={run.hear} />
        <section className={styles.check} aria-labelledby="check-title">
          <h2 id="check-title">{t('record.prepare.sound.title')}</h2>
          <CheckCourse phase={phase} check={check} open={open} />
          {resting && changed && <Notice tone="look">{t('record.prepare.sound.changed')}</Notice>}
          {resting && check && reading && <CheckResult check={check} reading={reading} />}
        </section>
      </div>
      <StepEnd back={back}>
        <ActionButton
          id="prepare.skip"
          label={t('record.prepare.sound.skip')}
          group={group}
          chord="s"
          tone="quiet"
          onAct={() => {
            run.giveUp()
            keep(null)
            onGoOn()
          }}
        />
        <ActionButton
          id="prepare.check"
          label={t(`record.prepare.sound.${space}`)}
          group={group}
          chord="Space"
          tone={goesOn ? 'plain' : 'main'}
          enabled={!opening && (!open || listening)}
          whyNot={t('record.stage.opening')}
          onAct={() => void (open ? begin() : sitting.openMicrophone())}
        />
        <ActionButton
          id="prepare.next"
          label={goOnLabel}
          group={group}
          chord="Enter"
          tone={goesOn ? 'main' : 'plain'}
          enabled={check !== null && resting}
          whyNot={t('record.prepare.sound.first')}
          onAct={onGoOn}
        />
      </StepEnd>
    </>
  )
}
