import { describe, expect, it } from 'vitest'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { readDocument } from '#shared/node/bundle/upgrade-document.ts'
import { aBundleDocument, english } from '#test/support/bundle-document.ts'
import { firstOf } from '#test/support/first-of.ts'

const read = (json: unknown) => readDocument(json, english)

describe('a document of version 1', () => {
  /** As that version wrote it: no inventories, prompts, renditions, plays or clocks, and null where nobody chose. */
  function ofVersion1(): Record<string, unknown> {
    const {
      inventories: _i,
      prompts: _p,
      renditions: _r,
      plays: _n,
      clocks: _c,
      ...document
    } = aBundleDocument(undefined, { withTakes: true })
    return {
      ...document,
      version: 1,
      categories: document.categories.map(({ inventoryId: _id, ...category }) => category),
      phonemes: document.phonemes.map(({ inventoryId: _id, preferredAudioSourceId = null, ...phoneme }) => ({
        ...phoneme,
        preferredAudioSourceId,
      })),
      speakers: document.speakers.map(({ consent, ...speaker }) => {
        const { renewedAfter: _, ...old } = consent ?? {}
        return { ...speaker, consent: old }
      }),
      withdrawn: document.withdrawn.map(({ speakerId: id, code, withdrawnAt, sourceIds }) => ({
        id,
        code,
        withdrawnAt,
        sourceIds,
      })),
    }
  }

  it('comes in as one of this version, with clocks from its times', () => {
    const expected = aBundleDocument(undefined, { withTakes: true })
    const answer = read(JSON.parse(JSON.stringify(ofVersion1())))
    expect(answer).toHaveProperty('document')
    const { document } = answer as { document: BundleDocument }
    const withoutClocks = { ...expected, plays: [], renditions: [], clocks: document.clocks }
    withoutClocks.withdrawn = expected.withdrawn.map((one) => ({ ...one, givenAt: one.withdrawnAt }))
    expect(document).toEqual(withoutClocks)
    const [source, take, phoneme] = [firstOf(expected.sources), firstOf(expected.takes), firstOf(expected.phonemes)]
    const v1 = (time: string) => `${String(Date.parse(time)).padStart(15, '0')}-000000-v1`
    expect(document.clocks.source?.[source.id]).toEqual({ '*': v1(source.updatedAt) })
    expect(document.clocks.take?.[take.id]).toEqual({ '*': v1(take.updatedAt) })
    expect(document.clocks.phoneme?.[phoneme.id]).toEqual({ preferredAudioSourceId: v1('2026-01-02T12:00:00.000Z') })
    expect(Object.keys(document.clocks.phoneme ?? {})).toHaveLength(expected.decisions.length)
  })

  it('that left its takes behind comes in, though its sources name them', () => {
    const answer = read(JSON.parse(JSON.stringify({ ...ofVersion1(), takes: [], sessions: [] })))
    expect(answer).toHaveProperty('document.sources.0.takeId', null)
  })

  it('is told its faults by the places that it has', () => {
    const old = ofVersion1() as { sources: { phonemeId: unknown }[] }
    firstOf(old.sources).phonemeId = 5
    expect(read(old)).toHaveProperty('faults.0.path', 'sources[0].phonemeId')
  })
})
