import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './notice.module.css'

const icons = { info: IconInfoCircle, look: IconAlertTriangle, bad: IconCircleX }

/** A calm sentence where it matters: what happened, what is safe, what to do next. */
export function Notice({
  tone,
  children,
  action,
}: {
  tone: 'info' | 'look' | 'bad'
  children: ReactNode
  action?: ReactNode
}) {
  const Icon = icons[tone]
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon size="1.125rem" stroke={1.75} aria-hidden="true" />
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  )
}
