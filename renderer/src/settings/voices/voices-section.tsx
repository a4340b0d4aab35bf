import { useTranslation } from 'react-i18next'
import { usePlace } from '../../parts/use-place.ts'
import { useSpeechSettings } from '../../parts/use-voices.ts'
import { useVoiceIdName } from '../../parts/use-voice-name.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import styles from '../settings-room.module.css'
import { limitText } from '../limits/limits-draft.ts'

/** Who speaks where no voice is named, and the way to change it. */
export function VoicesSection() {
  const { t } = useTranslation()
  const { go } = usePlace()
  const settings = useSpeechSettings()
  const voiceIdName = useVoiceIdName()
  return (
    <section className={styles.section} aria-labelledby="voices-title">
      <div className={styles.head}>
        <h2 id="voices-title">{t('voices.settings.title')}</h2>
        <ActionButton
          id="settings.voices"
          label={t('voices.settings.edit')}
          group={t('settings.title')}
          chord="v"
          onAct={() => go({ room: 'settings', phonemeId: 'voices' })}
        />
      </div>
      {settings && (
        <p className={styles.hint}>
          {t('voices.settings.summary', {
            name: voiceIdName(settings.defaultVoiceId),
            elsewhere: voiceIdName(settings.defaultVoiceElsewhere),
            rate: limitText(settings.ratePercent),
            count: settings.cacheDays,
          })}{' '}
          {settings.offline && t('voices.settings.isOffline')}
        </p>
      )}
    </section>
  )
}
