import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { dayMs } from '#shared/entities/audio-source.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { CleanupAsked } from '#studio/services/cache-upkeep.ts'
import { createCacheUpkeep } from '#studio/services/cache-upkeep.ts'
import type { NewSource } from '#studio/services/sources.ts'
import { aPhonemeId } from '#test/builders.ts'
import { endOf } from '#test/support/end-of.ts'
import { aLibrary } from './a-library.ts'

async function upkeep() {
  const library = await aLibrary()
  const { catalog, files, clock, add, fileOf } = library
  const cacheUpkeep = createCacheUpkeep({ catalog, files, clock })
  return {
    ...library,
    cacheUpkeep,
    /** Expires within a day. */
    addShort: (fields: Partial<NewSource> = {}) =>
      add({ cachedUntil: new Date(clock().getTime() + dayMs).toISOString(), ...fields }),
    cleanup: (asked: Partial<CleanupAsked> = {}) => endOf(cacheUpkeep.cleanup({ dryRun: false, ...asked })),
    stands: (source: AudioSource) => catalog.sources.get(source.id) !== undefined && existsSync(fileOf(source)),
  }
}

const idsOf = ({ removed }: { removed: { sourceId: string }[] }) => removed.map(({ sourceId }) => sourceId)

describe('cleaning up', () => {
  it('takes away TTS that has expired and was not played for thirty days, row and file, and tells what was freed', async () => {
    const { cleanup, addShort, add, plays, pass, stands } = await upkeep()
    const [stale, played, lasting] = [await addShort(), await addShort(), await add()]
    pass(20 * dayMs)
    plays.count(v7(), played.id)
    pass(11 * dayMs)
    const young = await addShort()
    pass(2 * dayMs)
    const result = await cleanup()
    expect(result).toMatchObject({
      dryRun: false,
      removed: [{ sourceId: stale.id, path: stale.path, why: 'expired', sizeMb: 0.01 }],
      failures: [],
      freedMb: 0.01,
    })
    expect([stale, played, lasting, young].map(stands)).toEqual([false, true, true, true])
    expect(result.keptMb).toBe(Math.round(((3 * (stale.fileSizeBytes ?? 0)) / 1_048_576) * 100) / 100)
    expect(await cleanup()).toMatchObject({ removed: [], freedMb: 0 })
  })

  it('says beforehand what would go, and changes nothing', async () => {
    const { cleanup, addShort, pass, stands, catalog } = await upkeep()
    const clip = await addShort()
    pass(40 * dayMs)
    const before = catalog.version()
    const told = await cleanup({ dryRun: true })
    expect([told.dryRun, idsOf(told), stands(clip), catalog.version()]).toEqual([true, [clip.id], true, before])
    expect(await cleanup()).toEqual({ ...told, dryRun: false })
  })

  it('never takes a native or a preferred clip, however old, large and unused', async () => {
    const { cleanup, addShort, addNative, sources, phoneme, pass, stands } = await upkeep()
    const { source: native } = await addNative()
    const preferred = await addShort()
    const other = await addShort()
    await sources.prefer(phoneme, preferred.id, null)
    pass(400 * dayMs)
    const asked = { unusedDays: 0, sizeBudgetMb: 0 }
    expect(idsOf(await cleanup({ ...asked, dryRun: true }))).toEqual([other.id])
    expect(idsOf(await cleanup(asked))).toEqual([other.id])
    expect([native, preferred, other].map(stands)).toEqual([true, true, false])
  })

  it('takes the least recently played until the rest fits the budget, and what has not expired only then', async () => {
    const { cleanup, add, plays, pass, stands } = await upkeep()
    const clips = [await add(), await add(), await add(), await add()]
    const [first, second, third, fourth] = clips as [AudioSource, AudioSource, AudioSource, AudioSource]
    pass(dayMs)
    plays.count(v7(), first.id)
    const oneMb = (first.fileSizeBytes ?? 0) / 1_048_576
    const result = await cleanup({ sizeBudgetMb: 2.5 * oneMb })
    expect(result.removed.map(({ sourceId, why }) => [sourceId, why])).toEqual([
      [second.id, 'over budget'],
      [third.id, 'over budget'],
    ])
    expect([first, second, third, fourth].map(stands)).toEqual([true, false, false, true])
    expect(await cleanup({ sizeBudgetMb: 2.5 * oneMb })).toMatchObject({ removed: [] })
  })

  it('counts what has expired first towards the budget, and never twice', async () => {
    const { cleanup, add, addShort, pass } = await upkeep()
    const lasting = await add()
    const stale = await addShort()
    pass(40 * dayMs)
    const oneMb = (lasting.fileSizeBytes ?? 0) / 1_048_576
    expect(idsOf(await cleanup({ sizeBudgetMb: oneMb, dryRun: true }))).toEqual([stale.id])
    expect(idsOf(await cleanup({ sizeBudgetMb: 0 }))).toEqual([stale.id, lasting.id])
  })

  it.each<[string, (library: Awaited<ReturnType<typeof upkeep>>, clip: AudioSource) => unknown]>([
    ['was preferred', ({ sources, phoneme }, clip) => sources.prefer(phoneme, clip.id, null)],
    ['was played', ({ plays }, clip) => plays.count(v7(), clip.id)],
    ['was kept', ({ cacheUpkeep }, clip) => cacheUpkeep.keep(clip.id, 30)],
    ['was deleted', ({ catalog }, clip) => catalog.write(() => catalog.sources.delete(clip.id))],
  ])('leaves alone what %s after it was chosen', async (_, act) => {
    const library = await upkeep()
    const { cacheUpkeep, addShort, pass, fileOf } = library
    const clip = await addShort()
    pass(40 * dayMs)
    const stream = cacheUpkeep.cleanup({ dryRun: false })
    expect((await stream.next()).value).toMatchObject({ done: 0, total: 1 })
    await act(library, clip)
    expect(await endOf(stream)).toMatchObject({ removed: [], freedMb: 0 })
    expect(existsSync(fileOf(clip))).toBe(true)
  })

  it('leaves a file that another row names', async () => {
    const { cleanup, addShort, catalog, pass, fileOf } = await upkeep()
    const clip = await addShort()
    catalog.write(() => catalog.sources.insert({ ...clip, id: v7(), cachedUntil: null }))
    pass(40 * dayMs)
    expect(await cleanup()).toMatchObject({ removed: [{ sourceId: clip.id }], freedMb: 0 })
    expect(existsSync(fileOf(clip))).toBe(true)
  })

  it('tells of a file that cannot be removed, and goes on with the others', async () => {
    const { cleanup, addShort, pass, fileOf, stands } = await upkeep()
    const [stuck, other] = [await addShort(), await addShort()]
    rmSync(fileOf(stuck))
    mkdirSync(fileOf(stuck))
    copyFileSync(fileOf(other), `${fileOf(stuck)}/inside`)
    pass(40 * dayMs)
    const { removed, failures } = await cleanup()
    expect(removed).toHaveLength(2)
    expect(failures).toMatchObject([{ label: stuck.path, code: 'FILE_FAILED' }])
    expect([statSync(fileOf(stuck)).isDirectory(), stands(other)]).toEqual([true, false])
  })

  it('can be stopped in between: what is gone is gone, and asking again goes on', { timeout: 60_000 }, async () => {
    const { cacheUpkeep, cleanup, addShort, pass, catalog } = await upkeep()
    for (let made = 0; made < 60; made += 1) await addShort()
    pass(40 * dayMs)
    const stream = cacheUpkeep.cleanup({ dryRun: false })
    await stream.next()
    await stream.next()
    await stream.return?.(undefined as never)
    expect(catalog.sources.count()).toBe(10)
    expect(idsOf(await cleanup())).toHaveLength(10)
  })
})

describe('keeping', () => {
  it('lets a clip live so many days from now, and the rule sees it at once', async () => {
    const { cacheUpkeep, addShort, resolver, pass, clock } = await upkeep()
    const clip = await addShort()
    pass(2 * dayMs)
    expect((await resolver.resolve(aPhonemeId)).rung).toBe('expired')
    const until = new Date(clock().getTime() + 30 * dayMs).toISOString()
    expect(cacheUpkeep.keep(clip.id, 30)).toMatchObject({ source: { id: clip.id }, cachedUntil: until })
    expect(await resolver.resolve(aPhonemeId)).toMatchObject({ rung: 'tts', source: { cachedUntil: until } })
  })

  it('is refused for a native, which never expires, and for a source that is gone', async () => {
    const { cacheUpkeep, addNative } = await upkeep()
    const { source } = await addNative()
    expect(() => cacheUpkeep.keep(source.id, 30)).toThrow(expect.objectContaining({ code: 'WRONG_VALUE' }))
    expect(() => cacheUpkeep.keep(v7(), 30)).toThrow(expect.objectContaining({ code: 'SOURCE_MISSING' }))
  })
})
