import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { dayMs } from '#shared/entities/audio-source.ts'
import { createAnalytics } from '#studio/services/analytics.ts'
import { aPhonemeId } from '#test/builders.ts'
import { inventory } from '../catalog/a-catalog.ts'
import { aLibrary, otherPhonemeId } from './a-library.ts'

async function analytics() {
  const library = await aLibrary()
  const { catalog, resolver, clock } = library
  return { ...library, analytics: createAnalytics({ catalog, resolve: (id) => resolver.resolve(id), clock }) }
}

const namesOf = ({ sources }: { sources: { voiceName: string }[] }) => sources.map(({ voiceName }) => voiceName)

describe('what the catalog answers of itself', () => {
  it('is nothing but zeros where there is nothing', async () => {
    const { analytics: asked } = await analytics()
    expect(asked.totals()).toEqual({ total_cached: 0, total_plays: 0, total_size_mb: 0, avg_age_days: 0 })
    expect([asked.mostPlayed(10), asked.unused(30, 10), asked.expiring(7, 10)]).toEqual(
      Array.from({ length: 3 }, () => ({ sources: [], total: 0 })),
    )
    expect(asked.overview()).toMatchObject({ byType: [], byVoice: [], bySpeaker: [], byCategory: [], byMonth: [] })
  })

  it('is how many there are, how often they were played, how large and how old they are on average', async () => {
    const { analytics: asked, add, plays, catalog, pass } = await analytics()
    const first = await add()
    pass(2 * dayMs)
    const second = await add()
    for (let played = 0; played < 3; played += 1) plays.count(v7(), first.id)
    catalog.write(() => catalog.sources.delete(second.id))
    await add()
    pass(dayMs)
    const { total_cached, total_plays, total_size_mb, avg_age_days } = asked.totals()
    expect([total_cached, total_plays, avg_age_days]).toEqual([2, 3, 2])
    expect(total_size_mb).toBe(Math.round(((2 * (first.fileSizeBytes ?? 0)) / 1_048_576) * 100) / 100)
  })

  it('is the most played, most first; what was never played is not among them', async () => {
    const { analytics: asked, add, plays } = await analytics()
    const [little, much] = [await add({ voiceId: 'little' }), await add({ voiceId: 'much' })]
    await add({ voiceId: 'never' })
    for (const { id } of [little, much, much]) plays.count(v7(), id)
    expect(namesOf(asked.mostPlayed(10))).toEqual(['much', 'little'])
    expect(namesOf(asked.mostPlayed(1))).toEqual(['much'])
    expect(asked.mostPlayed(1).sources[0]).toMatchObject({
      source: { id: much.id },
      cacheRecord: { usageCount: 2 },
      ipaSymbol: 'iː',
      ageDays: 0,
    })
  })

  it('is what was not played for so many days, the longest ago first; never played counts from its making', async () => {
    const { analytics: asked, add, plays, pass } = await analytics()
    const played = await add({ voiceId: 'played' })
    await add({ voiceId: 'never' })
    pass(20 * dayMs)
    plays.count(v7(), played.id)
    pass(10 * dayMs + 1)
    await add({ voiceId: 'young' })
    expect(namesOf(asked.unused(30, 10))).toEqual(['never'])
    pass(20 * dayMs)
    expect(namesOf(asked.unused(30, 10))).toEqual(['never', 'played'])
    expect(asked.unused(30, 1)).toMatchObject({ sources: [{ voiceName: 'never', ageDays: 50 }], total: 2 })
  })

  it('is what has expired or will within so many days, the soonest first', async () => {
    const { analytics: asked, add, clock } = await analytics()
    const inDays = (days: number) => new Date(clock().getTime() + days * dayMs).toISOString()
    await add({ voiceId: 'week', cachedUntil: inDays(6) })
    await add({ voiceId: 'month', cachedUntil: inDays(30) })
    await add({ voiceId: 'gone', cachedUntil: inDays(-1) })
    await add({ voiceId: 'lasting' })
    expect(namesOf(asked.expiring(7, 10))).toEqual(['gone', 'week'])
    expect(asked.expiring(0, 10)).toMatchObject({ sources: [{ voiceName: 'gone' }], total: 1 })
  })

  it('is everything by type, voice, speaker, language, category and month', async () => {
    const { analytics: asked, add, addNative, plays } = await analytics()
    const clip = await add({ voiceId: 'aria' })
    await add({ voiceId: 'sonia', language: 'en-GB', sourceType: 'generated' })
    const { speaker } = await addNative()
    plays.count(v7(), clip.id)
    const { byType, byVoice, bySpeaker, byLanguage, byCategory, byMonth } = asked.overview()
    const told = [byType, byVoice, bySpeaker, byLanguage, byCategory, byMonth].map((group) =>
      group.map(({ name, sources, plays: played }) => [name, sources, played]),
    )
    expect(told).toEqual([
      [
        ['generated', 1, 0],
        ['native', 1, 0],
        ['tts', 1, 1],
      ],
      [
        [speaker.code, 1, 0],
        ['aria', 1, 1],
        ['sonia', 1, 0],
      ].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
      [['Anna', 1, 0]],
      [
        ['en-GB', 1, 0],
        ['en-US', 2, 1],
      ],
      [['Vowels', 3, 1]],
      [['2026-11', 3, 1]],
    ])
  })
})

