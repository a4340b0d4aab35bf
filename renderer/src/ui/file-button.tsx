import { IconFileUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import { ActionButton } from './action-button.tsx'

/** A button with a key that lets a person choose a file. */
export function FileButton({
  id,
  label,
  group,
  chord,
  accept,
  tone = 'plain',
  enabled = true,
  onFile,
}: {
  id: string
  label: string
  group: string
  chord: string
  accept: string
  tone?: 'plain' | 'main'
  enabled?: boolean
  onFile: (file: File) => void
}) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={field}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) onFile(file)
          // The same file, corrected, can be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <ActionButton
        id={id}
        label={label}
        group={group}
        chord={chord}
        tone={tone}
        icon={<IconFileUpload size="1rem" stroke={1.75} aria-hidden="true" />}
        enabled={enabled}
        onAct={() => field.current?.click()}
      />
    </>
  )
}
