import { useState } from 'react'
import { KeyCap } from './key-cap.tsx'
import type { KeyChord } from './key-chord.ts'
import { chordCaps, chordOf, isMacKeyboard } from './key-chord.ts'
import styles from './key-list.module.css'

/** A key that is changed by pressing another: clicked, it waits for one; Escape leaves it as it is. */
export function PressedKey({
  chord,
  label,
  pressNow,
  onPressed,
  onGiveUp,
}: {
  chord: KeyChord
  label: (key: string) => string
  pressNow: string
  /** Says whether the key was taken; if not, it waits for another. */
  onPressed: (chord: KeyChord) => boolean
  onGiveUp: () => void
}) {
  const [waiting, setWaiting] = useState(false)
  const isMac = isMacKeyboard()
  const giveUp = () => {
    setWaiting(false)
    onGiveUp()
  }
  return (
    <button
      type="button"
      className={styles.change}
      data-waiting={waiting || undefined}
      // Escape is for this button then, not for the dialog.
      data-mantine-stop-propagation={waiting || undefined}
      aria-label={waiting ? pressNow : label(chordCaps(chord, isMac).join(' '))}
      onClick={() => setWaiting(true)}
      onBlur={waiting ? giveUp : undefined}
      onKeyDown={(event) => {
        if (!waiting) return
        event.preventDefault()
        event.stopPropagation()
        if (event.repeat) return
        const pressed = chordOf(event, isMac)
        if (pressed === 'Escape') giveUp()
        else if (pressed !== null && onPressed(pressed)) setWaiting(false)
      }}
      // Space, let go, would click.
      onKeyUp={(event) => event.preventDefault()}
    >
      {waiting ? pressNow : <KeyCap silent chord={chord} />}
    </button>
  )
}
