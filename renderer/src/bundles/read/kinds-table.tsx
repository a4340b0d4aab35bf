import { useTranslation } from 'react-i18next'
import type { ImportResult } from '#shared/contract/bundles.ts'
import styles from '../bundles-room.module.css'
import { planRows } from '../plan-rows.ts'

const columns = ['new', 'same', 'different', 'conflicting', 'deletedHere'] as const

/** Per kind, how much is new here, the same, or otherwise. */
export function KindsTable({ result }: { result: Pick<ImportResult, 'kinds'> }) {
  const { t } = useTranslation()
  const rows = planRows(result)
  const shown = columns.filter((column) => column !== 'deletedHere' || rows.some((row) => row.deletedHere > 0))
  if (rows.length === 0) return null
  return (
    // A narrow window scrolls it, which a keyboard must be able to do.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.tableFrame} aria-label={t('bundles.read.table')} tabIndex={0}>
      <table className={styles.table} aria-label={t('bundles.read.table')}>
        <thead>
          <tr>
            <th scope="col">{t('bundles.read.kindColumn')}</th>
            {shown.map((column) => (
              <th key={column} scope="col" className={styles.figure}>
                {t(`bundles.read.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.kind}>
              <th scope="row">{t(`bundles.kind.${row.kind}`)}</th>
              {shown.map((column) => (
                <td key={column} className={styles.figure} data-some={row[column] > 0 || undefined}>
                  {t('bundles.number', { value: row[column] })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
