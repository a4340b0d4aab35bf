import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFiguresTable, figureStatements, sumBy } from '#studio/catalog/figures.ts'
import { migrate } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'
import { aDatabase, at, planOf, sourceWriter, wholeReads } from './a-database.ts'

const anInsert = fc.record({
  kind: fc.constant('insert' as const),
  phonemeId: fc.constantFrom('p0', 'p1'),
  type: fc.constantFrom('native', 'tts', 'generated'),
  voice: fc.constantFrom('v0', 'v1', 'v2'),
  language: fc.constantFrom('en-US', 'en-GB'),
  bytes: fc.nat(100_000),
  made: fc.constantFrom(at, '2026-10-31T23:59:59.999Z', '2025-01-13T00:00:00.000Z'),
})
const aLaterAct = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('play' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), category: fc.constantFrom('c0', 'c1') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), phonemeId: fc.constant('p1') }) },
  { weight: 2, arbitrary: anInsert },
)
/** What there is to begin with, and what becomes of it. */
const someActs = fc
  .tuple(fc.array(anInsert, { minLength: 3, maxLength: 10 }), fc.array(aLaterAct, { minLength: 5, maxLength: 20 }))
  .map(([first, later]) => [...first, ...later])

it('whatever comes, is played, moves and goes, the kept totals are those that counting every row gives', () => {
  fc.assert(
    fc.property(someActs, (acts) => {
      const db = aDatabase()
      const insert = sourceWriter(db)
      const hasPhoneme = db.prepare('SELECT 1 FROM phonemes WHERE id = ?').pluck()
      const play = db.prepare('UPDATE audio_cache SET usage_count = usage_count + 1 WHERE audio_source = ?')
      const remove = db.prepare('DELETE FROM audio_sources WHERE id = ?')
      let made = 0
      for (const act of acts) {
        if (act.kind === 'play') play.run(`x${act.which}`)
        else if (act.kind === 'delete') remove.run(`x${act.which}`)
        else if (act.kind === 'move')
          db.prepare("UPDATE phonemes SET category_id = ? WHERE id = 'p0'").run(act.category)
        else if (act.kind === 'forget') db.prepare('DELETE FROM phonemes WHERE id = ?').run(act.phonemeId)
        else if (hasPhoneme.get(act.phonemeId) !== undefined) {
          const native = act.type === 'native'
          // A speaker has one native of a phoneme.
          insert({ ...act, id: `x${made}`, voice: native ? `anna-${made}` : act.voice, speaker: native ? 's' : null })
          made += 1
        }
      }
      const all = `FROM audio_cache JOIN audio_sources ON audio_sources.id = audio_source
        JOIN phonemes ON phonemes.id = phoneme_id`
      const amounts = 'count(*) AS sources, sum(audio_cache.file_size) AS bytes, sum(usage_count) AS plays'
      const figures = createFiguresTable(db)
      const byKey = (column: string) =>
        db.prepare(`SELECT ${column} AS key, ${amounts} ${all} GROUP BY key ORDER BY key`).all()
      expect(figures.by('type')).toEqual(byKey('source_type'))
      expect(figures.by('voice')).toEqual(byKey('voice_id'))
      expect(figures.by('language')).toEqual(byKey('language'))
      expect(figures.by('month')).toEqual(byKey('substr(generated_at, 1, 7)'))
      expect(figures.by('speaker')).toEqual(byKey('speaker_id').filter((row) => (row as { key: unknown }).key !== null))
      expect(figures.by('phoneme')).toEqual(byKey('phoneme_id'))
      expect(figures.by('category')).toEqual(byKey('category_id'))
      const madeSeconds = figures.groups().reduce((sum, group) => sum + group.madeSeconds, 0)
      expect(madeSeconds).toBe(db.prepare(`SELECT coalesce(sum(unixepoch(generated_at)), 0) ${all}`).pluck().get())
      expect(figures.groups().filter(({ sources }) => sources === 0)).toEqual([])
      db.close()
    }),
    { numRuns: 60 },
  )
})

it('the fourth migration lets nothing wait that names no voice; the fifth counts what an older catalog holds already', () => {
  const db = aDatabase(3)
  sourceWriter(db)({ id: 'x', bytes: 500 })
  db.exec(`INSERT INTO jobs (id, kind, state, created_at) VALUES ('j', 'speak', 'waiting', '${at}')`)
  migrate(db, migrations, () => {})
  const figures = createFiguresTable(db)
  expect(figures.groups()).toEqual([
    {
      month: '2026-11',
      type: 'tts',
      voice: 'v',
      speaker: '',
      language: 'en-US',
      sources: 1,
      bytes: 500,
      plays: 0,
      madeSeconds: Date.parse(at) / 1000,
    },
  ])
  expect(figures.by('category')).toMatchObject([{ key: 'c0', sources: 1 }])
  expect(db.prepare('SELECT * FROM phoneme_totals').all()).toEqual([
    { phoneme_id: 'p0', sources: 1, bytes: 500, plays: 0, native: 0, tts: 1, generated: 0 },
  ])
  expect(db.prepare('SELECT state, ended_at FROM jobs').get()).toEqual({ state: 'cancelled', ended_at: at })
  db.close()
})

