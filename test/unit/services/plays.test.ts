import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { v7 } from 'uuid'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newCacheRecord, withPlay } from '#shared/entities/cache-record.ts'
import { aPhonemeId, times } from '#test/builders.ts'
import { aLibrary } from './a-library.ts'

const countPlays = fileURLToPath(new URL('programs/count-plays.ts', import.meta.url))

describe('a play', () => {
  it('counts once by its own id, and is the source’s last access', async () => {
    const { add, plays, catalog, clock } = await aLibrary()
    const clip = await add()
    const playId = v7()
    expect([plays.count(playId, clip.id), plays.count(playId, clip.id), plays.count(v7(), clip.id)]).toEqual([1, 1, 2])
    expect(catalog.sources.cacheRecord(clip.id)).toEqual({
      ...newCacheRecord(clip),
      usageCount: 2,
      lastAccessedAt: clock().toISOString(),
    })
  })

  it('counts on an answer that was remembered as on one that was looked for', async () => {
    const { add, plays, resolver, catalog } = await aLibrary()
    const clip = await add()
    for (let hit = 0; hit < 3; hit += 1) {
      const { source } = await resolver.resolve(aPhonemeId)
      plays.count(v7(), source?.id ?? '')
    }
    expect(catalog.sources.cacheRecord(clip.id)?.usageCount).toBe(3)
  })

  it('is none where a source is looked up, listed, examined or given by any of the older calls', async () => {
    const { add, resolver, phonemes, sources, playability, catalog } = await aLibrary()
    const clip = await add()
    await resolver.resolve(aPhonemeId)
    await resolver.resolve(aPhonemeId, { forceRefresh: true })
    await phonemes.list()
    await Promise.all([
      phonemes.getAudio('iː'),
      phonemes.getPhonemeAudio('iː', { forceRefresh: true }),
      phonemes.getAudioWithFallback('iː'),
    ])
    await sources.list({})
    await playability.examine(clip)
    expect(catalog.sources.cacheRecord(clip.id)).toEqual(newCacheRecord(clip))
  })

  it('of a source that is gone is refused, and nothing of it is kept', async () => {
    const { add, plays, catalog } = await aLibrary()
    const clip = await add()
    catalog.write(() => catalog.sources.delete(clip.id))
    const playId = v7()
    expect(() => plays.count(playId, clip.id)).toThrow(expect.objectContaining({ code: 'SOURCE_MISSING' }))
    const again = await add()
    expect(plays.count(playId, again.id)).toBe(1)
  })

  it('of several devices counts for each, and for the source', async () => {
    const { add, plays, catalog } = await aLibrary()
    const clip = await add()
    plays.count(v7(), clip.id)
    const elsewhere = { sourceId: clip.id, deviceId: 'another', at: times.later }
    const count = () => catalog.write(() => catalog.plays.count({ ...elsewhere, id: v7() }))
    expect([count(), count()]).toEqual([2, 3])
    expect(catalog.sources.cacheRecord(clip.id)?.lastAccessedAt).toBe(times.later)
  })
})

it('however plays arrive, the catalog counts as the cache record says', async () => {
  const { add, catalog } = await aLibrary()
  const time = fc.constantFrom(times.earlier, times.now, times.later)
  await fc.assert(
    fc.asyncProperty(fc.array(time, { maxLength: 6 }), async (played) => {
      const clip = await add()
      for (const at of played)
        catalog.write(() => catalog.plays.count({ id: v7(), sourceId: clip.id, deviceId: catalog.deviceId, at }))
      expect(catalog.sources.cacheRecord(clip.id)).toEqual(played.reduce(withPlay, newCacheRecord(clip)))
    }),
    { numRuns: 25 },
  )
})

it('plays that two processes count at the same moment are both counted, every one', { timeout: 60_000 }, async () => {
  const { add, root, plays, catalog } = await aLibrary()
  const clip = await add()
  const each = 150
  const args = [countPlays, join(root, 'catalog.sqlite'), clip.id, String(each)]
  const others = [1, 2].map(() => spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] }))
  onTestFinished(() => others.forEach((other) => other.kill('SIGKILL')))
  await Promise.all(others.map((other) => once(other.stdout, 'data')))
  const ended = Promise.all(others.map((other) => once(other, 'exit')))
  for (const other of others) other.stdin.write('go\n')
  // Each in a turn of its own, so that all three are at it together.
  for (let play = 0; play < each; play += 1) {
    plays.count(v7(), clip.id)
    await new Promise(setImmediate)
  }
  expect(await ended).toEqual([
    [0, null],
    [0, null],
  ])
  expect(catalog.sources.cacheRecord(clip.id)?.usageCount).toBe(3 * each)
  expect(catalog.figures.by('phoneme')).toMatchObject([{ key: aPhonemeId, plays: 3 * each }])
})
