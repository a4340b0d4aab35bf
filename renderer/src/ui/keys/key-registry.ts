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
  actions: Cell<readonly KeyAction[]>
  /** The last one registered for a chord wins while it is there. Gives the way to take it away again. */
  register(action: KeyAction): () => void
  /** Nothing runs while a dialog is open. Gives the way to resume. */
  suspend(): () => void
  press(chord: KeyChord, context: PressContext): PressOutcome
}

export function createKeyRegistry(): KeyRegistry {
  const actions = createCell<readonly KeyAction[]>([])
  let suspensions = 0

  return {
    actions,
    register(action) {
      actions.set([...actions.get(), action])
      return () => actions.set(actions.get().filter((other) => other !== action))
    },
    suspend() {
      suspensions += 1
      let suspended = true
      return () => {
        if (suspended) suspensions -= 1
        suspended = false
      }
    },
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
