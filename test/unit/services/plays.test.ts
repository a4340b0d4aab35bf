import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { newCacheRecord } from '#shared/entities/cache-record.ts'
import { aPhonemeId, times } from '#test/builders.ts'
import { aLibrary } from './a-library.ts'

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
    const missing = { code: 'SOURCE_MISSING', data: { sourceId: clip.id } }
    expect(() => plays.count(playId, clip.id)).toThrow(expect.objectContaining(missing))
    const again = await add()
    expect(plays.count(playId, again.id)).toBe(1)
  })

  it('of several devices counts for each, and for the source', async () => {
    const { add, plays, catalog, root, clock } = await aLibrary()
    const clip = await add()
    plays.count(v7(), clip.id)
    const elsewhere = { sourceId: clip.id, deviceId: 'another', at: times.later }
    const count = () => catalog.write(() => catalog.plays.count({ ...elsewhere, id: v7() }))
    expect([count(), count()]).toEqual([2, 3])
    expect(catalog.sources.cacheRecord(clip.id)?.lastAccessedAt).toBe(times.later)
    const db = new Sqlite(join(root, 'catalog.sqlite'), { readonly: true })
    const counts = db.prepare('SELECT device_id, plays, last_played_at FROM play_counts ORDER BY plays').all()
    db.close()
    expect(counts).toEqual([
      { device_id: catalog.deviceId, plays: 1, last_played_at: clock().toISOString() },
      { device_id: 'another', plays: 2, last_played_at: times.later },
    ])
  })
})
