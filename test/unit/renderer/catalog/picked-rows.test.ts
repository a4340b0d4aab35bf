import { describe, expect, it } from 'vitest'
import { keepPicked, nothingPicked, pickRow } from '#renderer/catalog/picked-rows.ts'

const ids = ['a', 'b', 'c', 'd', 'e']
const ticked = (...steps: [id: string, range?: boolean][]) =>
  [...steps.reduce((picked, [id, range = false]) => pickRow(picked, ids, id, { range }), nothingPicked).ids].toSorted()

describe('ticking rows', () => {
  it('ticks one, and takes its tick away again', () => {
    expect(ticked(['b'])).toEqual(['b'])
    expect(ticked(['b'], ['b'])).toEqual([])
  })

  it('with Shift ticks everything from the last one on, in either direction', () => {
    expect(ticked(['b'], ['d', true])).toEqual(['b', 'c', 'd'])
    expect(ticked(['d'], ['b', true])).toEqual(['b', 'c', 'd'])
  })

  it('with Shift takes away as many as it would tick', () => {
    expect(ticked(['a'], ['e', true], ['b'], ['d', true])).toEqual(['a', 'e'])
  })

  it('with Shift ticks one where nothing was ticked before, or where that one is gone', () => {
    expect(ticked(['c', true])).toEqual(['c'])
    expect([...pickRow({ ids: new Set(['z']), anchor: 'z' }, ids, 'c', { range: true }).ids]).toEqual(['z', 'c'])
  })

  it('forgets what is not there any more', () => {
    expect([...keepPicked({ ids: new Set(['a', 'z']), anchor: 'z' }, ids).ids]).toEqual(['a'])
  })
})
