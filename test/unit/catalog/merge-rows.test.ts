import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { BareStudio } from '#test/support/a-studio.ts'
import { twoStudios } from '#test/support/a-studio.ts'
import { addPhoneme } from '#test/support/add-phoneme.ts'

/** What of the change log comes after so many entries. */
function loggedAfter({ file }: BareStudio, entries: number): { entity: string; fields: object; hlc: string }[] {
  const db = new Sqlite(file, { readonly: true })
  const select = db.prepare<[number], { entity: string; fields: string; hlc: string }>(
    'SELECT entity, fields, hlc FROM change_log ORDER BY seq LIMIT -1 OFFSET ?',
  )
  const rows = select.all(entries)
  db.close()
  return rows.map(({ fields, ...row }) => ({ ...row, fields: JSON.parse(fields) as object }))
}

const firstPhoneme = ({ catalog }: BareStudio) => catalog.phonemes.all()[0]

describe('what two studios changed of one row', () => {
  it('is settled field by field, the later change standing in both', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(mine, { act: 'edit', phoneme: 0, text: 'mine, earlier', spoken: false })
    does(theirs, { act: 'edit', phoneme: 0, text: 'theirs, later', spoken: false })
    does(mine, { act: 'edit', phoneme: 0, text: 'said by me', spoken: true })
    const document = await theirs.document()
    theirs.takeIn(await mine.document())
    expect(mine.takeIn(document).counts.phonemes).toMatchObject({ different: 1, conflicts: 0 })
    for (const studio of [mine, theirs])
      expect(firstPhoneme(studio)).toMatchObject({ vietnameseApprox: 'theirs, later', spokenText: 'said by me' })
  })

  it('is passed on with the time at which it was changed', async () => {
    const { mine, theirs, does } = await twoStudios()
    const before = mine.catalog.changes.waiting()
    does(theirs, { act: 'reject', source: 0, rejected: true, reason: 'noisy' })
    const document = await theirs.document()
    mine.takeIn(document)
    const source = document.sources.find(({ rejectedAt }) => rejectedAt !== null)
    const hlc = document.clocks.source?.[source?.id ?? '']?.['rejectedAt']
    expect(loggedAfter(mine, before)).toEqual([
      { entity: 'source', fields: { rejectedAt: source?.rejectedAt, updatedAt: source?.updatedAt }, hlc },
      {
        entity: 'decision',
        fields: expect.objectContaining({ reason: 'noisy' }) as object,
        hlc: expect.any(String) as string,
      },
    ])
  })

  it('is left as it is where only the inventories differ, which a newer studio brings', async () => {
    const { mine, theirs } = await twoStudios()
    const document = await theirs.document()
    for (const phoneme of document.phonemes) phoneme.spokenText = 'of another inventory'
    for (const category of document.categories) category.name = 'of another inventory'
    expect(mine.takeIn(document)).toMatchObject({ written: false, counts: { phonemes: { different: 0 } } })
    expect(firstPhoneme(mine)?.spokenText).not.toBe('of another inventory')
  })

  it('is of a take only its marks and its verdict', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(theirs, { act: 'mark', take: 0, start: 7, verdict: false }, { act: 'mark', take: 0, start: 2, verdict: true })
    const document = await theirs.document()
    expect(mine.takeIn(document).counts.takes).toMatchObject({ different: 1, new: 0 })
    const [take] = theirs.catalog.takes.all()
    expect(mine.catalog.takes.get(take?.id ?? '')).toEqual(take)
    expect(take).toMatchObject({ verdict: 'kept', trim: { startFrame: 7, endFrame: 40_007 } })
  })

  it('is of a sitting its place, and each skip and choice by itself', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(mine, { act: 'steer', sitting: 0, how: 2, prompt: 1, take: 0, reason: 'tired' })
    does(theirs, { act: 'steer', sitting: 0, how: 3, prompt: 2, take: 0, reason: '' })
    does(theirs, { act: 'steer', sitting: 0, how: 4, prompt: 1, take: 0, reason: '' })
    const document = await theirs.document()
    theirs.takeIn(await mine.document())
    mine.takeIn(document)
    const [sitting] = document.sittings
    const id = sitting?.id ?? ''
    expect(mine.catalog.sittings.get(id)).toMatchObject({
      current: 2,
      prompts: [{ skipped: null }, { skipped: { reason: 'tired' } }, { skipped: null }],
    })
    expect([...mine.catalog.sittings.choices(id)]).toHaveLength(1)
    expect(await theirs.document()).toEqual(await mine.document())
  })
})

