import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuseKey, withKey, withoutKey } from '#renderer/ui/keys/choose-key.ts'
import type { KnownAction } from '#renderer/ui/keys/key-registry.ts'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'

const atRest = { repeat: false, typing: false, onControl: false }

function room() {
  const registry = createKeyRegistry()
  const done: string[] = []
  const add = (id: string, chord: string) =>
    registry.register({ id, chord, label: id, group: 'Room', enabled: true, run: () => void done.push(id) })
  const known = (id: string) => registry.actions.get().find((action) => action.id === id) as KnownAction
  const choose = (id: string, chord: string) => registry.choose(withKey(registry.choices.get(), known(id), chord))
  return { registry, done, add, known, choose }
}

describe('a key that a person chose', () => {
  it('acts, and the action’s own does not any more', () => {
    const { registry, done, add, choose } = room()
    add('record', 'Space')
    choose('record', 'g')
    expect(registry.press('Space', atRest)).toBe('ignored')
    expect(registry.press('g', atRest)).toBe('ran')
    expect(done).toEqual(['record'])
  })

  it('acts for an action that comes into view later', () => {
    const { registry, done, add } = room()
    registry.choose({ record: 'g' })
    add('record', 'Space')
    registry.press('g', atRest)
    expect(done).toEqual(['record'])
  })

  it('is forgotten with the others, and every action has its own again', () => {
    const { registry, done, add, choose } = room()
    add('record', 'Space')
    choose('record', 'g')
    registry.choose({})
    registry.press('Space', atRest)
    expect(done).toEqual(['record'])
  })

  it('is refused where another action of the place has it, and not where nobody does', () => {
    const { registry, add, known } = room()
    add('record', 'Space')
    const leave = add('play', 'p')
    expect(refuseKey('p', known('record'), registry.actions.get())).toMatchObject({ kind: 'taken', by: { id: 'play' } })
    leave()
    expect(refuseKey('p', known('record'), registry.actions.get())).toBeNull()
  })

  it('may be one that another action gave up, and then that one can’t have it back', () => {
    const { registry, add, known, choose } = room()
    add('record', 'Space')
    add('play', 'p')
    choose('play', 'g')
    expect(refuseKey('p', known('record'), registry.actions.get())).toBeNull()
    choose('record', 'p')
    expect(refuseKey('p', known('play'), registry.actions.get())).toMatchObject({ kind: 'taken', by: { id: 'record' } })
  })

  it.each(['tab', 'Shift+tab', 'f5', 'f11', 'Mod+c', 'Mod+w', 'Mod+Shift+t', 'Alt+ArrowLeft', 'Escape'])(
    'is refused where it is the browser’s or a dialog’s: %s',
    (chord) => {
      const { registry, add, known } = room()
      add('record', 'Space')
      expect(refuseKey(chord, known('record'), registry.actions.get())).toEqual({ kind: 'reserved' })
    },
  )

  it('may be a foot switch’s or a presenter’s, and an action may always have its own again', () => {
    const { registry, add, known, choose } = room()
    add('find', 'Mod+k')
    for (const chord of ['pagedown', 'f13', 'Enter', 'Shift+x', 'Digit5'])
      expect(refuseKey(chord, known('find'), registry.actions.get())).toBeNull()
    choose('find', 'f')
    expect(refuseKey('Mod+k', known('find'), registry.actions.get())).toBeNull()
  })

  it('never makes two actions of a place share one, whatever is tried', () => {
    const keys = fc.constantFrom('a', 'b', 'c', 'd', 'Space', 'Mod+c', 'tab')
    const actions = fc.constantFrom('one', 'two', 'three')
    fc.assert(
      fc.property(fc.array(fc.tuple(actions, fc.option(keys))), (tries) => {
        const { registry, add, known } = room()
        add('one', 'a')
        add('two', 'b')
        add('three', 'c')
        for (const [id, chord] of tries) {
          const action = known(id)
          const wanted = chord ?? action.ownChord
          if (refuseKey(wanted, action, registry.actions.get()) !== null) continue
          const now = registry.choices.get()
          registry.choose(chord === null ? withoutKey(now, id) : withKey(now, action, chord))
        }
        expect(new Set(registry.actions.get().map(({ chord }) => chord)).size).toBe(3)
      }),
    )
  })
})
