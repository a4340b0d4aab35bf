import { Select } from '@mantine/core'
import { IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeterReading } from '../../audio/peak-hold.ts'
import type { RecorderState } from '../../audio/recorder.ts'
import { LevelMeter } from '../../parts/level-meter.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { useSitting } from '../sitting-context.tsx'
import { useMicrophones } from '../use-microphones.ts'
import styles from './microphone-choice.module.css'
import { TrackFacts } from './track-facts.tsx'

const systemDefault = 'default'

/** Which microphone, what it really does, and what it hears now. */
export function MicrophoneChoice({
  recorder,
  onReading,
}: {
  recorder: RecorderState
  onReading: (rmsDbfs: number, nowMs: number) => void
}) {
  const { t } = useTranslation()
  const { sitting, state } = useSitting()
  const microphones = useMicrophones()
  const input = 'input' in recorder ? recorder.input : null
  const busy = recorder.kind === 'opening' || recorder.kind === 'finishing'
  const read = useCallback(({ rmsDbfs }: MeterReading) => onReading(rmsDbfs, performance.now()), [onReading])

  const deviceId = input?.deviceId ?? state.deviceId ?? systemDefault
  const choices = microphones.map(({ deviceId: value, label }, index) => ({
    value,
    label: label || t('record.setup.microphoneNumber', { number: index + 1 }),
  }))
  const known = choices.some(({ value }) => value === deviceId)
  // The label of what is open counts more than a list that may not have it yet.
  const current = { value: deviceId, label: input?.deviceLabel ?? t('record.setup.systemDefault') }

  return (
    <section className={styles.microphone} aria-labelledby="microphone-title">
      <h2 id="microphone-title">{t('record.setup.microphone')}</h2>
      <div className={styles.choose}>
        <Select
          aria-label={t('record.setup.microphone')}
          className={styles.select}
          disabled={busy}
          value={deviceId}
          data={known ? choices : [current, ...choices]}
          onChange={(value) => void sitting.chooseMicrophone(value === systemDefault ? null : value)}
          onDropdownClose={blurFocused}
        />
        <ActionButton
          id="record.microphone"
          label={input ? t('record.setup.close') : t('record.setup.open')}
          group={t('record.prepare.title')}
          chord="m"
          icon={
            input ? (
              <IconMicrophoneOff size="1rem" stroke={1.75} aria-hidden="true" />
            ) : (
              <IconMicrophone size="1rem" stroke={1.75} aria-hidden="true" />
            )
          }
          enabled={!busy}
          onAct={() => void (input ? sitting.closeMicrophone() : sitting.openMicrophone())}
        />
      </div>
      {input ? <TrackFacts input={input} /> : <p className={styles.hint}>{t('record.prepare.sound.openHint')}</p>}
      {'meter' in recorder && recorder.meter !== null && <LevelMeter meter={recorder.meter} onReading={read} />}
      {recorder.kind === 'listening' && recorder.muted && (
        <p className={styles.muted}>▲ {t('record.prepare.sound.muted')}</p>
      )}
    </section>
  )
}

/** A field that keeps the focus after choosing would keep Space and Enter too, which begin the check and go on. */
function blurFocused(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
