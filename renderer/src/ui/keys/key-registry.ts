import type { Cell } from '../../cell.ts'
import { createCell } from '../../cell.ts'
import type { KeyChord } from './key-chord.ts'

export interface KeyAction {
  /** Stable, dotted: `record.toggle`. */
  id: string
  chord: KeyChord
  label: string
  /** Under which heading the list of keys shows it. */
  group: string
  enabled: boolean
  run: () => void
}

/** `chord` is the key that acts; `ownChord` the one that the action came with. */
export type KnownAction = KeyAction & { ownChord: KeyChord }

/** Action id → the key that a person chose for it. */
export type KeyChoices = Readonly<Record<string, KeyChord>>

/** Where a key was pressed. */
export interface PressContext {
  repeat: boolean
  /** A text field has the focus, or an input method is composing. */
  typing: boolean
  /** A control reached with the keyboard has the focus: Enter is its own. */
  onControl: boolean
}

/** `ignored`: the key is the browser's. `swallowed`: it is ours, and does nothing now. */
export type PressOutcome = 'ran' | 'swallowed' | 'ignored'

/** Every action that a key starts, in one place: the window listens once, the list of keys and the finder read it. */
export interface KeyRegistry {
  actions: Cell<readonly KnownAction[]>
  choices: Cell<KeyChoices>
  /** From now on these keys act instead of the actions' own. */
  choose(choices: KeyChoices): void
  /** The last one registered for a chord wins while it is there. Gives the way to take it away again. */
  register(action: KeyAction): () => void
  /** Nothing runs while a dialog is open. Gives the way to resume. */
  suspend(): () => void
  isSuspended(): boolean
  press(chord: KeyChord, context: PressContext): PressOutcome
}

export function createKeyRegistry(): KeyRegistry {
  const actions = createCell<readonly KnownAction[]>([])
  const choices = createCell<KeyChoices>({})
  let declared: readonly KeyAction[] = []
  let suspensions = 0

  const declare = (next: readonly KeyAction[]) => {
    declared = next
    actions.set(
      next.map((action) => ({ ...action, chord: chosenChord(action, choices.get()), ownChord: action.chord })),
    )
  }

  return {
    actions,
    choices,
    choose(next) {
      choices.set(next)
      declare(declared)
    },
    register(action) {
      declare([...declared, action])
      return () => declare(declared.filter((other) => other !== action))
    },
    suspend() {
      suspensions += 1
      let suspended = true
      return () => {
        if (suspended) suspensions -= 1
        suspended = false
      }
    },
    isSuspended: () => suspensions > 0,
    press(chord, { repeat, typing, onControl }) {
      if (suspensions > 0) return 'ignored'
      // A chord with Ctrl or ⌘ types nothing, so it may act from within a field too.
      if (typing && !chord.startsWith('Mod+')) return 'ignored'
      if (chord === 'Enter' && onControl) return 'ignored'
      const action = actions.get().findLast((other) => other.chord === chord)
      if (!action) return 'ignored'
      if (repeat || !action.enabled) return 'swallowed'
      action.run()
      return 'ran'
    },
  }
}

/** The key that acts for an action. */
export function chosenChord({ id, chord }: Pick<KeyAction, 'id' | 'chord'>, choices: KeyChoices): KeyChord {
  return (Object.hasOwn(choices, id) ? choices[id] : undefined) ?? chord
}
