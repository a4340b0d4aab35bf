import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useVoices } from '../../parts/use-voices.ts'
import { useVoiceIdName } from '../../parts/use-voice-name.ts'
import type { VoicesFields } from './voices-number.tsx'
import styles from './voices.module.css'

/** One of the voices there are; one that is gone stays what it was until another is chosen. */
export function VoiceSelect({
  field,
  text,
  onType,
}: VoicesFields & { field: 'defaultVoiceId' | 'defaultVoiceElsewhere' }) {
  const { t } = useTranslation()
  const voices = useVoices() ?? []
  const voiceIdName = useVoiceIdName()
  const chosen = text(field)
  const gone = voices.every(({ id }) => id !== chosen) ? [{ value: chosen, label: voiceIdName(chosen) }] : []
  const groups = [...Map.groupBy(voices, ({ engine }) => engine)].map(([engine, members]) => ({
    group: t(`engine.${engine as 'espeak'}`, { defaultValue: engine }),
    items: members.map(({ id, language }) => ({ value: id, label: voiceIdName(id, language) })),
  }))
  return (
    <Select
      className={styles.select}
      label={t(`voices.settings.field.${field}`)}
      description={t(`voices.settings.${field}Hint`)}
      searchable
      nothingFoundMessage={t('voices.settings.noVoice')}
      value={chosen}
      data={[...gone, ...groups]}
      inputWrapperOrder={['label', 'input', 'description']}
      onChange={(value) => value !== null && onType(field, value)}
    />
  )
}
