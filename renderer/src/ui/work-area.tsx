import type { ReactNode } from 'react'
import styles from './work-area.module.css'

/** A room's own place: a quiet heading line with what belongs to the whole room, and the work below. */
export function WorkArea({
  title,
  aside,
  wide = false,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  /** The room fills the height and scrolls inside itself. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div className={styles.area} data-wide={wide || undefined}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  )
}
