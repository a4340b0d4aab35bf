import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './confirm-dialog.module.css'
import { Dialog } from './dialog.tsx'

/** Asks before something that is hard to take back. The safe way out has the focus. */
export function ConfirmDialog({
  open,
  title,
  confirm,
  cancel,
  closeLabel,
  onConfirm,
  onClose,
  children,
}: {
  open: boolean
  title: string
  confirm: string
  cancel: string
  closeLabel: string
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Dialog open={open} title={title} closeLabel={closeLabel} onClose={onClose}>
      <div className={styles.text}>{children}</div>
      <div className={styles.buttons}>
        <Button focused onAct={onClose}>
          {cancel}
        </Button>
        <Button
          tone="main"
          onAct={() => {
            onConfirm()
            onClose()
          }}
        >
          {confirm}
        </Button>
      </div>
    </Dialog>
  )
}
