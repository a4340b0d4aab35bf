import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceFilter } from '#renderer/catalog/source-filter.ts'
import {
  askFor,
  everySource,
  filterPath,
  isNarrowed,
  phonemesMeant,
  readFilter,
  sourceSorts,
} from '#renderer/catalog/source-filter.ts'
import { readPlace } from '#renderer/parts/rooms.ts'
import { sourceStates } from '#renderer/parts/source-states.ts'

const phonemes = [
  { id: 'p1', categoryId: 'front' },
  { id: 'p2', categoryId: 'front' },
  { id: 'p3', categoryId: 'back' },
]
const meant = (part: Partial<SourceFilter>) => phonemesMeant({ ...everySource, ...part }, phonemes)?.map(({ id }) => id)

describe('how the catalog is narrowed', () => {
  it('stands in the address, whatever was typed, and is read from it again', () => {
    const words = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }))
    const filter: fc.Arbitrary<SourceFilter> = fc.record({
      phonemeId: fc.option(fc.uuid()),
      text: fc.string({ unit: 'grapheme' }),
      sourceType: fc.option(fc.constantFrom('native', 'tts', 'generated')),
      categoryId: words,
      voiceId: words,
      language: words,
      state: fc.option(fc.constantFrom(...sourceStates)),
      month: fc.option(fc.constantFrom('2026-11', '2024-02')),
      sort: fc.constantFrom(...sourceSorts),
    })
    fc.assert(
      fc.property(filter, (asked) => {
        expect(readFilter(readPlace(filterPath(asked)))).toEqual(asked)
      }),
    )
  })

  it('an address that nobody wrote shows everything', () => {
    expect(readFilter(readPlace('/catalog/sources/type=mp3&state=lost&month=2026-13&sort=loudest'))).toEqual(
      everySource,
    )
    expect(filterPath({})).toBe('/catalog')
  })

  it('is asked of the studio without what is not asked for; an order alone leaves nothing out', () => {
    expect(askFor({ ...everySource, text: ' ship ', sort: 'largest' })).toEqual({ text: 'ship', sort: 'largest' })
    expect(isNarrowed({ ...everySource, sort: 'largest' })).toBe(false)
    expect(isNarrowed({ ...everySource, text: ' ' })).toBe(false)
    expect(isNarrowed({ ...everySource, state: 'expired' })).toBe(true)
  })

  it('by month it asks for all of it, and for no millisecond more', () => {
    expect(askFor({ ...everySource, month: '2026-12' })).toEqual({
      createdFrom: '2026-12-01T00:00:00.000Z',
      createdTo: '2026-12-31T23:59:59.999Z',
      sort: 'newest',
    })
    expect(askFor({ ...everySource, month: '2024-02' })).toMatchObject({ createdTo: '2024-02-29T23:59:59.999Z' })
    expect(isNarrowed({ ...everySource, month: '2026-12' })).toBe(true)
  })

  it('by category or phoneme it means phonemes that have no source yet, too; by anything else only sources', () => {
    expect(meant({ categoryId: 'front' })).toEqual(['p1', 'p2'])
    expect(meant({ categoryId: 'front', phonemeId: 'p2' })).toEqual(['p2'])
    expect(meant({ categoryId: 'front', sourceType: 'tts' })).toBeUndefined()
    expect(meant({ text: 'ship' })).toBeUndefined()
    expect(meant({ categoryId: 'front', month: '2026-11' })).toBeUndefined()
  })
})
