import { Fragment } from 'react'
import styles from './day.module.css'
import { formatDate } from './format-date.ts'

/** The day of an ISO time, in figures that stand under one another. */
export function Day({ time }: { time: string }) {
  return (
    <time dateTime={time} className={styles.day}>
      {formatDate(time)
        .split('-')
        .map((part, place) => (
          // The parts of a date never move: their place is their identity.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={place}>
            {place > 0 && <span className={styles.hyphen}>-</span>}
            {part}
          </Fragment>
        ))}
    </time>
  )
}
