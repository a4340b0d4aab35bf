import type { ReactNode } from 'react'
import { useState } from 'react'
import styles from './drop-area.module.css'

/** Where a file may be dropped; anything else is let pass. */
export function DropArea({
  enabled,
  framed,
  onFile,
  children,
}: {
  enabled: boolean
  /** Drawn, where nothing else is there to see. */
  framed: boolean
  onFile: (file: File) => void
  children: ReactNode
}) {
  const [over, setOver] = useState(false)
  const brings = (event: React.DragEvent) => enabled && event.dataTransfer.types.includes('Files')
  return (
    <div
      className={styles.area}
      data-over={over || undefined}
      data-framed={framed || undefined}
      onDragOver={(event) => {
        if (!brings(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!brings(event)) return
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      {children}
    </div>
  )
}
