import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { aPhonemeId, aSession, aSource, aSpeaker, aTake, times } from '#test/builders.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { aPhoneme, catalogIn, filledCatalog, inventory } from './a-catalog.ts'

const otherPhonemeId = '018f0000-0000-7000-8000-000000000002'

describe('the catalog', () => {
  it('empties the preferred source when that source goes, and its cache record goes too', () => {
    const catalog = filledCatalog(temporaryFolder())
    const source = aSource({})
    catalog.write(() => {
      catalog.sources.insert(source)
      catalog.phonemes.setPreferred(aPhonemeId, source.id, times.now)
    })
    expect(catalog.phonemes.get(aPhonemeId)?.preferredAudioSourceId).toBe(source.id)
    expect(catalog.sources.cacheRecord(source.id)).toMatchObject({
      usageCount: 0,
      lastAccessedAt: null,
      fileSizeBytes: 1000,
    })
    catalog.write(() => catalog.sources.delete(source.id))
    expect(catalog.phonemes.get(aPhonemeId)?.preferredAudioSourceId).toBeNull()
    expect(catalog.sources.cacheRecord(source.id)).toBeUndefined()
  })

  it('refuses a preferred source of another phoneme', () => {
    const catalog = filledCatalog(temporaryFolder())
    const source = aSource({ phonemeId: otherPhonemeId })
    catalog.write(() => catalog.sources.insert(source))
    expect(() => catalog.write(() => catalog.phonemes.setPreferred(aPhonemeId, source.id, times.now))).toThrow(
      /belong to the phoneme/,
    )
  })

  it('takes the sources of a phoneme with it', () => {
    const catalog = filledCatalog(temporaryFolder())
    const source = aSource({})
    catalog.write(() => {
      catalog.sources.insert(source)
      catalog.phonemes.setPreferred(aPhonemeId, source.id, times.now)
    })
    catalog.write(() => catalog.phonemes.delete(aPhonemeId))
    expect(catalog.sources.get(source.id)).toBeUndefined()
  })

  it('holds one native and two TTS side by side, but no second native of the same voice', () => {
    const catalog = filledCatalog(temporaryFolder())
    const native = aSource({ sourceType: 'native', voiceId: 'anna-1' })
    catalog.write(() => {
      catalog.sources.insert(native)
      catalog.sources.insert(aSource({ voiceId: 'espeak:en-us' }))
      catalog.sources.insert(aSource({ voiceId: 'espeak:en-us' }))
      catalog.sources.insert(aSource({ sourceType: 'native', voiceId: 'anna-1', context: 'word' }))
    })
    expect(catalog.sources.ofPhoneme(aPhonemeId)).toHaveLength(4)
    const second = aSource({ sourceType: 'native', voiceId: 'anna-1' })
    expect(() => catalog.write(() => catalog.sources.insert(second))).toThrow(/UNIQUE/)
  })

  it('undoes the whole of a write that fails in its middle', () => {
    const catalog = filledCatalog(temporaryFolder())
    expect(() =>
      catalog.write(() => {
        catalog.sources.insert(aSource({}))
        throw new Error('in the middle')
      }),
    ).toThrow('in the middle')
    expect(catalog.sources.count()).toBe(0)
  })

  it('counts a play once by its id, and two plays of one moment both', () => {
    const catalog = filledCatalog(temporaryFolder())
    const source = aSource({})
    catalog.write(() => catalog.sources.insert(source))
    const play = { id: v7(), sourceId: source.id, deviceId: catalog.deviceId, at: times.now }
    const count = (id: string) => catalog.write(() => catalog.plays.count({ ...play, id }))
    expect(count(play.id)).toBe(1)
    expect(count(play.id)).toBe(1)
    expect(count(v7())).toBe(2)
    expect(catalog.sources.cacheRecord(source.id)).toMatchObject({ usageCount: 2, lastAccessedAt: times.now })
  })

  it('never lets a take change its audio', () => {
    const folder = temporaryFolder()
    const catalog = filledCatalog(folder)
    const speaker = aSpeaker({})
    const session = aSession({ speakerId: speaker.id })
    const take = aTake({ sessionId: session.id, speakerId: speaker.id })
    catalog.write(() => {
      catalog.speakers.insert(speaker)
      catalog.speakers.insertSession(session)
      catalog.takes.insert(take)
    })
    expect(catalog.takes.get(take.id)).toEqual(take)
    const db = new Sqlite(join(folder, 'catalog.sqlite'))
    expect(() => db.prepare('UPDATE takes SET path = ? WHERE id = ?').run('takes/other.wav', take.id)).toThrow(
      /never changes/,
    )
    db.close()
  })

  it('gives every change a later time than the one before, though the clock runs back', () => {
    const folder = temporaryFolder()
    let ms = Date.parse(times.now)
    const catalog = filledCatalog(folder, () => new Date((ms -= 60_000)))
    const source = aSource({})
    catalog.write(() => catalog.sources.insert(source))
    catalog.write(() => catalog.sources.change(source.id, { rejectedAt: times.now }, times.now))
    catalog.write(() => catalog.sources.delete(source.id))
    const db = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
    const log = db.prepare('SELECT operation, hlc FROM change_log ORDER BY seq').all() as {
      operation: string
      hlc: string
    }[]
    const dead = db.prepare('SELECT entity_id FROM tombstones').pluck().all()
    db.close()
    expect(log.map(({ operation }) => operation)).toEqual(['put', 'put', 'delete'])
    expect(log.map(({ hlc }) => hlc)).toEqual(log.map(({ hlc }) => hlc).toSorted())
    expect(new Set(log.map(({ hlc }) => hlc)).size).toBe(3)
    expect(dead).toEqual([source.id])
  })

  it('adds what a newer inventory brings and leaves alone what a person edited', () => {
    const catalog = filledCatalog(temporaryFolder())
    catalog.write(() => catalog.phonemes.edit(aPhonemeId, { vietnameseApprox: 'do cô giáo viết' }, times.now))
    const newer = aPhoneme({ vietnameseApprox: 'mới', spokenText: 'tree' })
    const added = aPhoneme({ id: v7(), ipaSymbol: 'uː' })
    catalog.write(() => {
      catalog.phonemes.putFromInventory(newer, inventory.inventoryId, times.later)
      catalog.phonemes.putFromInventory(added, inventory.inventoryId, times.later)
    })
    expect(catalog.phonemes.get(aPhonemeId)).toMatchObject({ vietnameseApprox: 'do cô giáo viết', spokenText: 'tree' })
    expect(catalog.phonemes.all()).toHaveLength(3)
  })

  it('keeps of the minimal pairs only those that the newer inventory has', () => {
    const catalog = filledCatalog(temporaryFolder())
    const pair = (word: string, partnerWord: string) => ({ partnerId: otherPhonemeId, word, partnerWord })
    const own = { partnerId: aPhonemeId, word: 'ship', partnerWord: 'sheep' }
    catalog.write(() => {
      catalog.phonemes.putMinimalPairs(aPhoneme({ minimalPairs: [pair('sheep', 'shipp'), pair('eel', 'ill')] }))
      catalog.phonemes.putMinimalPairs(aPhoneme({ id: otherPhonemeId, minimalPairs: [own] }))
    })
    catalog.write(() =>
      catalog.phonemes.putMinimalPairs(aPhoneme({ minimalPairs: [pair('sheep', 'ship'), pair('leap', 'lip')] })),
    )
    expect(catalog.phonemes.get(aPhonemeId)?.minimalPairs).toEqual([pair('leap', 'lip'), pair('sheep', 'ship')])
    expect(catalog.phonemes.get(otherPhonemeId)?.minimalPairs).toEqual([own])
  })

  it('tells who listens of a write, once, and of a quiet one only where it holds another', () => {
    const catalog = filledCatalog(temporaryFolder())
    const source = aSource({})
    catalog.write(() => catalog.sources.insert(source))
    let told = 0
    catalog.onWrite(() => (told += 1))
    const before = catalog.version()
    const check = (fault: string | null) => catalog.sources.putFileCheck(source.id, { modifiedMs: 1, fault })
    catalog.writeQuietly(() => check('gone'))
    expect([told, catalog.version()]).toEqual([0, before])
    expect(catalog.sources.fileCheck(source.id)?.fault).toBe('gone')
    expect(() =>
      catalog.writeQuietly(() => {
        check(null)
        throw new Error('in the middle')
      }),
    ).toThrow('in the middle')
    expect(catalog.sources.fileCheck(source.id)?.fault).toBe('gone')
    catalog.writeQuietly(() => catalog.write(() => check('empty')))
    catalog.write(() => catalog.writeQuietly(() => check('silent')))
    expect([told, catalog.version()]).toEqual([2, before + 2])
    catalog.writeQuietly(() => check(null))
    expect(told).toBe(2)
  })

  it('keeps the same device when it is closed and opened again, and leaves no write-ahead log behind', () => {
    const folder = temporaryFolder()
    const first = catalogIn(folder)
    const { deviceId } = first
    first.close()
    expect(existsSync(join(folder, 'catalog.sqlite-wal'))).toBe(false)
    const second = catalogIn(folder)
    expect(second.deviceId).toBe(deviceId)
    second.close()
  })

  it('answers its ordinary questions from indexes', () => {
    const folder = temporaryFolder()
    filledCatalog(folder)
    const db = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
    const plan = (sql: string) =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ')
    const plans = [
      plan(
        "SELECT * FROM audio_sources WHERE phoneme_id = 'x' AND source_type = 'tts' ORDER BY created_at DESC, id DESC",
      ),
      plan("SELECT * FROM audio_sources WHERE voice_id = 'x' ORDER BY created_at DESC, id DESC"),
      plan("SELECT id FROM audio_sources WHERE cached_until <= 'x'"),
      plan('SELECT audio_source FROM audio_cache ORDER BY usage_count DESC, audio_source DESC LIMIT 10'),
      plan("SELECT * FROM takes WHERE phoneme_id = 'x' ORDER BY recorded_at DESC, id DESC"),
    ]
    db.close()
    for (const each of plans) {
      expect(each).toMatch(/INDEX (sources_|cache_|takes_)/)
      expect(each).not.toContain('TEMP B-TREE')
    }
  })
})
