import * as fc from 'fast-check'
import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { ListedSource } from '#studio/catalog/listed-source.ts'
import { listedStatement } from '#studio/catalog/listed-source.ts'
import type { SourceOrder } from '#studio/catalog/source-page-statements.ts'
import { pageStatements, sourceOrders } from '#studio/catalog/source-page-statements.ts'
import type { SourceFilter, SourcePlace, SourceState } from '#studio/catalog/source-pages.ts'
import { createSourcePagesTable } from '#studio/catalog/source-pages.ts'
import { runs } from '#test/support/runs.ts'
import { aDatabase, at, planOf, sourceWriter, wholeReads } from './a-database.ts'

const times = { now: at, soon: '2026-11-09T10:00:00.000Z', unusedSince: '2026-10-03T10:00:00.000Z' }
const ages = [at, '2026-11-01T10:00:00.000Z', '2026-10-01T10:00:00.000Z', '2026-01-01T10:00:00.000Z']
const expiries = [null, at, '2026-10-20T10:00:00.000Z', '2026-11-05T10:00:00.000Z', '2027-01-01T10:00:00.000Z']
const states: SourceState[] = ['expired', 'expiring', 'unused', 'rejected', 'preferred', 'faulty']

const aRow = fc.record({
  phonemeId: fc.constantFrom('p0', 'p1'),
  type: fc.constantFrom('native' as const, 'tts' as const, 'generated' as const),
  voice: fc.constantFrom('v0', 'v1'),
  language: fc.constantFrom('en-US', 'en-GB'),
  made: fc.constantFrom(...ages),
  until: fc.constantFrom(...expiries),
  bytes: fc.constantFrom(1, 2, 3),
  plays: fc.constantFrom(0, 0, 1, 5),
  rejected: fc.boolean(),
  faulty: fc.boolean(),
})

type Row = typeof aRow extends fc.Arbitrary<infer R> ? R : never

const aSpan = fc.record({ from: fc.constantFrom(...ages.slice(1)), to: fc.constantFrom(...ages.slice(0, 3)) })

const oneFilter: fc.Arbitrary<SourceFilter> = fc.oneof(
  fc.record({ phonemeId: fc.constantFrom('p0', 'p1') }),
  fc.record({ categoryId: fc.constantFrom('c0', 'c1') }),
  fc.record({ speakerId: fc.constant('s') }),
  fc.record({ voiceId: fc.constantFrom('v0', 'anna-0', 'nobody') }),
  fc.record({ language: fc.constantFrom('en-US', 'en-GB') }),
  fc.record({ sourceType: fc.constantFrom('native' as const, 'tts' as const) }),
  ...Array.from({ length: 3 }, () => fc.record({ made: aSpan })),
  fc.record({
    text: fc.constantFrom({ phonemeIds: ['p0'], voiceIds: [] }, { phonemeIds: [], voiceIds: ['v1', 'anna-1'] }),
  }),
  ...Array.from({ length: 3 }, () => fc.record({ state: fc.constantFrom(...states) })),
)
/** None, one or two at once. */
const aFilter = fc.array(oneFilter, { maxLength: 2 }).map((filters): SourceFilter => Object.assign({}, ...filters))

interface Facts {
  rejected: boolean
  faulty: boolean
}

function fill(db: Database, rows: readonly Row[]): Map<string, Facts> {
  const insert = sourceWriter(db)
  const facts = new Map<string, Facts>()
  for (const [at, { plays, rejected, faulty, ...row }] of rows.entries()) {
    const id = `x${String(at).padStart(2, '0')}`
    const native = row.type === 'native'
    const own = {
      voice: native ? `anna-${at}` : row.voice,
      speaker: native ? 's' : null,
      until: native ? null : row.until,
    }
    insert({ ...row, ...own, id })
    db.prepare('UPDATE audio_cache SET usage_count = ? WHERE audio_source = ?').run(plays, id)
    if (plays > 0) db.prepare('UPDATE audio_cache SET last_accessed_at = ? WHERE audio_source = ?').run(ages[1], id)
    if (rejected) db.prepare('UPDATE audio_sources SET rejected_at = ? WHERE id = ?').run(ages[1], id)
    if (faulty) db.prepare("INSERT INTO file_checks VALUES (?, -1, 'file missing')").run(id)
    facts.set(id, { rejected, faulty })
  }
  db.exec(`UPDATE phonemes SET preferred_audio_source =
    (SELECT id FROM audio_sources WHERE phoneme_id = phonemes.id ORDER BY id LIMIT 1)`)
  return facts
}