it('the fifth migration keeps every source and every play', () => {
  const db = aDatabase(4)
  const insert = sourceWriter(db)
  insert({ id: 'x', until: '2026-12-02T10:00:00.000Z' })
  insert({ id: 'y', phonemeId: 'p1', voice: 'w' })
  db.exec("UPDATE audio_cache SET usage_count = 7 WHERE audio_source = 'y'")
  const all = (table: string) => db.prepare(`SELECT * FROM ${table}`).all() as { cached_until: string | null }[]
  const [sources, records] = [all('audio_sources'), all('audio_cache')]
  migrate(db, migrations.slice(0, 5), () => {})
  const never = '9999-12-31T23:59:59.999Z'
  expect(all('audio_sources')).toEqual(sources.map((row) => ({ ...row, expires_at: row.cached_until ?? never })))
  expect(all('audio_cache')).toEqual(records)
  expect(createFiguresTable(db).by('voice')).toMatchObject([
    { key: 'v', plays: 0 },
    { key: 'w', plays: 7 },
  ])
  db.close()
})

it('what a source counts under never changes behind the totals', () => {
  const db = aDatabase()
  sourceWriter(db)({ id: 'x' })
  expect(() => db.exec("UPDATE audio_sources SET language = 'en-GB'")).toThrow(/never changes/)
  db.exec("UPDATE audio_sources SET language = 'en-US', metadata = '{}'")
  db.close()
})

it('one clip waits or runs once: a second job for it is refused by the catalog itself', () => {
  const db = aDatabase()
  const put = (id: string, state: string) =>
    db.exec(`INSERT INTO jobs (id, kind, state, phoneme_id, voice_id, source_type, created_at)
      VALUES ('${id}', 'speak', '${state}', 'p0', 'v', 'tts', '${at}')`)
  put('a', 'done')
  put('b', 'waiting')
  expect(() => put('c', 'running')).toThrow(/UNIQUE/)
  db.close()
})

it.each(Object.entries(figureStatements))('%s is answered along an index, without sorting', (_, sql) => {
  const db = aDatabase()
  const plan = planOf(db, sql)
  expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
  expect(wholeReads(plan)).toEqual([])
  db.close()
})

it('most played, unused and expiring come in their order, and a source never played counts from its making', () => {
  const db = aDatabase()
  const insert = sourceWriter(db)
  insert({ id: 'old', voice: 'a', made: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' })
  insert({ id: 'new', voice: 'b', made: at, until: '2026-12-02T10:00:00.000Z' })
  insert({ id: 'loved', voice: 'c', made: '2026-01-01T00:00:00.000Z' })
  db.exec(`UPDATE audio_cache SET usage_count = 3, last_accessed_at = '${at}' WHERE audio_source = 'loved'`)
  const figures = createFiguresTable(db)
  expect(figures.mostPlayed(10).map(({ sourceId }) => sourceId)).toEqual(['loved'])
  expect(figures.unplayedSince('2026-10-03T00:00:00.000Z', 10).map(({ sourceId }) => sourceId)).toEqual(['old'])
  expect(figures.countUnplayedSince('2026-10-03T00:00:00.000Z')).toBe(1)
  expect(figures.expiringBy('2026-12-31T00:00:00.000Z', 10)).toEqual(['old', 'new'])
  expect(figures.countExpiringBy('2026-02-01T00:00:00.000Z')).toBe(1)
  db.close()
})

it('the removable come a page at a time, the least recently played first, without natives and preferred ones', () => {
  const db = aDatabase()
  const insert = sourceWriter(db)
  for (const id of ['a', 'b', 'c']) insert({ id, voice: id })
  insert({ id: 'old', made: '2026-01-01T00:00:00.000Z' })
  insert({ id: 'loved', made: '2026-01-01T00:00:00.000Z', voice: 'd' })
  insert({ id: 'anna', type: 'native', voice: 'anna-1', speaker: 's' })
  db.exec("UPDATE phonemes SET preferred_audio_source = 'loved' WHERE id = 'p0'")
  const figures = createFiguresTable(db)
  const first = figures.removable(null, 2)
  expect(first.map(({ sourceId }) => sourceId)).toEqual(['old', 'a'])
  const [, last = null] = first
  expect(figures.removable(last, 10).map(({ sourceId }) => sourceId)).toEqual(['b', 'c'])
  db.close()
})

it('groups add up by what they are asked for, in the order of its names', () => {
  const group = { type: 'tts', speaker: '', month: '2026-11', bytes: 10, madeSeconds: 0 }
  const groups = [
    { ...group, voice: 'w', language: 'en-US', sources: 1, plays: 5 },
    { ...group, voice: 'v', language: 'en-US', sources: 2, plays: 0 },
    { ...group, voice: 'w', language: 'en-GB', sources: 4, plays: 1 },
  ]
  expect(sumBy(groups, 'voice')).toEqual([
    { key: 'v', sources: 2, bytes: 10, plays: 0 },
    { key: 'w', sources: 5, bytes: 20, plays: 6 },
  ])
  expect(sumBy(groups, 'speaker')).toEqual([])
})
