import Sqlite from 'better-sqlite3'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFiguresTable, figureStatements } from '#studio/catalog/figures.ts'
import { migrate } from '#studio/catalog/migrate.ts'
import { voicesAndFigures } from '#studio/catalog/migrations/004-voices-and-figures.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'

const at = '2026-11-02T10:00:00.000Z'
const upToFour = [...migrations.filter(({ number }) => number < 4), voicesAndFigures]

/** Two phonemes of two categories, and a speaker. */
function aDatabase(to = upToFour) {
  const db = new Sqlite(':memory:')
  migrate(db, to, () => {})
  db.exec(`
    INSERT INTO inventories VALUES ('i', 'English', 'en', 1, '${at}');
    INSERT INTO phoneme_categories VALUES ('c0', 'i', 'Vowels', 'Nguyên âm', 'vowel', 0);
    INSERT INTO phoneme_categories VALUES ('c1', 'i', 'Consonants', 'Phụ âm', 'consonant', 1);
    INSERT INTO phonemes (id, inventory_id, category_id, ipa_symbol, spoken_text, position, created_at, updated_at)
      VALUES ('p0', 'i', 'c0', 'iː', 'sheep', 0, '${at}', '${at}'), ('p1', 'i', 'c1', 'θ', 'think', 1, '${at}', '${at}');
    INSERT INTO speakers (id, code, display_name, consent_text, consent_licence, consent_given_at, created_at, updated_at)
      VALUES ('s', 'anna-1', 'Anna', 'recording-consent@2', 'CC0-1.0', '${at}', '${at}', '${at}');`)
  return db
}

const insertSource = (db: Sqlite.Database) => {
  const source = db.prepare(`
    INSERT INTO audio_sources (id, phoneme_id, source_type, voice_id, speaker_id, language, cached_until, created_at, updated_at)
    VALUES (@id, @phonemeId, @type, @voice, @speaker, @language, @until, @made, @made)`)
  const record = db.prepare(
    'INSERT INTO audio_cache (audio_source, file_size, generated_at) VALUES (@id, @bytes, @made)',
  )
  return (row: Record<string, unknown>) => {
    source.run(row)
    record.run(row)
  }
}

const anAct = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    phonemeId: fc.constantFrom('p0', 'p1'),
    type: fc.constantFrom('native', 'tts', 'generated'),
    voice: fc.constantFrom('v0', 'v1', 'v2'),
    language: fc.constantFrom('en-US', 'en-GB'),
    bytes: fc.nat(100_000),
    made: fc.constantFrom(at, '2026-10-31T23:59:59.999Z', '2025-01-13T00:00:00.000Z'),
  }),
  fc.record({ kind: fc.constant('play' as const), which: fc.nat(30) }),
  fc.record({ kind: fc.constant('delete' as const), which: fc.nat(30) }),
)

it('whatever comes, is played and goes, the kept totals are those that counting every row gives', () => {
  fc.assert(
    fc.property(fc.array(anAct, { maxLength: 40 }), (acts) => {
      const db = aDatabase()
      const insert = insertSource(db)
      const play = db.prepare('UPDATE audio_cache SET usage_count = usage_count + 1 WHERE audio_source = ?')
      const remove = db.prepare('DELETE FROM audio_sources WHERE id = ?')
      let made = 0
      for (const act of acts) {
        if (act.kind === 'play') play.run(`x${act.which}`)
        else if (act.kind === 'delete') remove.run(`x${act.which}`)
        else {
          const native = act.type === 'native'
          // A speaker has one native of a phoneme.
          const voice = native ? `anna-${made}` : act.voice
          insert({ ...act, id: `x${made}`, voice, speaker: native ? 's' : null, until: null })
          made += 1
        }
      }
      const kept = db.prepare('SELECT * FROM source_totals WHERE sources > 0 ORDER BY dimension, key').all()
      const counted = db
        .prepare(`
          SELECT dimension, key, count(*) AS sources, sum(file_size) AS bytes, sum(usage_count) AS plays,
            sum(unixepoch(generated_at)) AS made_seconds
          FROM audio_cache JOIN source_dimensions USING (audio_source) GROUP BY dimension, key ORDER BY dimension, key`)
        .all()
      expect(kept).toEqual(counted)
      db.close()
    }),
    { numRuns: 60 },
  )
})

it('the fourth migration counts what an older catalog holds already, and lets nothing wait that names no voice', () => {
  const db = aDatabase(upToFour.slice(0, 3))
  insertSource(db)({
    id: 'x',
    phonemeId: 'p0',
    type: 'tts',
    voice: 'v',
    speaker: null,
    language: 'en-US',
    until: null,
    bytes: 500,
    made: at,
  })
  db.exec(`INSERT INTO jobs (id, kind, state, created_at) VALUES ('j', 'speak', 'waiting', '${at}')`)
  migrate(db, upToFour, () => {})
  const figures = createFiguresTable(db)
  expect(figures.all()).toEqual({ key: '', sources: 1, bytes: 500, plays: 0, madeSeconds: Date.parse(at) / 1000 })
  expect(figures.by('category')).toMatchObject([{ key: 'c0', sources: 1 }])
  expect(db.prepare('SELECT state, ended_at FROM jobs').get()).toEqual({ state: 'cancelled', ended_at: at })
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
  const parameters = [...sql.matchAll(/\?/g)].map(() => 1)
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
  const details = plan.map(({ detail }) => detail)
  // The inventories are one or two; everything else must be searched.
  const slow = details.filter(
    (detail) =>
      /TEMP B-TREE/.test(detail) ||
      (detail.startsWith('SCAN') && !/USING (COVERING )?INDEX|SUBQUERY|^SCAN \(/.test(detail)),
  )
  expect(slow).toEqual([])
  db.close()
})

it('most played, unused and expiring come in their order, and a source never played counts from its making', () => {
  const db = aDatabase()
  const insert = insertSource(db)
  const row = { phonemeId: 'p0', type: 'tts', speaker: null, language: 'en-US', bytes: 1 }
  insert({ ...row, id: 'old', voice: 'a', made: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' })
  insert({ ...row, id: 'new', voice: 'b', made: at, until: '2026-12-02T10:00:00.000Z' })
  insert({ ...row, id: 'loved', voice: 'c', made: '2026-01-01T00:00:00.000Z', until: null })
  db.exec(`UPDATE audio_cache SET usage_count = 3, last_accessed_at = '${at}' WHERE audio_source = 'loved'`)
  const figures = createFiguresTable(db)
  expect(figures.mostPlayed(10).map(({ sourceId }) => sourceId)).toEqual(['loved'])
  expect(figures.unplayedSince('2026-10-03T00:00:00.000Z', 10).map(({ sourceId }) => sourceId)).toEqual(['old'])
  expect(figures.countUnplayedSince('2026-10-03T00:00:00.000Z')).toBe(1)
  expect(figures.expiringBy('2026-12-31T00:00:00.000Z', 10)).toEqual(['old', 'new'])
  expect([...figures.removable()].map(({ sourceId }) => sourceId)).toEqual(['old', 'loved', 'new'])
  db.close()
})
