import type { KeyChord } from './key-chord.ts'
import type { KeyChoices, KnownAction } from './key-registry.ts'

export type KeyRefusal =
  /** The browser's, the system's, or a dialog's own. */
  | { kind: 'reserved' }
  /** Another action of the same place has it. */
  | { kind: 'taken'; by: KnownAction }

const reserved = new Set(['tab', 'Escape', 'contextmenu', 'capslock', 'numlock', 'scrolllock', 'printscreen', 'pause'])
/** Help, search, reload, address line, caret browsing, menu, full screen and developer tools. */
const reservedFunctionKeys = new Set(['f1', 'f3', 'f5', 'f6', 'f7', 'f10', 'f11', 'f12'])

/** Why that key can't be the action's; null if it can. `actions` are those of the place in view. */
export function refuseKey(chord: KeyChord, action: KnownAction, actions: readonly KnownAction[]): KeyRefusal | null {
  // An action's own key is given back, not chosen.
  if (chord !== action.ownChord && isReserved(chord)) return { kind: 'reserved' }
  const by = actions.find((other) => other.id !== action.id && other.chord === chord)
  return by ? { kind: 'taken', by } : null
}

function isReserved(chord: KeyChord): boolean {
  if (/^(Mod|Alt)\+/.test(chord)) return true
  const key = chord.replace(/^Shift\+/, '')
  return reserved.has(key) || reservedFunctionKeys.has(key)
}

/** The choices with this one made; an action's own key is no choice. */
export function withKey(choices: KeyChoices, { id, ownChord }: KnownAction, chord: KeyChord): KeyChoices {
  return chord === ownChord ? withoutKey(choices, id) : { ...choices, [id]: chord }
}

export function withoutKey(choices: KeyChoices, actionId: string): KeyChoices {
  return Object.fromEntries(Object.entries(choices).filter(([id]) => id !== actionId))
}
