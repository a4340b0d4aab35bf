import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import { useSpeechSettings, useVoices } from '../parts/use-voices.ts'
import { useVoiceIdName } from '../parts/use-voice-name.ts'
import styles from './make-tts.module.css'
import type { VoiceChoice, VoiceGroup } from './voice-groups.ts'
import { voiceGroups } from './voice-groups.ts'

/** Each phoneme's default voice, or the voices ticked; each group says what it is given to speak. */
export function VoicePicker({
  phonemes,
  chosen,
  onChoose,
}: {
  phonemes: readonly Phoneme[]
  /** Voice ids; empty: each phoneme's default. */
  chosen: readonly string[]
  onChoose: (voiceIds: string[]) => void
}) {
  const { t } = useTranslation()
  const voices = useVoices()
  const settings = useSpeechSettings()
  const voiceIdName = useVoiceIdName()
  const groups = voiceGroups(voices ?? [], phonemes, settings?.offline ?? false)
  const [only] = phonemes.length === 1 ? phonemes : []
  const given = ({ speaks }: VoiceGroup) =>
    speaks === 'phoneme'
      ? t('voices.speaks.phoneme')
      : only
        ? t('voices.speaks.theWord', { word: only.spokenText })
        : t('voices.speaks.aWord')
  const toggle = (voiceId: string, on: boolean) =>
    onChoose(on ? [...chosen, voiceId] : chosen.filter((other) => other !== voiceId))

  return (
    <fieldset className={styles.voices}>
      <legend className={styles.legend}>{t('voices.make.voices')}</legend>
      <Checkbox
        checked={chosen.length === 0}
        data-autofocus
        label={t('voices.make.default')}
        description={
          settings &&
          t(settings.offline ? 'voices.make.defaultOffline' : 'voices.make.defaultAbout', {
            name: voiceIdName(settings.defaultVoiceId),
            elsewhere: voiceIdName(settings.defaultVoiceElsewhere),
          })
        }
        onChange={() => onChoose([])}
      />
      {groups.map((group) => (
        <section
          key={`${group.engine} ${group.speaks}`}
          className={styles.group}
          aria-label={`${t(`engine.${group.engine as 'espeak'}`, { defaultValue: group.engine })}: ${given(group)}`}
        >
          <h3 className={styles.engine}>
            {t(`engine.${group.engine as 'espeak'}`, { defaultValue: group.engine })}
            <span className={styles.given}>{given(group)}</span>
          </h3>
          {isOffline(group) && <p className={styles.given}>{t('voices.whyNot.offline')}</p>}
          <div className={styles.choices}>
            {group.choices.map((choice) => (
              <VoiceBox
                key={choice.voice.id}
                choice={choice}
                phonemes={phonemes}
                chosen={chosen.includes(choice.voice.id)}
                reasonTold={isOffline(group)}
                onToggle={(on) => toggle(choice.voice.id, on)}
              />
            ))}
          </div>
        </section>
      ))}
    </fieldset>
  )
}

function isOffline({ choices }: VoiceGroup): boolean {
  return choices.every(({ whyNot }) => whyNot === 'offline')
}

function VoiceBox({
  choice: { voice, whyNot, lacks },
  phonemes,
  chosen,
  reasonTold,
  onToggle,
}: {
  choice: VoiceChoice
  phonemes: readonly Phoneme[]
  chosen: boolean
  /** Above all voices of its group. */
  reasonTold: boolean
  onToggle: (on: boolean) => void
}) {
  const { t } = useTranslation()
  const voiceIdName = useVoiceIdName()
  const about = () => {
    if (reasonTold) return undefined
    if (whyNot === 'offline') return t('voices.whyNot.offline')
    if (whyNot === 'accent') {
      const [first] = phonemes
      return t('voices.whyNot.accent', {
        language: voice.language,
        count: phonemes.length,
        symbol: first?.ipaSymbol ?? '',
      })
    }
    return lacks === 0 ? undefined : t('voices.lacks', { language: voice.language, count: lacks })
  }
  return (
    <Checkbox
      classNames={{ label: styles.choice }}
      checked={chosen && whyNot === null}
      disabled={whyNot !== null}
      label={voiceIdName(voice.id, voice.language)}
      description={about()}
      onChange={(event) => onToggle(event.currentTarget.checked)}
    />
  )
}
