import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** An empty place says what to do next, and offers it. */
export function EmptyState({
  title,
  wholePage = false,
  children,
  action,
}: {
  title: string
  /** Nothing else is shown: its title is the page's. */
  wholePage?: boolean
  children?: ReactNode
  action?: ReactNode
}) {
  const Title = wholePage ? 'h1' : 'h2'
  return (
    <div className={styles.empty}>
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  )
}
