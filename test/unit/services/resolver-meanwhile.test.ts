import { utimesSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { SourceFault } from '#shared/entities/resolve.ts'
import { resolve } from '#shared/entities/resolve.ts'
import { createPlayability } from '#studio/services/playability.ts'
import { createResolver } from '#studio/services/resolver.ts'
import { aPhonemeId, aSource, times } from '#test/builders.ts'
import { aPhoneme } from '../catalog/a-catalog.ts'
import { aLibrary } from './a-library.ts'

describe('while an answer is being looked for', () => {
  it.each<[string, (library: Awaited<ReturnType<typeof aLibrary>>, newer: AudioSource) => void]>([
    ['a deletion', ({ catalog }, newer) => catalog.write(() => catalog.sources.delete(newer.id))],
    ['a rejection', ({ sources }, newer) => void sources.reject(newer.id, true, null)],
    [
      'a deletion by another process',
      ({ elsewhere }, newer) => {
        elsewhere(`DELETE FROM audio_sources WHERE id = '${newer.id}'`)
      },
    ],
  ])('%s that lands meanwhile is in it, and in what is remembered', async (_, change) => {
    const library = await aLibrary()
    const { add, fileOf, resolver, answer } = library
    const [older, newer] = [await add(), await add()]
    // Another time: the file must be read before anything can be answered.
    utimesSync(fileOf(newer), new Date(0), new Date(1_000_000))
    const looking = resolver.resolve(aPhonemeId)
    expect(looking).toBeInstanceOf(Promise)
    change(library, newer)
    expect((await looking).source?.id).toBe(older.id)
    expect(await answer()).toBe(older.id)
  })

  it('two that ask at once are both answered', async () => {
    const { add, fileOf, resolver } = await aLibrary()
    const clip = await add()
    utimesSync(fileOf(clip), new Date(0), new Date(1_000_000))
    const answers = await Promise.all([1, 2, 3].map(async () => resolver.resolve(aPhonemeId)))
    expect(answers.map(({ source }) => source?.id)).toEqual([clip.id, clip.id, clip.id])
  })

  it('a file that never stays the same is answered as it was last read', async () => {
    const { add, files, catalog, playability, clock, fileOf } = await aLibrary()
    const clip = await add()
    let ticks = 0
    const restless = {
      statNow(path: string) {
        utimesSync(fileOf(clip), new Date(0), new Date((ticks += 1000)))
        return files.statNow(path)
      },
    }
    const seen = { ...files, ...restless }
    const resolver = createResolver({
      catalog,
      files: seen,
      playability: createPlayability({ catalog, files: seen }),
      clock,
    })
    expect((await resolver.resolve(aPhonemeId)).source?.id).toBe(clip.id)
    expect(await playability.fault(clip)).toBeNull()
  })
})

const aFault = fc.constantFrom<SourceFault | null>(
  null,
  null,
  'file missing',
  'wrong hash',
  'rejected',
  'consent withdrawn',
)
const aCandidate = fc.record({
  sourceType: fc.constantFrom('native' as const, 'tts' as const, 'generated' as const),
  context: fc.constantFrom('isolated' as const, 'isolated' as const, 'word' as const),
  cachedUntil: fc.constantFrom(null, times.earlier, times.later),
  createdAt: fc.constantFrom(times.earlier, times.now),
  fault: aFault,
})

it('whatever there is, looking only at the files on which the answer hangs gives what looking at all of them gives', () => {
  fc.assert(
    fc.property(fc.array(aCandidate, { maxLength: 8 }), fc.nat(8), (made, preferred) => {
      const candidates = made.map(({ fault, cachedUntil, ...fields }) => ({
        source: aSource({ ...fields, cachedUntil: fields.sourceType === 'native' ? null : cachedUntil }),
        fault,
      }))
      const phoneme = aPhoneme({ preferredAudioSourceId: candidates[preferred]?.source.id ?? null })
      const faultOf = new Map(candidates.map(({ source, fault }) => [source.id, fault]))
      const looked: string[] = []
      const resolver = createResolver({
        catalog: {
          phonemes: { forRule: () => phoneme },
          sources: { ofPhoneme: () => candidates.map(({ source }) => source) },
          onTouch: () => () => {},
          foreignChanges: () => 1,
        },
        files: { statNow: () => ({ sizeBytes: 1, modifiedMs: 1 }) },
        playability: {
          faultNow({ id }) {
            looked.push(id)
            return faultOf.get(id) ?? null
          },
          fault: () => Promise.resolve(null),
        },
        clock: () => new Date(times.now),
      })
      expect(resolver.resolve(phoneme.id)).toEqual(resolve(phoneme, candidates, times.now))
      expect(new Set(looked).size).toBe(looked.length)
    }),
    { numRuns: 500 },
  )
})
