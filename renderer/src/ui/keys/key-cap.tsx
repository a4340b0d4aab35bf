import { Fragment } from 'react'
import { chordCaps, isMacKeyboard } from './key-chord.ts'
import styles from './key-cap.module.css'

/** The key of an action, as small caps. Beside a button it is `silent`: screen readers get it from `aria-keyshortcuts`. */
export function KeyCap({
  chord,
  onAccent = false,
  silent = false,
}: {
  chord: string
  onAccent?: boolean
  silent?: boolean
}) {
  return (
    <span className={styles.caps} data-on-accent={onAccent || undefined} aria-hidden={silent}>
      {chordCaps(chord, isMacKeyboard()).map((cap, index) => (
        <Fragment key={cap}>
          {index > 0 && ' '}
          <kbd className={styles.cap}>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  )
}
