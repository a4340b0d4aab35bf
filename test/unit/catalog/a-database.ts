import Sqlite from 'better-sqlite3'
import { migrate } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'

export const at = '2026-11-02T10:00:00.000Z'

/** Two phonemes of two categories, and a speaker, as bare rows; `to` is the last migration. */
export function aDatabase(to = migrations.length) {
  const db = new Sqlite(':memory:')
  migrate(db, migrations.slice(0, to), () => {})
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

export interface BareSource {
  id: string
  phonemeId: string
  type: string
  voice: string
  speaker: string | null
  language: string
  until: string | null
  bytes: number
  made: string
}

/** A source with its cache record, and nothing else of the catalog's own ways. */
export function sourceWriter(db: Sqlite.Database): (row: Partial<BareSource> & { id: string }) => void {
  const source = db.prepare(`
    INSERT INTO audio_sources (id, phoneme_id, source_type, voice_id, speaker_id, language, cached_until, created_at, updated_at)
    VALUES (@id, @phonemeId, @type, @voice, @speaker, @language, @until, @made, @made)`)
  const record = db.prepare(
    'INSERT INTO audio_cache (audio_source, file_size, generated_at) VALUES (@id, @bytes, @made)',
  )
  const usual = { phonemeId: 'p0', type: 'tts', voice: 'v', speaker: null, language: 'en-US', until: null }
  return (fields) => {
    const { bytes, ...row } = { ...usual, bytes: 1, made: at, ...fields }
    source.run(row)
    record.run({ id: row.id, made: row.made, bytes })
  }
}

/** How SQLite goes about a statement, a line a step; any parameters will do. */
export function planOf(db: Sqlite.Database, sql: string): string[] {
  const names = new Set([...sql.matchAll(/@(\w+)/g)].map(([, name]) => name ?? ''))
  const given = names.size > 0 ? [Object.fromEntries([...names].map((name) => [name, 1]))] : []
  const positional = [...sql.matchAll(/\?/g)].map(() => 1)
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
  return plan.all(...given, ...positional).map(({ detail }) => detail)
}

const keptTotals = /^SCAN (source_groups|phoneme_totals|\(subquery-\d+\)|\w+ VIRTUAL TABLE)/

/** The steps that read a whole table. Totals are kept small, and a list that is given is as long as it is. */
export function wholeReads(plan: readonly string[]): string[] {
  return plan.filter(
    (step) => step.startsWith('SCAN') && !/USING (COVERING )?INDEX/.test(step) && !keptTotals.test(step),
  )
}
