import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportChoice } from '#renderer/catalog/export-choice.ts'
import { noSourcesPicked, pickSource } from '#renderer/catalog/picked-sources.ts'
import { everySource } from '#renderer/catalog/source-filter.ts'
import type { ExportFilter } from '#renderer/parts/export-choice.ts'
import { exportPlace, readExportChoice } from '#renderer/parts/export-choice.ts'
import { placePath, readPlace } from '#renderer/parts/rooms.ts'
import { sourceStates } from '#renderer/parts/source-states.ts'
import type { BundleChoice } from '#shared/contract/bundles.ts'

const sent = (choice: BundleChoice) => {
  const { place, state } = exportPlace(choice)
  return readExportChoice(readPlace(placePath(place)), structuredClone(state))
}

describe('what a list sends to the bundles room', () => {
  it('is a filter in the address, whatever was typed, and is read from it again', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1 })
    const filter: fc.Arbitrary<ExportFilter> = fc.record(
      {
        text: words,
        sourceType: fc.constantFrom('native', 'tts', 'generated'),
        voiceId: words,
        language: words,
        categoryId: fc.uuid(),
        phonemeId: fc.uuid(),
        state: fc.constantFrom(...sourceStates),
        days: fc.integer({ min: 0, max: 36_500 }),
        createdFrom: fc.constant('2026-11-01T00:00:00.000Z'),
      },
      { requiredKeys: ['text'] },
    )
    fc.assert(
      fc.property(filter, (asked) => {
        expect(sent({ kind: 'filter', filter: asked })).toEqual({ kind: 'filter', filter: asked })
      }),
    )
  })

  it('is a tick of many sources beside the address, which would be too short for them', () => {
    const choice: BundleChoice = { kind: 'sources', sourceIds: ['a', 'b'] }
    expect(sent(choice)).toEqual(choice)
    const { place } = exportPlace(choice)
    for (const strange of [null, undefined, 7, {}, { sourceIds: 'a' }, { sourceIds: [] }, { sourceIds: [7] }])
      expect(readExportChoice(place, strange)).toBeNull()
  })

  it('is nothing where nobody sent anything, or the address makes no sense', () => {
    expect(sent({ kind: 'all' })).toBeNull()
    for (const path of ['/bundles', '/bundles/read/text=a', '/bundles/export/state=odd&days=soon&what=1'])
      expect(readExportChoice(readPlace(path), null)).toBeNull()
  })

  it('is what is ticked, else what the filter lets through, else everything', () => {
    const ticked = pickSource(noSourcesPicked, [{ source: { id: 'a' } }] as never, 'a', false)
    const native = { ...everySource, sourceType: 'native' as const, sort: 'largest' as const }
    expect(exportChoice(ticked, native)).toEqual({ kind: 'sources', sourceIds: ['a'] })
    for (const picked of [noSourcesPicked, { kind: 'all' } as const])
      expect(exportChoice(picked, native)).toEqual({ kind: 'filter', filter: { sourceType: 'native' } })
    expect(exportChoice(noSourcesPicked, { ...everySource, sort: 'largest' })).toEqual({ kind: 'all' })
  })
})
