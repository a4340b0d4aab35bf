import { IconPlayerStopFilled, IconVolume } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PhonemeRow } from '#shared/contract/studio.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useBrowserVoice } from './use-browser-voice.ts'
import styles from './web-speech.module.css'

/** The last rung as a learner meets it: a text to read, and a word that the browser's own voice says. */
export function WebSpeech({ row: { phoneme, resolution } }: { row: PhonemeRow }) {
  const { t } = useTranslation()
  const { voice, speaking, speak, stop } = useBrowserVoice(phoneme.accents)
  const word = resolution.spokenText ?? ''
  const isSpeaking = speaking === 'speaking'
  return (
    <section className={styles.panel} aria-labelledby="web-speech-title">
      <h2 id="web-speech-title" className={styles.title}>
        {t('compare.webSpeech.title')}
      </h2>
      <dl className={styles.both}>
        <div>
          <dt>{t('compare.webSpeech.reads')}</dt>
          <dd className={styles.text} lang={phoneme.vietnameseApprox.trim() === '' ? 'und-fonipa' : 'vi'}>
            {resolution.fallbackText}
          </dd>
        </div>
        <div>
          <dt>{t('compare.webSpeech.hears')}</dt>
          <dd className={styles.text} lang="en">
            {word}
          </dd>
        </div>
      </dl>
      <div className={styles.actions}>
        <ActionButton
          id="compare.speak"
          label={t(isSpeaking ? 'playback.stop' : 'compare.webSpeech.speak')}
          group={t('compare.title')}
          chord="p"
          icon={
            isSpeaking ? (
              <IconPlayerStopFilled size="0.875rem" aria-hidden="true" />
            ) : (
              <IconVolume size="1rem" stroke={1.75} aria-hidden="true" />
            )
          }
          enabled={voice !== null}
          whyNot={t('compare.webSpeech.noVoice')}
          onAct={() => (isSpeaking ? stop() : speak(word))}
        />
        {voice && (
          <span className={styles.voice}>
            {t('compare.webSpeech.voice', { name: voice.name, language: voice.lang })}
          </span>
        )}
      </div>
      {voice === null && <Notice tone="look">{t('compare.webSpeech.noVoice')}</Notice>}
      {speaking === 'failed' && <Notice tone="bad">{t('compare.webSpeech.failed')}</Notice>}
    </section>
  )
}
