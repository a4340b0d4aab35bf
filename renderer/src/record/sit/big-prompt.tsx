import { useTranslation } from 'react-i18next'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { SittingPrompt } from '#shared/entities/sitting.ts'
import { ExemplarWord } from '../../parts/exemplar-word.tsx'
import { Ipa } from '../../parts/ipa.tsx'
import styles from './big-prompt.module.css'
import { readPrompt } from './prompt-text.ts'

/** What the speaker is asked for, read from two metres away. */
export function BigPrompt({ prompt, phoneme }: { prompt: SittingPrompt; phoneme: Phoneme }) {
  const { t } = useTranslation()
  const { said, asIn, phoneme: beside } = readPrompt(prompt, phoneme)
  const { mouthPicture } = phoneme
  return (
    <div className={styles.prompt} data-kind={said.kind}>
      <div className={styles.row}>
        <p className={styles.beside}>
          {beside !== null && (
            <>
              <span className="visually-hidden">{t('record.sit.phoneme')}</span>
              <Ipa symbol={beside} size="heading" />
            </>
          )}
        </p>
        <h2 className={styles.said}>
          {said.kind === 'ipa' ? <Ipa symbol={said.ipa} size="prompt" /> : <ExemplarWord {...said} />}
        </h2>
        <div className={styles.picture}>
          {mouthPicture && (
            <img
              src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(mouthPicture.svg)}`}
              alt={mouthPicture.alt}
            />
          )}
        </div>
      </div>
      <p className={styles.asIn}>
        {asIn && (
          <>
            <span className={styles.small}>{t('record.sit.asIn')}</span> <ExemplarWord {...asIn} />
          </>
        )}
      </p>
    </div>
  )
}
