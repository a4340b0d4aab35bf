import { describe, expect, it } from 'vitest'
import { nextGroup, resolveInHand, stepGroup, stepTake } from '#renderer/record/review/step-through.ts'
import { aGroup } from './a-group.ts'

const three = aGroup('iː', [{ id: 'a1', verdict: 'rejected' }, { id: 'a2' }, { id: 'a3' }])
const empty = aGroup('ɪ', [])
const groups = [three, empty, aGroup('e', [{ id: 'c1' }], 'c1')]
const held = (key: string | null, takeId: string | null) => {
  const { index, group, view } = resolveInHand(groups, { key, takeId })
  return [index, group?.key, view?.take.id]
}

describe('the take in hand', () => {
  it('is the one that was named, else the best of its group, else of the first group', () => {
    expect(held('iː', 'a3')).toEqual([0, 'iː', 'a3'])
    expect(held('iː', null)).toEqual([0, 'iː', 'a2'])
    expect(held('e', 'gone')).toEqual([2, 'e', 'c1'])
    expect(held('gone', null)).toEqual([0, 'iː', 'a2'])
    expect(held('ɪ', null)).toEqual([1, 'ɪ', undefined])
    expect(resolveInHand([], { key: null, takeId: null })).toEqual({ index: 0, group: undefined, view: undefined })
  })

  it('goes from group to group and from take to take, and stays at the ends', () => {
    expect(stepGroup(groups, 0, 1)).toEqual({ key: 'ɪ', takeId: null })
    expect(stepGroup(groups, 2, 1)).toEqual({ key: 'e', takeId: null })
    expect(stepGroup(groups, 0, -1)).toEqual({ key: 'iː', takeId: null })
    expect(stepTake(three, 'a2', 1)).toEqual({ key: 'iː', takeId: 'a3' })
    expect(stepTake(three, 'a3', 1)).toEqual({ key: 'iː', takeId: 'a3' })
    expect(stepTake(empty, undefined, 1)).toEqual({ key: 'ɪ', takeId: null })
  })

  it('finds the next group that is wanted, looking on round the end', () => {
    const isEmpty = ({ takes }: { takes: unknown[] }) => takes.length === 0
    expect(nextGroup(groups, 0, isEmpty)).toEqual({ key: 'ɪ', takeId: null })
    expect(nextGroup(groups, 2, isEmpty)).toEqual({ key: 'ɪ', takeId: null })
    expect(nextGroup(groups, 1, isEmpty)).toBeNull()
  })
})
