import { useTranslation } from 'react-i18next'
import type { Sitting } from '#shared/entities/sitting.ts'
import type { Speaker } from '#shared/entities/speaker.ts'
import styles from './review-page.module.css'

export function ReviewTitle({ sitting, speaker }: { sitting: Sitting | undefined; speaker: Speaker | undefined }) {
  const { t } = useTranslation()
  return (
    <span className={styles.title}>
      {t('review.title')}
      {sitting && (
        <span className={styles.of}>
          {sitting.title}
          {speaker && ` · ${speaker.displayName}`}
          {sitting.endedAt !== null && ` · ${t('review.ended')}`}
        </span>
      )}
    </span>
  )
}
