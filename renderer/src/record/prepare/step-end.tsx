import type { ReactNode } from 'react'
import styles from './step-end.module.css'

/** The foot of a step: the way back at its start, the ways on at its end; it stays in view while the step scrolls. */
export function StepEnd({ back, told, children }: { back?: ReactNode; told?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.end}>
      {back !== undefined && <div className={styles.back}>{back}</div>}
      {told !== undefined && <div className={styles.told}>{told}</div>}
      <div className={styles.on}>{children}</div>
    </div>
  )
}
