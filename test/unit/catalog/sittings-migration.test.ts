import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, versionOf } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'

const at = '2026-11-02T10:00:00.000Z'

function atVersionTwo() {
  const db = new Sqlite(':memory:')
  migrate(db, migrations.slice(0, 2), () => {})
  const take = `n', 'p', 'isolated', 's', 'takes/`
  db.exec(`
    INSERT INTO inventories VALUES ('i', 'English', 'en', 1, '${at}');
    INSERT INTO phoneme_categories VALUES ('c', 'i', 'Vowels', 'Nguyên âm', 'vowel', 0);
    INSERT INTO phonemes (id, inventory_id, category_id, ipa_symbol, spoken_text, position, created_at, updated_at)
      VALUES ('p', 'i', 'c', 'iː', 'sheep', 0, '${at}', '${at}');
    INSERT INTO prompts VALUES ('z', 'p', 'word', 'eat'), ('a', 'p', 'word', 'sheep');
    INSERT INTO speakers (id, code, display_name, created_at, updated_at) VALUES ('s', 'anna-1', 'Anna', '${at}', '${at}');
    INSERT INTO sessions (id, speaker_id, input, started_at) VALUES ('n', 's', '{}', '${at}');
    INSERT INTO takes (id, session_id, phoneme_id, context, speaker_id, path, sha256, file_size, sample_rate_hz, channel_count,
      frame_count, trim_start_frame, trim_end_frame, measurements, recorded_at, updated_at)
      VALUES
      ('t', '${take}t.wav', '${'a'.repeat(64)}', 44, 48000, 1, 900, 100, 800, '{}', '${at}', '${at}'),
      ('u', '${take}u.wav', '${'b'.repeat(64)}', 44, 48000, 1, 900, 0, 900, '{}', '${at}', '${at}');
  `)
  return db
}
const all = (db: Sqlite.Database, table: string) => db.prepare(`SELECT * FROM ${table}`).all() as object[]

it('the third migration keeps every row as it was, and takes the marks of old takes for those proposed', () => {
  const db = atVersionTwo()
  const [takes, sessions, phonemes, prompts] = ['takes', 'sessions', 'phonemes', 'prompts'].map((name) => all(db, name))

  migrate(db, migrations.slice(0, 3), () => {})

  expect(versionOf(db)).toBe(3)
  expect(all(db, 'takes')).toEqual([
    { ...takes?.[0], proposed_trim_start_frame: 100, proposed_trim_end_frame: 800 },
    { ...takes?.[1], proposed_trim_start_frame: 0, proposed_trim_end_frame: 900 },
  ])
  expect(all(db, 'sessions')).toEqual(sessions?.map((row) => ({ ...row, sitting_id: null, sound_check: null })))
  expect(all(db, 'phonemes')).toEqual(phonemes?.map((row) => ({ ...row, mouth_picture: null })))
  expect(all(db, 'prompts')).toEqual(prompts?.map((row, position) => ({ ...row, position })))
  db.close()
})

it('from the third migration on a prompt stands in a sitting once, and marks lie within their take', () => {
  const db = atVersionTwo()
  migrate(db, migrations.slice(0, 3), () => {})
  db.exec(`INSERT INTO sittings VALUES ('x', 's', 'Vowels', 'one-key', 0, '${at}', NULL, '${at}')`)
  const ask = (position: number, promptId: string) =>
    db.exec(`INSERT INTO sitting_prompts VALUES ('x', ${position}, '${promptId}', 'p', 'word', 'eat', 3, NULL, NULL)`)
  ask(0, 'z')
  ask(1, 'a')
  expect(() => ask(2, 'z')).toThrow(/UNIQUE/)
  expect(() => db.exec("UPDATE sitting_prompts SET skip_reason = 'tired'")).toThrow(/CHECK/)
  expect(() => db.exec('UPDATE takes SET proposed_trim_end_frame = 901')).toThrow(/CHECK/)
  expect(() => db.exec("UPDATE sessions SET sound_check = '[]'")).toThrow(/CHECK/)
  expect(() => db.exec("UPDATE phonemes SET mouth_picture = '1'")).toThrow(/CHECK/)
  expect(() => db.exec("UPDATE sessions SET sitting_id = 'gone'")).toThrow(/FOREIGN KEY/)
  // What was asked stays, also when the inventory has it no more.
  db.exec("DELETE FROM prompts WHERE id = 'z'")
  expect(all(db, 'sitting_prompts')).toHaveLength(2)
  db.close()
})
