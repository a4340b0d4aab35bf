import type { ReactNode } from 'react'
import styles from './overview.module.css'

export interface BarPart {
  share: number
  tone: 'native' | 'tts' | 'generated' | 'plain' | 'none'
}

export interface BarRow {
  key: string
  name: ReactNode
  /** What the name says to a screen reader that would not read it well. */
  path: string
  /** Shares of the longest bar, 0…1, one after another. */
  parts: BarPart[]
  figures: string[]
}

/**
 * A bar chart that is a table: its figures stand beside its bars, so that whoever does not see the bars reads the same. Each
 * row is a link to what it counts.
 */
export function BarTable({
  title,
  about,
  columns,
  rows,
  wide = false,
}: {
  title: string
  about?: ReactNode
  /** Of the names, then of the figures. */
  columns: [string, ...string[]]
  rows: readonly BarRow[]
  wide?: boolean
}) {
  const [first, ...others] = columns
  return (
    <section className={styles.chart} data-wide={wide || undefined}>
      <h2 className={styles.title}>{title}</h2>
      {about}
      <table aria-label={title} className={styles.table} style={{ '--figures': others.length } as React.CSSProperties}>
        <thead>
          <tr className={styles.row}>
            <th scope="col">{first}</th>
            <td className={styles.track} aria-label={title} />
            {others.map((column) => (
              <th key={column} scope="col" className={styles.value}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, path, parts, figures }) => (
            <tr key={key} className={styles.row} data-bar="">
              <th scope="row" className={styles.name}>
                <a href={`#${path}`}>{name}</a>
              </th>
              <td className={styles.track}>
                {parts.map(({ share, tone }) => (
                  <span key={tone} className={styles.bar} data-tone={tone} style={{ inlineSize: `${share * 100}%` }} />
                ))}
              </td>
              {figures.map((figure, at) => (
                <td key={columns[at + 1]} className={styles.value}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
