import { useState } from 'react'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { Notice } from '../notice.tsx'
import { useCell } from '../use-cell.ts'
import type { KeyRefusal } from './choose-key.ts'
import { refuseKey, withKey, withoutKey } from './choose-key.ts'
import type { KeyChord } from './key-chord.ts'
import { KeyList } from './key-list.tsx'
import type { KeyChoices, KnownAction } from './key-registry.ts'
import styles from './keys-dialog.module.css'
import { useKeyRegistry } from './keys-context.tsx'
import type { KeysWords } from './keys-words.ts'

export type { KeysWords } from './keys-words.ts'

/** Every key that works now; each can be changed by pressing another. */
export function KeysDialog({
  open,
  title,
  closeLabel,
  words,
  fault,
  onChoose,
  onClose,
}: {
  open: boolean
  title: string
  closeLabel: string
  words: KeysWords
  /** Why the last choice could not be kept. */
  fault: string | null
  onChoose: (choices: KeyChoices) => void
  onClose: () => void
}) {
  const choices = useCell(useKeyRegistry().choices)
  const [refusal, setRefusal] = useState<KeyRefusal | null>(null)
  const actions = useCell(useKeyRegistry().actions)

  const choose = (action: KnownAction, chord: KeyChord): boolean => {
    const refused = refuseKey(chord, action, actions)
    setRefusal(refused)
    if (refused === null) onChoose(withKey(choices, action, chord))
    return refused === null
  }

  return (
    <Dialog
      open={open}
      title={title}
      closeLabel={closeLabel}
      size="lg"
      onClose={() => {
        setRefusal(null)
        onClose()
      }}
    >
      <div className={styles.head}>
        <p className={styles.hint}>{words.hint}</p>
        {Object.keys(choices).length > 0 && <Button onAct={() => onChoose({})}>{words.resetAll}</Button>}
      </div>
      <output className={styles.told}>
        {refusal && (
          <Notice tone="look">{refusal.kind === 'reserved' ? words.reserved : words.taken(refusal.by.label)}</Notice>
        )}
      </output>
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <KeyList
        changing={{
          words,
          onChoose: choose,
          onReset(action) {
            // Its own key may be another action's by now.
            const refused = refuseKey(action.ownChord, action, actions)
            setRefusal(refused)
            if (refused === null) onChoose(withoutKey(choices, action.id))
          },
          onGiveUp: () => setRefusal(null),
        }}
      />
    </Dialog>
  )
}
