import { describe, expect, it } from 'vitest'
import { shareGroups } from '#renderer/record/review/share-groups.ts'
import { aGroup } from './a-group.ts'

const takes = [{ id: 'a1' }, { id: 'a2' }]
const before = [aGroup('iː', takes), aGroup('ɪ', [{ id: 'b1' }])]

describe('groups that are asked for again', () => {
  it('are those that are known, where nothing changed', () => {
    const shared = shareGroups(before, [aGroup('iː', takes), aGroup('ɪ', [{ id: 'b1' }])])
    expect(shared.map((group, at) => group === before[at])).toEqual([true, true])
  })

  it.each([
    ['a choice', aGroup('iː', takes, 'a1')],
    ['a verdict', aGroup('iː', [{ id: 'a1', verdict: 'kept' }, { id: 'a2' }])],
    ['a publication', aGroup('iː', [{ id: 'a1', published: true }, { id: 'a2' }])],
    ['another take', aGroup('iː', [...takes, { id: 'a3' }])],
    ['another proposal', { ...aGroup('iː', takes), proposed: null }],
    ['a change of a take', aGroup('iː', [{ id: 'a1', updatedAt: 'later' }, { id: 'a2' }])],
  ])('are the newer ones after %s', (_, changed) => {
    const shared = shareGroups(before, [changed, aGroup('ɪ', [{ id: 'b1' }])])
    expect(shared[0]).toBe(changed)
    expect(shared[1]).toBe(before[1])
  })

  it('are all new the first time', () => {
    expect(shareGroups(undefined, before)).toEqual(before)
  })
})
