import { Select } from '@mantine/core'
import { IconMicrophone, IconMicrophoneOff, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecorderState } from '../audio/recorder.ts'
import { SpeakerDialog } from '../parts/speaker-dialog.tsx'
import { useSpeakers } from '../parts/use-speakers.ts'
import { ActionButton } from '../ui/action-button.tsx'
import styles from './setup.module.css'
import { useSitting } from './sitting-context.tsx'
import { useMicrophones } from './use-microphones.ts'

const systemDefault = 'default'

/** Who records, and with what: two choices and one button, always in view, so that a sitting never hides how it was made. */
export function Setup({ recorder }: { recorder: RecorderState }) {
  const { t } = useTranslation()
  const { sitting, state } = useSitting()
  const speakers = useSpeakers()
  const microphones = useMicrophones()
  const [adding, setAdding] = useState(false)
  const open = 'input' in recorder
  const busy = recorder.kind === 'recording' || recorder.kind === 'finishing' || recorder.kind === 'opening'
  const group = t('record.title')

  // The label of what is open counts more than a list that may not have it yet.
  const deviceId = open ? recorder.input.deviceId : (state.deviceId ?? systemDefault)
  const choices = microphones.map(({ deviceId: value, label }, index) => ({
    value,
    label: label || t('record.setup.microphoneNumber', { number: index + 1 }),
  }))
  const known = choices.some(({ value }) => value === deviceId)

  return (
    <div className={styles.setup}>
      <Select
        aria-label={t('record.setup.speaker')}
        placeholder={t('record.setup.chooseSpeaker')}
        className={styles.select}
        disabled={busy}
        value={speakers?.some(({ id }) => id === state.speakerId) ? state.speakerId : null}
        data={(speakers ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }))}
        nothingFoundMessage={t('record.setup.noSpeakers')}
        onChange={(id) => id !== null && void sitting.chooseSpeaker(id)}
        onDropdownClose={blurFocused}
      />
      <ActionButton
        id="record.addSpeaker"
        label={t('speaker.add')}
        group={group}
        chord="n"
        icon={<IconUserPlus size="1rem" stroke={1.75} aria-hidden="true" />}
        iconOnly
        enabled={!busy}
        onAct={() => setAdding(true)}
      />
      <Select
        aria-label={t('record.setup.microphone')}
        className={styles.select}
        disabled={busy}
        value={deviceId}
        data={
          known
            ? choices
            : [
                { value: deviceId, label: open ? recorder.input.deviceLabel : t('record.setup.systemDefault') },
                ...choices,
              ]
        }
        onChange={(value) => void sitting.chooseMicrophone(value === systemDefault ? null : value)}
        onDropdownClose={blurFocused}
      />
      <ActionButton
        id="record.microphone"
        label={open ? t('record.setup.close') : t('record.setup.open')}
        group={group}
        chord="m"
        tone={open ? 'plain' : 'main'}
        icon={
          open ? (
            <IconMicrophoneOff size="1rem" stroke={1.75} aria-hidden="true" />
          ) : (
            <IconMicrophone size="1rem" stroke={1.75} aria-hidden="true" />
          )
        }
        enabled={!busy && state.speakerId !== null}
        whyNot={state.speakerId === null ? t('record.setup.speakerFirst') : undefined}
        onAct={() => void (open ? sitting.closeMicrophone() : sitting.openMicrophone())}
      />
      <SpeakerDialog
        open={adding}
        onClose={() => setAdding(false)}
        onAdded={({ id }) => void sitting.chooseSpeaker(id)}
      />
    </div>
  )
}

/** A field that keeps the focus after choosing would keep Space too, which is the key that records. */
function blurFocused(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
