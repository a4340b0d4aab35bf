import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Totals as CatalogTotals } from '#shared/contract/analytics.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { filterPath } from '../source-filter.ts'
import styles from './overview.module.css'

/** Expiring soon, and long unplayed. */
const soonDays = 7
const longDays = 30

/** The catalog in a few figures, and how much of it wants looking after. */
export function Totals({ totals }: { totals: CatalogTotals }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const expired = useQuery(queries.analytics.expiring.queryOptions({ input: { days: 0, limit: 1 } })).data
  const expiring = useQuery(queries.analytics.expiring.queryOptions({ input: { days: soonDays, limit: 1 } })).data
  const unplayed = useQuery(queries.analytics.unused.queryOptions({ input: { days: longDays, limit: 1 } })).data
  const figures = [
    ['sources', t('overview.number', { value: totals.total_cached })],
    ['plays', t('overview.number', { value: totals.total_plays })],
    ['size', t('overview.megabytes', { value: totals.total_size_mb })],
    ['age', t('overview.days', { value: totals.avg_age_days })],
  ] as const
  const upkeep = [
    { what: 'expired', count: expired?.total, path: filterPath({ state: 'expired' }) },
    {
      what: 'expiring',
      count: expiring && expired && expiring.total - expired.total,
      path: filterPath({ state: 'expiring' }),
    },
    { what: 'unplayed', count: unplayed?.total, path: filterPath({ state: 'unused' }) },
  ] as const
  return (
    <dl className={styles.totals} aria-label={t('overview.totals')}>
      {figures.map(([what, value]) => (
        <div key={what}>
          <dt>{t(`overview.total.${what}`)}</dt>
          <dd className={styles.figure}>{value}</dd>
        </div>
      ))}
      {upkeep.map(({ what, count, path }) => (
        <div key={what}>
          <dt>{t(`overview.total.${what}`)}</dt>
          <dd className={styles.figure}>
            {count === 0 && t('overview.number', { value: 0 })}
            {count !== undefined && count > 0 && (
              <a
                href={`#${path}`}
                aria-label={`${t(`overview.total.${what}`)}: ${t('overview.number', { value: count })}`}
              >
                {t('overview.number', { value: count })}
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
