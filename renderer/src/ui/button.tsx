import type { ReactNode } from 'react'
import styles from './action-button.module.css'

/** A button of a form or dialog, where no key but Enter and Escape acts. */
export function Button({
  type = 'button',
  tone = 'plain',
  busy = false,
  enabled = true,
  focused = false,
  onAct,
  children,
}: {
  type?: 'button' | 'submit'
  tone?: 'plain' | 'main'
  busy?: boolean
  enabled?: boolean
  /** Has the focus when its dialog opens. */
  focused?: boolean
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
      onClick={onAct}
    >
      {children}
    </button>
  )
}
