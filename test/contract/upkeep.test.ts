import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDefinedError, safe } from '@orpc/client'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { dayMs } from '#shared/entities/audio-source.ts'
import { toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { doors, studioIn } from './doors.ts'

const start = Date.parse('2026-11-21T10:00:00.000Z')

describe.each(doors)('the catalog looked after through $door', ({ join: enter }) => {
  const open = async () => {
    const folder = temporaryFolder()
    let now = start
    // Goes on with each look, so that what is made later is later.
    const client = await enter(await studioIn(folder, () => new Date((now += 1))))
    return {
      client,
      pass: (days: number) => void (now += days * dayMs),
      fileOf: ({ path }: { path: string | null }) => join(folder, path ?? ''),
      speak: async (...phonemes: string[]) => {
        const how = { which: 'missing', sourceType: 'tts' } as const
        return (await endOf(await client.generation.fill({ phonemes, voices: ['espeak:en-us'], ...how }))).made
      },
      play: (sourceId: string) => client.sources.played({ playId: v7(), sourceId }),
      record: async (symbol: string) => {
        const take = await beginTake(client, symbol)
        await take.append(toneIn(0.3, 0.5, 48_000))
        await client.recording.finish({ takeId: take.takeId, droppedFrames: 0 })
        return client.takes.publish({ takeId: take.takeId })
      },
    }
  }

  it('answers zeros of an empty catalog, and 44 phonemes without any file', async () => {
    const { client } = await open()
    const none = { total_cached: 0, total_plays: 0, total_size_mb: 0, avg_age_days: 0 }
    expect(await client.analytics.totals()).toEqual(none)
    const { totals, coverage, byType } = await client.analytics.overview()
    expect([totals, byType]).toEqual([none, []])
    expect(coverage.reduce((sum, { phonemes }) => sum + phonemes, 0)).toBe(44)
    expect(coverage.flatMap(({ withoutFile }) => withoutFile)).toHaveLength(44)
  })

  it('answers what is most played, unused and expiring, and how good what learners hear is', async () => {
    const { client, speak, play, record, pass } = await open()
    const [first, second] = await speak('iː', 'ʃ')
    const native = await record('θ')
    await play(second?.id ?? '')
    expect(await client.analytics.mostPlayed({ top: 10 })).toMatchObject({
      sources: [{ source: { id: second?.id }, ipaSymbol: 'ʃ', cacheRecord: { usageCount: 1 } }],
      total: 1,
    })
    pass(25)
    await play(first?.id ?? '')
    pass(4)
    expect((await client.analytics.expiring({ days: 7, limit: 10 })).total).toBe(2)
    pass(2)
    const unused = await client.analytics.unused({ days: 30, limit: 10 })
    expect(unused.sources.map(({ source }) => source.id)).toEqual([native.id, second?.id])
    const scores = new Map((await client.analytics.quality()).map(({ ipaSymbol, score }) => [ipaSymbol, score]))
    expect(['θ', 'iː', 'uː'].map((symbol) => scores.get(symbol))).toEqual([100, 90, 0])
    expect(await client.analytics.overview()).toMatchObject({
      totals: { total_cached: 3, total_plays: 2 },
      byType: [
        { key: 'native', sources: 1 },
        { key: 'tts', sources: 2, plays: 2 },
      ],
      bySpeaker: [{ name: 'Anna', sources: 1 }],
    })
  })

  it('keeps a clip for longer, but no native: that never expires', async () => {
    const { client, speak, record } = await open()
    const [clip] = await speak('iː')
    const kept = await client.cache.keep({ sourceId: clip?.id ?? '', days: 90 })
    expect(Math.round((Date.parse(kept.cachedUntil) - start) / dayMs)).toBe(90)
    const native = await record('iː')
    const { error } = await safe(client.cache.keep({ sourceId: native.id, days: 30 }))
    expect(isDefinedError(error) && error.code).toBe('WRONG_VALUE')
  })

  it('cleans up as it said it would, and tells what was freed', async () => {
    const { client, speak, play, pass, fileOf } = await open()
    const [stale, played] = await speak('iː', 'ʃ')
    pass(20)
    await play(played?.id ?? '')
    pass(20)
    const steps: number[] = []
    const told = await endOf(await client.cache.cleanup({ dryRun: true }), ({ done }) => steps.push(done))
    expect(told.removed.map(({ sourceId, why }) => [sourceId, why])).toEqual([[stale?.id, 'expired']])
    expect(steps).toEqual([0, 1])
    expect(existsSync(fileOf({ path: stale?.path ?? '' }))).toBe(true)
    expect(await endOf(await client.cache.cleanup({ dryRun: false }))).toEqual({ ...told, dryRun: false })
    expect(existsSync(fileOf({ path: stale?.path ?? '' }))).toBe(false)
    expect((await client.analytics.totals()).total_cached).toBe(1)
  })

  it('sees at once that a remembered answer’s file is gone, and looks again when it is asked to', async () => {
    const { client, speak, fileOf } = await open()
    const [clip] = await speak('iː')
    const asked = { phoneme: 'iː' }
    expect((await client.phonemes.resolve(asked)).source?.id).toBe(clip?.id)
    expect((await client.phonemes.resolve({ ...asked, forceRefresh: true })).source?.id).toBe(clip?.id)
    expect(await client.cache.clearMemo(asked)).toEqual({ cleared: 1 })
    expect(await client.cache.clearMemo(asked)).toEqual({ cleared: 0 })
    await client.phonemes.resolve(asked)
    rmSync(fileOf({ path: clip?.path ?? '' }))
    expect((await client.phonemes.resolve(asked)).sourceType).toBe('web_speech')
    expect((await client.cache.clearMemo({})).cleared).toBe(0)
  })

  it('answers the older calls by their names, and an unknown phoneme with failed', async () => {
    const { client, speak } = await open()
    const [clip] = await speak('iː')
    const url = `/media/${clip?.path}`
    expect(await client.phonemes.getAudio({ phoneme: 'i:' })).toEqual(clip)
    expect(await client.phonemes.getPhonemeAudio({ phoneme: clip?.phonemeId ?? '', forceRefresh: true })).toEqual({
      source_type: 'tts',
      audio_url: url,
      status: 'success',
    })
    expect(await client.phonemes.getAudioWithFallback({ phoneme: 'iː' })).toEqual({
      source_type: 'tts',
      audio_url: url,
      status: 'success',
      fallback_text: null,
    })
    const unknown = { phoneme: 'xyz' }
    expect(await client.phonemes.getAudio(unknown)).toBeNull()
    const failed = { source_type: null, audio_url: null, status: 'failed' }
    expect(await client.phonemes.getPhonemeAudio(unknown)).toEqual(failed)
    expect(await client.phonemes.getAudioWithFallback(unknown)).toEqual({ ...failed, fallback_text: null })
  })

  it('pages through the sources, narrowed by whatever is asked for', async () => {
    const { client, speak, record, play } = await open()
    const made = await speak('iː', 'ʃ', 'æ')
    const native = await record('iː')
    await play(made[0]?.id ?? '')
    const newest = { sort: 'newest', limit: 2 } as const
    const first = await client.sources.page(newest)
    expect([first.total, first.all, first.rows[0]?.source.id]).toEqual([4, 4, native.id])
    const second = await client.sources.page({ ...newest, ...(first.next && { after: first.next }) })
    expect([...first.rows, ...second.rows].map(({ source }) => source.id)).toEqual(
      [native, ...made.toReversed()].map(({ id }) => id),
    )
    expect(second.next).toBeNull()

    const idsOf = async (asked: object) =>
      (await client.sources.page({ ...newest, ...asked, limit: 10 })).rows.map(({ source }) => source.id)
    expect(await idsOf({ sourceType: 'native' })).toEqual([native.id])
    expect(await idsOf({ text: 'Anna' })).toEqual([native.id])
    expect(await idsOf({ text: 'sheep' })).toEqual([native.id, made[0]?.id])
    expect(await idsOf({ text: 'espeak', sort: 'most played' })).toEqual([made[0]?.id, made[2]?.id, made[1]?.id])
    expect(await idsOf({ state: 'expiring', days: 40 })).toHaveLength(3)
    expect(await idsOf({ state: 'expiring' })).toEqual([])
    expect(await idsOf({ createdFrom: made[1]?.createdAt, createdTo: made[2]?.createdAt })).toEqual([
      made[2]?.id,
      made[1]?.id,
    ])
    expect(await idsOf({ createdFrom: made[1]?.createdAt, sort: 'most played' })).toHaveLength(3)
    expect(await idsOf({ createdTo: made[0]?.createdAt })).toEqual([made[0]?.id])
    await client.sources.prefer({ phoneme: 'iː', sourceId: made[0]?.id ?? '' })
    const [row] = (await client.sources.page({ ...newest, state: 'preferred' })).rows
    expect(row).toMatchObject({
      preferred: true,
      voiceName: 'espeak:en-us',
      fault: null,
      cacheRecord: { usageCount: 1 },
    })
  })
})
