import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/action-button.tsx'
import styles from './sit-done.module.css'

/** Nothing more is asked for; what still lacks takes is said, and can be gone to. */
export function SitDone({
  lacking,
  onReview,
  onFirstLacking,
}: {
  /** How many prompts lack takes. */
  lacking: number
  onReview: () => void
  onFirstLacking: () => void
}) {
  const { t } = useTranslation()
  const group = t('record.sit.group')
  return (
    <div className={styles.done}>
      <h2 className={styles.title}>{lacking === 0 ? t('record.sit.allDone') : t('record.sit.endReached')}</h2>
      <p className={styles.text}>
        {lacking === 0 ? t('record.sit.allDoneText') : t('record.sit.lacking', { count: lacking })}
      </p>
      <div className={styles.actions}>
        <ActionButton
          id="sit.keep"
          label={t('record.sit.toReview')}
          group={group}
          chord="Enter"
          tone={lacking === 0 ? 'main' : 'plain'}
          onAct={onReview}
        />
        {lacking > 0 && (
          <ActionButton
            id="sit.firstLacking"
            label={t('record.sit.firstLacking')}
            group={group}
            chord="Home"
            tone="main"
            onAct={onFirstLacking}
          />
        )}
      </div>
    </div>
  )
}
