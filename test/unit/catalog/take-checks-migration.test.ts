import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, versionOf } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'

const at = '2026-11-02T10:00:00.000Z'

it('the second migration keeps every take as it was, unchecked, and takes only an object as a check', () => {
  const db = new Sqlite(':memory:')
  migrate(db, migrations.slice(0, 1), () => {})
  db.exec(`
    INSERT INTO inventories VALUES ('i', 'English', 'en', 1, '${at}');
    INSERT INTO phoneme_categories VALUES ('c', 'i', 'Vowels', 'Nguyên âm', 'vowel', 0);
    INSERT INTO phonemes (id, inventory_id, category_id, ipa_symbol, spoken_text, position, created_at, updated_at)
      VALUES ('p', 'i', 'c', 'iː', 'sheep', 0, '${at}', '${at}');
    INSERT INTO speakers (id, code, display_name, created_at, updated_at) VALUES ('s', 'anna-1', 'Anna', '${at}', '${at}');
    INSERT INTO sessions (id, speaker_id, input, started_at) VALUES ('n', 's', '{}', '${at}');
    INSERT INTO takes (id, session_id, phoneme_id, context, speaker_id, path, sha256, file_size, sample_rate_hz, channel_count,
      frame_count, trim_start_frame, trim_end_frame, measurements, recorded_at, updated_at)
      VALUES ('t', 'n', 'p', 'isolated', 's', 'takes/t.wav', '${'a'.repeat(64)}', 44, 48000, 1, 0, 0, 0, '{}', '${at}', '${at}');
  `)
  const before = db.prepare('SELECT * FROM takes').all() as object[]

  migrate(db, migrations.slice(0, 2), () => {})

  expect(versionOf(db)).toBe(2)
  expect(db.prepare('SELECT * FROM takes').all()).toEqual(before.map((take) => ({ ...take, checked: null })))
  expect(() => db.exec("UPDATE takes SET checked = '[]'")).toThrow(/CHECK/)
  db.exec(`UPDATE takes SET checked = '{"verdict":"good"}'`)
  db.close()
})