describe('coverage', () => {
  it('names the phonemes that lack a native, and those that lack any file', async () => {
    const { analytics: asked, add, addNative, sources } = await analytics()
    const coverage = () => asked.overview().coverage
    const [first, second] = [
      { phonemeId: aPhonemeId, ipaSymbol: 'iː' },
      { phonemeId: otherPhonemeId, ipaSymbol: 'ɪ' },
    ]
    const category = { categoryId: inventory.categoryId, name: 'Vowels', phonemes: 2 }
    expect(coverage()).toEqual([
      { ...category, withNative: 0, withFile: 0, withoutNative: [first, second], withoutFile: [first, second] },
    ])
    await add()
    const { source } = await addNative()
    expect(coverage()).toEqual([
      { ...category, withNative: 1, withFile: 1, withoutNative: [second], withoutFile: [second] },
    ])
    sources.reject(source.id, true, null)
    expect(coverage()).toMatchObject([{ withNative: 0, withFile: 1 }])
  })

  it('does not count a speaker who withdrew, nor an example', async () => {
    const { analytics: asked, add, addNative, catalog, clock } = await analytics()
    const { speaker } = await addNative()
    const now = clock().toISOString()
    const given = { textId: 'recording-consent@1', licence: 'CC0-1.0', givenAt: now, renewedAfter: null } as const
    const withdrawn = { ...given, withdrawnAt: now }
    catalog.write(() => catalog.speakers.setConsent(speaker.id, withdrawn, now))
    const consent = { ...withdrawn, withdrawnAt: null }
    const other = { ...speaker, id: v7(), code: 'ben-2', consent }
    catalog.write(() => catalog.speakers.insert(other))
    await add({ sourceType: 'native', context: 'word', voiceId: other.code, speakerId: other.id })
    expect(asked.overview().coverage).toMatchObject([{ withNative: 0, withFile: 0 }])
  })
})

it('quality is that of what the rule picks now: 100, 90, 80, or 0 without a file', async () => {
  const { analytics: asked, add, addNative } = await analytics()
  const scores = async () => (await asked.quality()).map(({ ipaSymbol, score }) => [ipaSymbol, score])
  await add({ sourceType: 'generated' })
  expect(await scores()).toEqual([
    ['iː', 80],
    ['ɪ', 0],
  ])
  await add({ phonemeId: otherPhonemeId })
  await addNative()
  expect(await scores()).toEqual([
    ['iː', 100],
    ['ɪ', 90],
  ])
})
