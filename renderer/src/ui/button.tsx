import type { ReactNode } from 'react'
import styles from './action-button.module.css'

/** A button of a form or dialog, where no key but Enter and Escape acts. */
export function Button({
  type = 'button',
  tone = 'plain',
  busy = false,
  enabled = true,
  focused = false,
  label,
  onAct,
  children,
}: {
  type?: 'button' | 'submit'
  tone?: 'plain' | 'main'
  busy?: boolean
  enabled?: boolean
  /** Has the focus when its dialog opens. */
  focused?: boolean
  /** Its name, where a drawing stands in the place of words. */
  label?: string
  onAct?: () => void
  children: ReactNode
}) {
  return (
    <button
      type={type}
      className={styles.button}
      data-tone={tone}
      data-autofocus={focused || undefined}
      disabled={!enabled || busy}
      aria-busy={busy}
      aria-label={label}
      onClick={onAct}
    >
      {children}
    </button>
  )
}
