import { Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SpeechSettings } from '#shared/contract/voices.ts'
import { useVoices } from '../../parts/use-voices.ts'
import { useVoiceIdName } from '../../parts/use-voice-name.ts'
import type { VoicesDraft } from './voices-draft.ts'
import { voicesWithDays } from './voices-draft.ts'
import type { VoicesFields } from './voices-number.tsx'
import { VoicesNumber } from './voices-number.tsx'
import styles from './voices.module.css'

/** How long clips are kept: all of them, and those of single voices. */
export function DaysKept({
  standing,
  draft,
  ...fields
}: VoicesFields & { standing: SpeechSettings; draft: VoicesDraft }) {
  const { t } = useTranslation()
  const voices = useVoices() ?? []
  const voiceIdName = useVoiceIdName()
  const own = voicesWithDays(standing, draft).filter((voiceId) => fields.text(`days.${voiceId}`) !== '')
  const others = voices.filter(({ id }) => !own.includes(id))
  return (
    <section className={styles.group} aria-labelledby="voices-days">
      <h2 id="voices-days">{t('voices.settings.group.days')}</h2>
      <VoicesNumber
        {...fields}
        field="cacheDays"
        label={t('voices.settings.field.cacheDays')}
        description={t('voices.settings.daysHint')}
        unit={t('voices.settings.daysUnit')}
      />
      {own.map((voiceId) => (
        <div key={voiceId} className={styles.own}>
          <VoicesNumber
            {...fields}
            field={`days.${voiceId}`}
            label={voiceIdName(voiceId)}
            unit={t('voices.settings.daysUnit')}
          />
          <button
            type="button"
            className={styles.remove}
            aria-label={t('voices.settings.daysRemove', { name: voiceIdName(voiceId) })}
            title={t('voices.settings.daysRemove', { name: voiceIdName(voiceId) })}
            onClick={() => fields.onType(`days.${voiceId}`, '')}
          >
            <IconX size="1rem" stroke={1.75} aria-hidden="true" />
          </button>
        </div>
      ))}
      {others.length > 0 && (
        <Select
          className={styles.select}
          label={t('voices.settings.daysAdd')}
          placeholder={t('voices.settings.daysChoose')}
          searchable
          value={null}
          data={others.map(({ id, language }) => ({ value: id, label: voiceIdName(id, language) }))}
          onChange={(value) => value !== null && fields.onType(`days.${value}`, fields.text('cacheDays'))}
        />
      )}
    </section>
  )
}
