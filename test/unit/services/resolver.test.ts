import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs } from '#shared/entities/audio-source.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { SourceFault } from '#shared/entities/resolve.ts'
import { resolve, unknownPhoneme } from '#shared/entities/resolve.ts'
import { createResolver } from '#studio/services/resolver.ts'
import { aPhonemeId, aSource, times } from '#test/builders.ts'
import { aPhoneme } from '../catalog/a-catalog.ts'
import { aLibrary, otherPhonemeId } from './a-library.ts'

/** Sound and just as long, of other bytes: only its hash tells. */
function alter(file: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.length - 1] = 0xff
  writeFileSync(file, bytes)
  utimesSync(file, new Date(), new Date(Date.now() + 5000))
}

describe('an answer that is remembered', () => {
  it('is the very same while nothing changes, and a play changes nothing of it', async () => {
    const { add, resolver, plays } = await aLibrary()
    const clip = await add()
    const first = await resolver.resolve(aPhonemeId)
    plays.count(crypto.randomUUID(), clip.id)
    expect(resolver.resolve(aPhonemeId)).toBe(first)
  })

  it('is never a source that was deleted', async () => {
    const { add, catalog, answer } = await aLibrary()
    const [older, newer] = [await add(), await add()]
    expect(await answer()).toBe(newer.id)
    catalog.write(() => catalog.sources.delete(newer.id))
    expect(await answer()).toBe(older.id)
    catalog.write(() => catalog.sources.delete(older.id))
    expect(await answer()).toBeUndefined()
  })

  it('gives way to a better source, to an editor’s choice, and to the choice being cleared', async () => {
    const { add, addNative, sources, phoneme, answer } = await aLibrary()
    const clip = await add()
    expect(await answer()).toBe(clip.id)
    const { source: native } = await addNative()
    expect(await answer()).toBe(native.id)
    await sources.prefer(phoneme, clip.id, null)
    expect(await answer()).toBe(clip.id)
    await sources.prefer(phoneme, null, null)
    expect(await answer()).toBe(native.id)
  })

  it('is gone when an editor rejects it, and back when the editor accepts it again', async () => {
    const { add, sources, answer } = await aLibrary()
    const [older, newer] = [await add(), await add()]
    await answer()
    sources.reject(newer.id, true, null)
    expect(await answer()).toBe(older.id)
    sources.reject(newer.id, false, null)
    expect(await answer()).toBe(newer.id)
  })

  it('is gone when its speaker withdraws consent', async () => {
    const { add, addNative, catalog, answer } = await aLibrary()
    const clip = await add()
    const { source, speaker } = await addNative()
    expect(await answer()).toBe(source.id)
    const withdrawn = { textId: 'recording-consent@1', licence: 'CC-BY-4.0', givenAt: times.earlier } as const
    catalog.write(() => catalog.speakers.setConsent(speaker.id, { ...withdrawn, withdrawnAt: times.now }, times.now))
    expect(await answer()).toBe(clip.id)
  })

  it.each<[string, (file: string) => void]>([
    ['removed', (file) => rmSync(file)],
    ['replaced by another of the same size', alter],
    ['cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
  ])('is gone when its file is %s, and back when the file is restored', async (_, harm) => {
    const { add, fileOf, answer } = await aLibrary()
    const [older, newer] = [await add(), await add()]
    expect(await answer()).toBe(newer.id)
    const bytes = readFileSync(fileOf(newer))
    harm(fileOf(newer))
    expect(await answer()).toBe(older.id)
    writeFileSync(fileOf(newer), bytes)
    expect(await answer()).toBe(newer.id)
  })

  it('stays when its file only has another time, as in a folder that was copied', async () => {
    const { add, fileOf, answer } = await aLibrary()
    const clip = await add()
    await answer()
    utimesSync(fileOf(clip), new Date(0), new Date(1_000_000))
    expect(await answer()).toBe(clip.id)
  })

  it('is gone at the very moment at which it expires; an editor’s choice is not', async () => {
    const { add, sources, phoneme, answer, resolver, pass, clock } = await aLibrary()
    const lasting = await add()
    const clip = await add({ cachedUntil: new Date(clock().getTime() + 1000 + dayMs).toISOString() })
    expect(await answer()).toBe(clip.id)
    pass(dayMs - 1)
    expect(await answer()).toBe(clip.id)
    pass(1)
    expect(await answer()).toBe(lasting.id)
    await sources.prefer(phoneme, clip.id, 'clearer')
    expect(await answer()).toBe(clip.id)
    expect(resolver.resolve(aPhonemeId)).toBe(resolver.resolve(aPhonemeId))
  })

  it('is looked for again after thirty days', async () => {
    const { add, resolver, pass } = await aLibrary()
    await add()
    const first = await resolver.resolve(aPhonemeId)
    pass(30 * dayMs - 1)
    expect(resolver.resolve(aPhonemeId)).toBe(first)
    pass(1)
    expect(resolver.resolve(aPhonemeId)).not.toBe(first)
  })

  it('never outlives a change that another process made', async () => {
    const { add, answer, elsewhere, resolver } = await aLibrary()
    const [older, newer] = [await add(), await add()]
    expect(await answer()).toBe(newer.id)
    elsewhere(`UPDATE phonemes SET preferred_audio_source = '${older.id}' WHERE id = '${aPhonemeId}'`)
    expect(await answer()).toBe(older.id)
    elsewhere(`DELETE FROM audio_sources WHERE id = '${older.id}'`)
    expect(await answer()).toBe(newer.id)
    elsewhere(`UPDATE audio_sources SET rejected_at = '${times.now}' WHERE id = '${newer.id}'`)
    expect(await answer()).toBeUndefined()
    elsewhere(`UPDATE phonemes SET vietnamese_approx = 'như y' WHERE id = '${aPhonemeId}'`)
    expect(await resolver.resolve(aPhonemeId)).toMatchObject({ sourceType: 'web_speech', fallbackText: 'như y' })
  })

  it('of one phoneme is untouched by what happens to another', async () => {
    const { add, resolver } = await aLibrary()
    await add()
    const first = await resolver.resolve(aPhonemeId)
    await add({ phonemeId: otherPhonemeId })
    expect(resolver.resolve(aPhonemeId)).toBe(first)
  })

  it('without any file is remembered, too, and gives way to the first clip', async () => {
    const { add, resolver, answer } = await aLibrary()
    const nothing = await resolver.resolve(aPhonemeId)
    expect(resolver.resolve(aPhonemeId)).toBe(nothing)
    const clip = await add()
    expect(await answer()).toBe(clip.id)
  })

  it('can be cleared for one phoneme or for all, and skipped', async () => {
    const { add, resolver } = await aLibrary()
    await add()
    await add({ phonemeId: otherPhonemeId })
    const first = await resolver.resolve(aPhonemeId)
    await resolver.resolve(otherPhonemeId)
    expect(await resolver.resolve(aPhonemeId, { forceRefresh: true })).not.toBe(first)
    expect([resolver.clear(aPhonemeId), resolver.clear(aPhonemeId), resolver.clear()]).toEqual([1, 0, 1])
  })
})

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
    const { createPlayability } = await import('#studio/services/playability.ts')
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

it('a phoneme that is unknown is failed, and nothing else', async () => {
  const { resolver } = await aLibrary()
  expect(await resolver.resolve('018f0000-0000-7000-8000-0000000000ff')).toEqual(unknownPhoneme)
})

it('a file that is altered without a trace of time is found by the doctor’s look, not by this one', async () => {
  const { add, fileOf, answer, playability } = await aLibrary()
  const clip = await add()
  const { mtime } = statSync(fileOf(clip))
  alter(fileOf(clip))
  utimesSync(fileOf(clip), mtime, mtime)
  expect(await answer()).toBe(clip.id)
  expect(await playability.examine(clip)).toBe('wrong hash')
  expect(await answer()).toBeUndefined()
})

it('a file that is moved away and back is silent meanwhile', async () => {
  const { add, fileOf, answer } = await aLibrary()
  const clip = await add()
  renameSync(fileOf(clip), `${fileOf(clip)}.away`)
  expect(await answer()).toBeUndefined()
  renameSync(`${fileOf(clip)}.away`, fileOf(clip))
  expect(await answer()).toBe(clip.id)
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
