import { describe, expect, it } from 'vitest'
import type { KeyAction, PressContext } from '#renderer/ui/keys/key-registry.ts'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'

const atRest: PressContext = { repeat: false, typing: false, onControl: false }

function room(chord: string, part: Partial<KeyAction> = {}) {
  const registry = createKeyRegistry()
  const done: string[] = []
  const add = (name: string, more: Partial<KeyAction> = {}) =>
    registry.register({
      id: name,
      chord,
      label: name,
      group: 'Room',
      enabled: true,
      run: () => void done.push(name),
      ...part,
      ...more,
    })
  return { registry, done, add }
}

describe('the keys', () => {
  it('run their action', () => {
    const { registry, done, add } = room('Space')
    add('record')
    expect(registry.press('Space', atRest)).toBe('ran')
    expect(done).toEqual(['record'])
  })

  it('do not repeat an action while held, and keep the key from the page', () => {
    const { registry, done, add } = room('Space')
    add('record')
    expect(registry.press('Space', { ...atRest, repeat: true })).toBe('swallowed')
    expect(done).toEqual([])
  })

  it('leave letters to whoever types', () => {
    const { registry, done, add } = room('p')
    add('play')
    expect(registry.press('p', { ...atRest, typing: true })).toBe('ignored')
    expect(done).toEqual([])
  })

  it('still find anything from within a text field', () => {
    const { registry, done, add } = room('Mod+k')
    add('find')
    registry.press('Mod+k', { ...atRest, typing: true })
    expect(done).toEqual(['find'])
  })

  it('leave Enter to a control that was reached with the keyboard, but take Space', () => {
    const enter = room('Enter')
    enter.add('prefer')
    expect(enter.registry.press('Enter', { ...atRest, onControl: true })).toBe('ignored')
    const space = room('Space')
    space.add('record')
    expect(space.registry.press('Space', { ...atRest, onControl: true })).toBe('ran')
  })

  it('do nothing for an action that is not possible now, and do not scroll the page instead', () => {
    const { registry, done, add } = room('Space', { enabled: false })
    add('record')
    expect(registry.press('Space', atRest)).toBe('swallowed')
    expect(done).toEqual([])
  })

  it('rest while any dialog is open', () => {
    const { registry, done, add } = room('p')
    add('play')
    const first = registry.suspend()
    const second = registry.suspend()
    first()
    first()
    expect(registry.press('p', atRest)).toBe('ignored')
    second()
    registry.press('p', atRest)
    expect(done).toEqual(['play'])
  })

  it('belong to the last who asked for them, and go back when that one leaves', () => {
    const { registry, done, add } = room('e')
    add('frame')
    const leave = add('room')
    registry.press('e', atRest)
    leave()
    registry.press('e', atRest)
    expect(done).toEqual(['room', 'frame'])
  })
})
