import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { formatDate } from '../../ui/format-date.ts'
import styles from '../settings-room.module.css'
import { differing } from './limits-draft.ts'

/** Whether this studio has limits of its own, and the way to them. */
export function LimitsSection() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const { go } = usePlace()
  const settings = useQuery(queries.settings.get.queryOptions()).data
  const count = settings ? differing(settings.takeLimits, defaultCheckLimits).length : 0
  return (
    <section className={styles.section} aria-labelledby="limits-title">
      <div className={styles.head}>
        <h2 id="limits-title">{t('settings.limits.title')}</h2>
        <ActionButton
          id="settings.limits"
          label={t('settings.limits.edit')}
          group={t('settings.title')}
          chord="l"
          onAct={() => go({ room: 'settings', phonemeId: 'limits' })}
        />
      </div>
      {settings && (
        <p className={styles.hint}>
          {count === 0 || settings.takeLimitsChangedAt === null
            ? t('settings.limits.isNew')
            : t('settings.limits.own', { count, date: formatDate(settings.takeLimitsChangedAt) })}
        </p>
      )}
    </section>
  )
}
