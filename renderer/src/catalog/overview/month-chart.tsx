import { useTranslation } from 'react-i18next'
import type { Slice } from '#shared/contract/analytics.ts'
import { filterPath } from '../source-filter.ts'
import styles from './overview.module.css'
import { recentMonths } from './recent-months.ts'

/** A year and a half stand side by side without crowding. */
const mostMonths = 18

/**
 * How old the catalog is: what was made in each month, as columns along time; a table underneath for whoever does not see
 * them. Each column is a link to what it counts.
 */
export function MonthChart({ slices }: { slices: readonly Slice[] }) {
  const { t } = useTranslation()
  const months = recentMonths(slices, mostMonths)
  const most = Math.max(1, ...months.map(({ sources }) => sources))
  const earlier =
    slices.reduce((sum, { sources }) => sum + sources, 0) - months.reduce((sum, { sources }) => sum + sources, 0)
  return (
    <section className={styles.chart} data-wide="">
      <h2 className={styles.title}>{t('overview.months.title')}</h2>
      {earlier > 0 && <p className={styles.about}>{t('overview.months.earlier', { count: earlier })}</p>}
      <table aria-label={t('overview.months.title')} className={styles.months} ref={showLast}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('overview.months.month')}</th>
            <th scope="col">{t('overview.storage.sources')}</th>
          </tr>
        </thead>
        <tbody className={styles.columns}>
          {months.map(({ key, sources }) => (
            <tr key={key} className={styles.month} data-bar={sources > 0 || undefined}>
              <th scope="row" className={styles.monthName}>
                {sources > 0 ? <a href={`#${filterPath({ month: key })}`}>{key}</a> : key}
              </th>
              <td className={styles.column}>
                <span>{t('overview.number', { value: sources })}</span>
                <span className={styles.stem} style={{ blockSize: `${(sources / most) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Where they do not all fit, the newest are in view. */
function showLast(table: HTMLTableElement | null): void {
  if (table) table.scrollLeft = table.scrollWidth
}