describe('what comes in', () => {
  it('keeps the take of a source that a bundle without takes tells nothing of', async () => {
    const { mine, theirs } = await twoStudios()
    const before = mine.catalog.sources.all()
    expect(before.every(({ takeId }) => takeId !== null)).toBe(true)
    const document = await theirs.document({ withTakes: false })
    expect(document.sources.every(({ takeId }) => takeId === null)).toBe(true)
    expect(mine.takeIn(document).written).toBe(false)
    expect(mine.catalog.sources.all()).toEqual(before)
  })

  it('brings the takes of sources that came before without them', async () => {
    const { mine, studio } = await twoStudios()
    const late = studio()
    late.takeIn(await mine.document({ withTakes: false }))
    expect(late.catalog.sources.all().every(({ takeId }) => takeId === null)).toBe(true)
    expect(late.takeIn(await mine.document()).counts.sources).toMatchObject({ different: 4, new: 0 })
    expect(late.catalog.sources.all()).toEqual(mine.catalog.sources.all())
  })

  it('leaves a choice open whose take did not come, until it comes', async () => {
    const { mine, studio, does } = await twoStudios()
    does(mine, { act: 'steer', sitting: 0, how: 4, prompt: 1, take: 0, reason: '' })
    const whole = await mine.document()
    const [sitting] = whole.sittings
    const [chosen] = Object.values(sitting?.choices ?? {})
    const late = studio()
    late.takeIn({ ...whole, takes: whole.takes.filter(({ id }) => id !== chosen) })
    expect([...late.catalog.sittings.choices(sitting?.id ?? '')]).toEqual([])
    expect(late.takeIn(whole).counts.sittings).toMatchObject({ different: 1 })
    expect(await late.document()).toEqual(whole)
  })

  it('adds phonemes, categories and prompts that are unknown here', async () => {
    const { mine, theirs } = await twoStudios()
    const document = await theirs.document()
    const phonemeId = addPhoneme(document, 'ʔ')
    const report = mine.takeIn(document)
    expect(report.counts).toMatchObject({ categories: { new: 1 }, phonemes: { new: 1 }, prompts: { new: 1 } })
    expect(mine.catalog.phonemes.get(phonemeId)).toMatchObject({ ipaSymbol: 'ʔ', minimalPairs: [{ word: 'uh-oh' }] })
    expect(mine.catalog.prompts.everOf(phonemeId)).toHaveLength(1)
    expect(mine.takeIn(document)).toMatchObject({ written: false, counts: { phonemes: { new: 0 } } })
  })

  it('counts plays of each device once, and their sum', async () => {
    const { mine, theirs, does } = await twoStudios()
    const plays = { act: 'play', source: 0 } as const
    does(mine, { ...plays, device: 0, times: 2 }, { ...plays, device: 1, times: 3 })
    does(theirs, { ...plays, device: 0, times: 1 }, { ...plays, device: 1, times: 1 })
    const document = await theirs.document()
    expect(mine.takeIn(document).counts.plays).toMatchObject({ new: 1, different: 1 })
    expect(mine.takeIn(document).counts.plays).toMatchObject({ same: 2, different: 0 })
    const [source] = mine.catalog.sources.all()
    const record = mine.catalog.sources.cacheRecord(source?.id ?? '')
    expect(record?.usageCount).toBe(6)
    expect(record?.lastAccessedAt).toBe(document.cacheRecords.find(({ usageCount }) => usageCount > 0)?.lastAccessedAt)
    expect(mine.catalog.figures.mostPlayed(1)).toEqual([record])
  })

  it('stays deleted where it was deleted, until it is changed elsewhere after that', async () => {
    const { mine, theirs, does } = await twoStudios()
    const [source] = mine.catalog.sources.all()
    const id = source?.id ?? ''
    does(mine, { act: 'delete', source: 0 })
    expect(mine.takeIn(await theirs.document())).toMatchObject({
      written: false,
      counts: { sources: { deletedHere: 1, same: 3 } },
    })
    expect(mine.catalog.sources.get(id)).toBeUndefined()
    theirs.takeIn(await mine.document())
    expect(theirs.catalog.sources.get(id)).toBeDefined()

    does(theirs, { act: 'change', source: 0, note: 'still good', days: 1 })
    expect(mine.takeIn(await theirs.document()).counts.sources).toMatchObject({ new: 1, deletedHere: 0 })
    expect(mine.catalog.sources.get(id)).toEqual(theirs.catalog.sources.get(id))
    const snapshot = mine.catalog.snapshot()
    expect(snapshot.clocks.tombstone('source', id)).toBeUndefined()
    snapshot.close()
  })

  it('is only told in a dry run', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(theirs, { act: 'speak', phoneme: 0, kind: 'tts', voice: 0, keepDays: null })
    const before = await mine.document()
    const version = mine.catalog.foreignChanges()
    const document = await theirs.document()
    const told = mine.takeIn(document, { dryRun: true })
    expect(told).toMatchObject({ written: false, counts: { sources: { new: 1, same: 4 } } })
    expect(await mine.document()).toEqual(before)
    expect(mine.catalog.foreignChanges()).toBe(version)
    expect(mine.takeIn(document)).toEqual({ ...told, written: true })
  })

  it('of an older studio, which kept no clocks, was made when it came', async () => {
    const { mine, studio } = await twoStudios()
    const document = { ...(await mine.document()), clocks: {} }
    const late = studio()
    expect(late.takeIn(document)).toMatchObject({ written: true, refusals: [] })
    expect(late.catalog.changes.waiting()).toBeGreaterThan(10)
    expect(late.takeIn(document).written).toBe(false)
    expect((await late.document()).sources).toEqual(document.sources)
  })
})

describe('the clock of this studio', () => {
  it('goes past what came in, so that what is changed here afterwards stands everywhere', async () => {
    const { mine, theirs, time, does } = await twoStudios()
    const year = 365 * 86_400_000
    time.pass(year)
    does(theirs, { act: 'edit', phoneme: 0, text: 'by a clock set wrong', spoken: false })
    time.pass(-year)
    mine.takeIn(await theirs.document())
    does(mine, { act: 'edit', phoneme: 0, text: 'corrected', spoken: false })
    theirs.takeIn(await mine.document())
    expect(firstPhoneme(theirs)?.vietnameseApprox).toBe('corrected')
  })
})
