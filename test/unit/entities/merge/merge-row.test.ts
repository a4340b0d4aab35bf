import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '#shared/entities/merge/canonical-text.ts'
import type { Stamped } from '#shared/entities/merge/merge-row.ts'
import { isDeletedHere, mergeRow } from '#shared/entities/merge/merge-row.ts'
import { clockOf, laterOf, mergeClocks, newestClock } from '#shared/entities/merge/row-clocks.ts'
import { sourceRules, takeRules } from '#shared/entities/merge/row-rules.ts'

type Row = { a: unknown; b: unknown; c: unknown }
const fields = ['a', 'b', 'c'] as const

const aClock = fc.nat(4).map((ms) => `00000000000000${ms}-000000-dev`)
const aValue = fc.oneof(fc.nat(2), fc.constant(null), fc.constantFrom({ x: 1, y: [2] }, { y: [2], x: 1 }))
/** What one studio knows: few values and clocks, so that every kind of tie comes up. */
const aVersion: fc.Arbitrary<Stamped<Row>> = fc.record({
  row: fc.record({ a: aValue, b: aValue, c: aValue }),
  clocks: fc.dictionary(fc.constantFrom('*', 'a', 'b'), aClock, { maxKeys: 3 }),
})

const merge = (mine: Stamped<Row>, theirs: Stamped<Row>): Stamped<Row> => {
  const { row, clocks } = mergeRow(mine, theirs, { fields })
  return { row, clocks }
}
const told = ({ row, clocks }: Stamped<Row>) => canonicalText({ row, clocks })

/** The rule said slowly: of all versions ever seen, each field's is the one with the latest clock, then the greatest text. */
function slowly(versions: readonly Stamped<Row>[]): Row {
  const of = (field: keyof Row) => {
    const ranked = versions.map(({ row, clocks }) => ({ clock: clockOf(clocks, field), value: row[field] }))
    ranked.sort((a, b) => {
      if (a.clock !== b.clock) return a.clock < b.clock ? -1 : 1
      return canonicalText(a.value) < canonicalText(b.value) ? -1 : 1
    })
    return ranked.at(-1)?.value
  }
  return { a: of('a'), b: of('b'), c: of('c') }
}

describe('two versions of a row', () => {
  it('come to the same, whoever takes in whom', () => {
    fc.assert(
      fc.property(aVersion, aVersion, (a, b) => {
        expect(told(merge(a, b))).toBe(told(merge(b, a)))
      }),
    )
  })

  it('come to the same in any grouping of three', () => {
    fc.assert(
      fc.property(aVersion, aVersion, aVersion, (a, b, c) => {
        expect(told(merge(merge(a, b), c))).toBe(told(merge(a, merge(b, c))))
      }),
    )
  })

  it('change nothing once they are one', () => {
    fc.assert(
      fc.property(aVersion, aVersion, (a, b) => {
        const once = merge(a, b)
        expect(mergeRow(once, b, { fields })).toMatchObject({ kind: 'same', changed: [], moved: [] })
        expect(mergeRow(once, once, { fields })).toMatchObject({ kind: 'same', changed: [], moved: [] })
      }),
    )
  })

  it('are what the rule says of all that was ever seen', () => {
    fc.assert(
      fc.property(fc.array(aVersion, { minLength: 1, maxLength: 4 }), (versions) => {
        const [first, ...others] = versions
        const merged = others.reduce(merge, first as Stamped<Row>)
        expect(canonicalText(merged.row)).toBe(canonicalText(slowly(versions)))
      }),
    )
  })

  it('tell which fields changed, and which only became later', () => {
    const clock = (ms: number) => `00000000000000${ms}-000000-dev`
    const mine = { row: { a: 1, b: 1, c: 1 }, clocks: { '*': clock(1) } }
    const theirs = { row: { a: 2, b: 1, c: 1 }, clocks: { '*': clock(1), a: clock(2), b: clock(3) } }
    expect(mergeRow(mine, theirs, { fields })).toEqual({
      kind: 'different',
      row: { a: 2, b: 1, c: 1 },
      clocks: { '*': clock(1), a: clock(2), b: clock(3) },
      changed: ['a'],
      moved: ['a', 'b'],
    })
  })

  it('leave alone what no person changed, where the row is an inventory’s', () => {
    const mine = { row: { a: 1, b: 1, c: 1 }, clocks: {} }
    const theirs = { row: { a: 2, b: 2, c: 2 }, clocks: { b: '000000000000001-000000-dev' } }
    const merged = mergeRow(mine, theirs, { fields, keepUnclocked: true })
    expect(merged.row).toEqual({ a: 1, b: 2, c: 1 })
  })

  it('are new where mine is not there', () => {
    fc.assert(
      fc.property(aVersion, (theirs) => {
        expect(mergeRow(undefined, theirs, { fields })).toEqual({ kind: 'new', ...theirs })
      }),
    )
  })
})

describe('clocks', () => {
  it('never go back, for no field', () => {
    const field = fc.constantFrom('*', 'a', 'b', 'other')
    fc.assert(
      fc.property(aVersion, aVersion, field, ({ clocks: a }, { clocks: b }, each) => {
        expect(clockOf(mergeClocks(a, b), each)).toBe(laterOf(clockOf(a, each), clockOf(b, each)))
        expect(newestClock(mergeClocks(a, b))).toBe(laterOf(newestClock(a), newestClock(b)))
      }),
    )
  })
})

describe('a row that was deleted here', () => {
  const [earlier, later] = ['000000000000001-000000-dev', '000000000000002-000000-dev']
  it('stays deleted unless it was changed elsewhere after that', () => {
    expect(isDeletedHere(undefined, { '*': earlier })).toBe(false)
    expect(isDeletedHere(later, { '*': earlier })).toBe(true)
    expect(isDeletedHere(later, {})).toBe(true)
    expect(isDeletedHere(earlier, { '*': earlier, metadata: later })).toBe(false)
    expect(isDeletedHere(earlier, { '*': earlier })).toBe(false)
  })
})

describe('the rules of what came from recordings', () => {
  const mine: Record<string, unknown> = {
    path: 'a',
    sha256: 'a',
    trim: 1,
    verdict: 'new',
    updatedAt: '2',
    takeId: 't',
    metadata: {},
  }
  const theirs: Record<string, unknown> = {
    path: 'b',
    sha256: 'b',
    trim: 2,
    verdict: 'kept',
    updatedAt: '1',
    takeId: null,
    metadata: { n: 1 },
  }
  const clocks = { '*': '000000000000002-000000-dev' }

  it('keep a take’s sound, whatever the clocks say', () => {
    const { row } = mergeRow({ row: mine, clocks: {} }, { row: theirs, clocks }, takeRules)
    expect(row).toEqual({ ...mine, trim: 2, verdict: 'kept' })
  })

  it('forget no take of a source because a bundle tells of none', () => {
    const { row } = mergeRow({ row: mine, clocks: {} }, { row: theirs, clocks }, sourceRules)
    expect(row).toEqual({ ...mine, metadata: { n: 1 } })
    const learnt = mergeRow({ row: theirs, clocks }, { row: mine, clocks: {} }, sourceRules)
    expect(learnt.row).toEqual({ ...theirs, takeId: 't', updatedAt: '2' })
  })
})
