import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dayMs } from '#shared/entities/audio-source.ts'
import { unknownPhoneme } from '#shared/entities/resolve.ts'
import { aPhonemeId, times } from '#test/builders.ts'
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
    const given = { textId: 'recording-consent@1', licence: 'CC-BY-4.0', givenAt: times.earlier } as const
    const withdrawn = { ...given, withdrawnAt: times.now, renewedAfter: null }
    catalog.write(() => catalog.speakers.setConsent(speaker.id, withdrawn, times.now))
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
