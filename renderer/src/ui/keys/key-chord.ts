/**
 * A key, or a key with modifiers, as one string. Letters and signs are what the layout types (`p`, `?`, `/`); digits and
 * named keys are places on the keyboard (`Digit1`, `Space`, `ArrowLeft`), so that they work on every layout.
 * Modifiers stand in front in this order: `Mod+`, `Alt+`, `Shift+`. `Mod` is ⌘ on a Mac and Ctrl elsewhere.
 */
export type KeyChord = string

export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const byPlace = /^(Digit\d|Space|Enter|Escape|Delete|Backspace|Arrow(Up|Down|Left|Right)|Home|End)$/

/** The chord that a key press makes; null for a modifier pressed alone. */
export function chordOf(press: KeyPress, isMac: boolean): KeyChord | null {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Process'].includes(press.key)) return null
  const mod = isMac ? press.metaKey : press.ctrlKey
  const foreign = isMac ? press.ctrlKey : press.metaKey
  if (foreign) return null
  const place = byPlace.test(press.code)
  const name = place ? press.code : press.key.toLowerCase()
  // A sign such as `?` already says that Shift was needed for it; a letter does not.
  const shift = press.shiftKey && (place || /^\p{L}$/u.test(name))
  return `${mod ? 'Mod+' : ''}${press.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${name}`
}

const caps: Record<string, string> = {
  Space: 'Space',
  Enter: 'Enter',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  insert: 'Ins',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** The chord as it stands on the keys: `⇧1`, `Ctrl K`, `P`. */
export function chordCaps(chord: KeyChord, isMac: boolean): string[] {
  return chord.split(/\+(?=.)/).map((part) => {
    if (part === 'Mod') return isMac ? '⌘' : 'Ctrl'
    if (part === 'Alt') return isMac ? '⌥' : 'Alt'
    if (part === 'Shift') return '⇧'
    if (part.startsWith('Digit')) return part.slice(5)
    return caps[part] ?? part.toUpperCase()
  })
}

/** In the form that `aria-keyshortcuts` wants. */
export function chordForAria(chord: KeyChord, isMac: boolean): string {
  return chord.replace('Mod', isMac ? 'Meta' : 'Control').replace(/Digit(\d)$/, '$1')
}

export function isMacKeyboard(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
