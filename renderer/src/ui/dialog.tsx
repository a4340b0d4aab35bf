import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './dialog.module.css'
import { useKeysSuspended } from './keys/keys-context.tsx'

/** A dialog: it has the focus and the keyboard until it closes. */
export function Dialog({
  open,
  title,
  closeLabel,
  size = 'md',
  onClose,
  children,
}: {
  open: boolean
  title: string
  closeLabel: string
  size?: 'md' | 'lg'
  onClose: () => void
  children: ReactNode
}) {
  useKeysSuspended(open)
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={size === 'lg' ? '44rem' : '30rem'}
      classNames={{ content: styles.content, header: styles.header, title: styles.title, body: styles.body }}
      closeButtonProps={{ 'aria-label': closeLabel }}
    >
      {children}
    </Modal>
  )
}
