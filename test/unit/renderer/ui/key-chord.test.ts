import { describe, expect, it } from 'vitest'
import type { KeyPress } from '#renderer/ui/keys/key-chord.ts'
import { chordCaps, chordOf } from '#renderer/ui/keys/key-chord.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({ ...none, key, code, ...held })

describe('a key press', () => {
  it.each([
    ['a letter, whatever the place of its key', press('p', 'KeyR'), 'p'],
    ['a letter with Caps Lock', press('P', 'KeyP'), 'p'],
    ['a letter with Shift', press('P', 'KeyP', { shiftKey: true }), 'Shift+p'],
    ['a sign that needs Shift', press('?', 'Slash', { shiftKey: true }), '?'],
    ['a digit on a layout that types a letter there', press('&', 'Digit1'), 'Digit1'],
    ['a digit with Shift', press('!', 'Digit1', { shiftKey: true }), 'Shift+Digit1'],
    ['Space', press(' ', 'Space'), 'Space'],
    ['an arrow with Shift', press('ArrowUp', 'ArrowUp', { shiftKey: true }), 'Shift+ArrowUp'],
    ['Ctrl and a letter', press('k', 'KeyK', { ctrlKey: true }), 'Mod+k'],
  ])('is named: %s', (_, event, chord) => {
    expect(chordOf(event, false)).toBe(chord)
  })

  it('is nothing while it is only a modifier, a dead key or an input method at work', () => {
    for (const key of ['Shift', 'Control', 'Dead', 'Process']) expect(chordOf(press(key, ''), false)).toBeNull()
  })

  it('leaves Ctrl on a Mac and the Windows key elsewhere to the system', () => {
    expect(chordOf(press('k', 'KeyK', { ctrlKey: true }), true)).toBeNull()
    expect(chordOf(press('k', 'KeyK', { metaKey: true }), true)).toBe('Mod+k')
    expect(chordOf(press('k', 'KeyK', { metaKey: true }), false)).toBeNull()
  })

  it('is shown as it stands on the keys', () => {
    expect(chordCaps('Mod+k', false)).toEqual(['Ctrl', 'K'])
    expect(chordCaps('Mod+k', true)).toEqual(['⌘', 'K'])
    expect(chordCaps('Shift+Digit3', false)).toEqual(['⇧', '3'])
    expect(chordCaps('ArrowLeft', false)).toEqual(['←'])
  })
})
