import { describe, expect, it } from 'vitest'
import type { ReviewFilter } from '#renderer/record/review/review-groups.ts'
import { bestTake, countGroups, groupsIn, groupsToPublish } from '#renderer/record/review/review-groups.ts'
import { aGroup } from './a-group.ts'

const groups = [
  aGroup('two good', [{ id: 'a1' }, { id: 'a2' }]),
  aGroup('chosen', [{ id: 'b1' }, { id: 'b2' }], 'b2'),
  aGroup('only one', [{ id: 'c1', found: 'look' }]),
  aGroup('bad', [{ id: 'd1', found: 'bad' }]),
  aGroup('bad, chosen', [{ id: 'e1', found: 'bad' }], 'e1'),
  aGroup('bad, kept', [{ id: 'f1', found: 'bad', verdict: 'kept' }]),
  aGroup('unchecked', [{ id: 'g1', found: null }]),
  aGroup('rejected', [{ id: 'h1', verdict: 'rejected' }]),
  aGroup('none', []),
  aGroup('published', [{ id: 'i1', published: true }, { id: 'i2' }]),
  aGroup('another is published', [{ id: 'j1' }, { id: 'j2', published: true }]),
]
const keysIn = (filter: ReviewFilter) => groupsIn(groups, filter, null).map(({ key }) => key)

describe('the groups of a sitting', () => {
  it('have a person’s choice for their best take, else the proposal, and never a rejected one', () => {
    expect(groups.map((group) => bestTake(group)?.take.id ?? null)).toEqual([
      'a1',
      'b2',
      'c1',
      'd1',
      'e1',
      'f1',
      'g1',
      null,
      null,
      'i1',
      'j1',
    ])
    const rejectedLater = aGroup('x', [{ id: 'x1' }, { id: 'x2', verdict: 'rejected' }], 'x2')
    expect(bestTake(rejectedLater)?.take.id).toBe('x1')
  })

  it('are narrowed to those that need a choice, are bad, missing or published', () => {
    expect(keysIn('all')).toHaveLength(groups.length)
    expect(keysIn('undecided')).toEqual(['two good', 'bad', 'unchecked'])
    expect(keysIn('bad')).toEqual(['bad', 'bad, chosen', 'bad, kept'])
    expect(keysIn('missing')).toEqual(['rejected', 'none'])
    expect(keysIn('published')).toEqual(['published', 'another is published'])
  })

  it('keep the one in hand, though it fits no longer', () => {
    expect(groupsIn(groups, 'missing', 'chosen').map(({ key }) => key)).toEqual(['chosen', 'rejected', 'none'])
  })

  it('are counted', () => {
    expect(countGroups(groups)).toEqual({ groups: 11, best: 9, chosen: 2, missing: 2, published: 2 })
  })

  it('are published where a person or the checks vouch for the best take, and it is not published yet', () => {
    expect(groupsToPublish(groups).map(({ key }) => key)).toEqual([
      'two good',
      'chosen',
      'only one',
      'bad, chosen',
      'bad, kept',
      'another is published',
    ])
  })
})