/** The same said plainly, of one source. */
function passes(
  { source, cacheRecord, preferred }: ListedSource,
  facts: Facts | undefined,
  filter: SourceFilter,
): boolean {
  const { state, text, made, categoryId, ...columns } = filter
  const isIn: Record<SourceState, boolean> = {
    expired: source.cachedUntil !== null && source.cachedUntil <= times.now,
    expiring: source.cachedUntil !== null && source.cachedUntil > times.now && source.cachedUntil <= times.soon,
    unused: (cacheRecord.lastAccessedAt ?? cacheRecord.generatedAt) < times.unusedSince,
    rejected: facts?.rejected === true,
    preferred,
    faulty: facts?.faulty === true,
  }
  return (
    Object.entries(columns).every(([name, value]) => source[name as keyof typeof columns] === value) &&
    (categoryId === undefined || categoryId === (source.phonemeId === 'p0' ? 'c0' : 'c1')) &&
    (state === undefined || isIn[state]) &&
    (made === undefined || (source.createdAt >= made.from && source.createdAt <= made.to)) &&
    (text === undefined || text.phonemeIds.includes(source.phonemeId) || text.voiceIds.includes(source.voiceId))
  )
}

const never = '9999-12-31T23:59:59.999Z'
const valueOf: Record<SourceOrder, (listed: ListedSource) => string | number> = {
  newest: ({ source }) => source.createdAt,
  'most played': ({ cacheRecord }) => cacheRecord.usageCount,
  largest: ({ cacheRecord }) => cacheRecord.fileSizeBytes,
  'expires soonest': ({ source }) => source.cachedUntil ?? never,
}

function inOrder(order: SourceOrder, listed: readonly ListedSource[]): string[] {
  const up = order === 'expires soonest' ? 1 : -1
  return listed
    .toSorted((a, b) => {
      const [left, right] = [valueOf[order](a), valueOf[order](b)]
      return up * (left === right ? (a.source.id < b.source.id ? -1 : 1) : left < right ? -1 : 1)
    })
    .map(({ source }) => source.id)
}

describe('a page of sources', () => {
  it.each([
    ['gathered', { alongTheNewest: 100, else: 100 }],
    ['walked to', { alongTheNewest: 0, else: 0 }],
  ])('holds what passes every filter, in any order, each once over all pages, whether it is %s', (_, few) => {
    fc.assert(
      fc.property(
        fc.array(aRow, { minLength: 5, maxLength: 25 }),
        aFilter,
        fc.constantFrom(...sourceOrders),
        fc.integer({ min: 1, max: 6 }),
        (rows, filter, order, limit) => {
          const db = aDatabase()
          const facts = fill(db, rows)
          const table = createSourcePagesTable(db, few)
          const every = table.listed([...facts.keys()])
          const expected = inOrder(
            order,
            every.filter((one) => passes(one, facts.get(one.source.id), filter)),
          )
          const found: string[] = []
          let after: SourcePlace | null = null
          do {
            const page = table.page(filter, { order, after, limit, times })
            found.push(...page.rows.map(({ source }) => source.id))
            expect(page.total).toBe(expected.length)
            after = page.next
          } while (after !== null)
          expect(found).toEqual(expected)
          expect(table.count()).toBe(rows.length)
          db.close()
        },
      ),
      { numRuns: runs(250) },
    )
  })

  it('shows a source with its record, its phoneme, its speaker and whether it is preferred', () => {
    const db = aDatabase()
    sourceWriter(db)({ id: 'x', type: 'native', voice: 'anna-1', speaker: 's', bytes: 5 })
    db.exec("UPDATE phonemes SET preferred_audio_source = 'x' WHERE id = 'p0'")
    expect(createSourcePagesTable(db).listed(['gone', 'x'])).toMatchObject([
      {
        source: { id: 'x', voiceId: 'anna-1', metadata: {} },
        cacheRecord: { sourceId: 'x', fileSizeBytes: 5, generatedAt: at, lastAccessedAt: null, usageCount: 0 },
        ipaSymbol: 'iː',
        speakerName: 'Anna',
        preferred: true,
      },
    ])
    db.close()
  })

  it('counts no further than 10,001', { timeout: 60_000 }, () => {
    const db = aDatabase()
    const insert = sourceWriter(db)
    db.transaction(() => {
      for (let made = 0; made < 10_050; made += 1) insert({ id: `x${made}` })
    })()
    const table = createSourcePagesTable(db)
    const asked = { order: 'newest', after: null, limit: 1, times } as const
    expect([table.page({}, asked).total, table.page({ voiceId: 'v' }, asked).total, table.count()]).toEqual([
      10_001, 10_001, 10_050,
    ])
    db.close()
  })
})

describe('SQLite goes about it', () => {
  const named = (texts: Record<string, string>) => Object.entries(texts)

  it.each([...named(pageStatements.walk), ...named(pageStatements.newest)])(
    'in the order of an index, without sorting: %s',
    (_, sql) => {
      const db = aDatabase()
      const plan = planOf(db, sql)
      expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
      expect(wholeReads(plan)).toEqual([])
      db.close()
    },
  )

  const { countGathered, countWalk, countGroups, gather, count, sort } = pageStatements
  it.each([
    ...named(gather),
    ...named(count),
    ...named(sort),
    ...named({ countGathered, countWalk, countGroups, listedStatement }),
  ])('without reading a whole table: %s', (_, sql) => {
    const db = aDatabase()
    expect(wholeReads(planOf(db, sql))).toEqual([])
    db.close()
  })
})
