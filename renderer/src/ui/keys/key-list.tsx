import { IconRotate2 } from '@tabler/icons-react'
import { useCell } from '../use-cell.ts'
import { KeyCap } from './key-cap.tsx'
import type { KeyChord } from './key-chord.ts'
import styles from './key-list.module.css'
import type { KnownAction } from './key-registry.ts'
import { useKeyRegistry } from './keys-context.tsx'
import type { KeysWords } from './keys-words.ts'
import { PressedKey } from './pressed-key.tsx'

export interface KeyChanging {
  words: Pick<KeysWords, 'change' | 'pressNow' | 'reset'>
  /** Says whether the key was taken. */
  onChoose: (action: KnownAction, chord: KeyChord) => boolean
  onReset: (action: KnownAction) => void
  onGiveUp: () => void
}

/** Every key that works now, under its heading; one action on two keys stands once. With `changing`, each can be changed. */
export function KeyList({ changing }: { changing?: KeyChanging }) {
  const actions = useCell(useKeyRegistry().actions)
  const groups = Map.groupBy(actions, ({ group }) => group)
  return (
    <div className={styles.groups}>
      {[...groups].map(([group, members]) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h3 className={styles.title}>{group}</h3>
          <dl>
            {[...Map.groupBy(members, ({ label }) => label)].map(([label, same]) => (
              <div key={label} className={styles.row}>
                <dt>{label}</dt>
                <dd className={styles.keys}>
                  {[...new Map(same.map((action) => [action.chord, action])).values()].map((action) =>
                    changing ? (
                      <ChangeableKey key={action.id} action={action} {...changing} />
                    ) : (
                      <KeyCap key={action.id} chord={action.chord} />
                    ),
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function ChangeableKey({ action, words, onChoose, onReset, onGiveUp }: KeyChanging & { action: KnownAction }) {
  const { label, chord, ownChord } = action
  return (
    <span className={styles.key}>
      {chord !== ownChord && (
        <button
          type="button"
          className={styles.reset}
          aria-label={words.reset(label)}
          title={words.reset(label)}
          onClick={() => onReset(action)}
        >
          <IconRotate2 size="0.875rem" stroke={1.75} aria-hidden="true" />
        </button>
      )}
      <PressedKey
        chord={chord}
        label={(key) => words.change(label, key)}
        pressNow={words.pressNow}
        onPressed={(pressed) => onChoose(action, pressed)}
        onGiveUp={onGiveUp}
      />
    </span>
  )
}
