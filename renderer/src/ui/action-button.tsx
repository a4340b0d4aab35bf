import type { ReactNode } from 'react'
import styles from './action-button.module.css'
import { KeyCap } from './keys/key-cap.tsx'
import { chordForAria, isMacKeyboard } from './keys/key-chord.ts'
import { useKeyAction } from './keys/keys-context.tsx'

export interface ActionButtonProps {
  id: string
  label: string
  /** Under which heading the list of keys shows the action. */
  group: string
  chord?: string
  icon?: ReactNode
  tone?: 'plain' | 'main' | 'recording' | 'quiet'
  enabled?: boolean
  /** Why it can't be done now; shown on hover and read to screen readers. */
  whyNot?: string
  iconOnly?: boolean
  /** A choice that is on or off, told apart from a button that only acts. */
  pressed?: boolean
  onAct: () => void
}

/** A button and its key, declared once: while it is on the screen the key works, and the list of keys knows it. */
export function ActionButton({
  id,
  label,
  group,
  chord,
  icon,
  tone = 'plain',
  enabled = true,
  whyNot,
  iconOnly = false,
  pressed,
  onAct,
}: ActionButtonProps) {
  const key = useKeyAction({ id, chord, label, group, enabled, run: onAct })
  return (
    <button
      type="button"
      className={styles.button}
      data-tone={tone}
      data-icon-only={iconOnly || undefined}
      // Stays focusable, so that focus is not lost when an action becomes impossible under one's hands.
      aria-disabled={!enabled}
      aria-pressed={pressed}
      aria-label={iconOnly ? label : undefined}
      aria-keyshortcuts={key === undefined ? undefined : chordForAria(key, isMacKeyboard())}
      title={enabled ? (iconOnly ? label : undefined) : whyNot}
      onClick={() => {
        if (enabled) onAct()
      }}
    >
      {icon}
      {!iconOnly && <span className={styles.label}>{label}</span>}
      {key !== undefined && (
        <KeyCap silent chord={key} onAccent={enabled && (tone === 'main' || tone === 'recording')} />
      )}
    </button>
  )
}
