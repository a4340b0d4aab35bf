import { expect, it } from 'vitest'
import { migrate, versionOf } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'
import { aDatabase, at } from './a-database.ts'

it('the sixth migration keeps every speaker as it was, and takes no consent for one given again', () => {
  const db = aDatabase(5)
  db.exec(`
    INSERT INTO speakers (id, code, display_name, created_at, updated_at) VALUES ('t', 'ben-1', 'Ben', '${at}', '${at}');
    INSERT INTO speakers (id, code, display_name, consent_text, consent_licence, consent_given_at, consent_withdrawn_at,
      created_at, updated_at)
      VALUES ('u', 'cleo-1', 'Cleo', 'recording-consent@2', 'course', '${at}', '${at}', '${at}', '${at}');`)
  const speakers = () => db.prepare('SELECT * FROM speakers ORDER BY id').all() as object[]
  const before = speakers()

  migrate(db, migrations.slice(0, 6), () => {})

  expect(versionOf(db)).toBe(6)
  expect(speakers()).toEqual(before.map((row) => ({ ...row, consent_renewed_after: null })))
  expect(db.prepare('SELECT count(*) FROM withdrawals').pluck().get()).toBe(0)
  db.close()
})

it('from the sixth migration on a renewal is of a consent, and a withdrawal tells its sources', () => {
  const db = aDatabase(6)
  db.exec(`
    INSERT INTO speakers (id, code, display_name, created_at, updated_at) VALUES ('t', 'ben-1', 'Ben', '${at}', '${at}')`)
  db.exec(`UPDATE speakers SET consent_renewed_after = '${at}' WHERE id = 's'`)
  expect(() => db.exec(`UPDATE speakers SET consent_renewed_after = '${at}' WHERE id = 't'`)).toThrow(/CHECK/)
  expect(() => db.exec(`UPDATE speakers SET consent_renewed_after = 'once' WHERE id = 's'`)).toThrow(/CHECK/)

  const withdraw = (id: string, sources: string) =>
    db.exec(`INSERT INTO withdrawals VALUES ('${id}', 'anna-1', '${at}', '${at}', '${sources}')`)
  withdraw('s', '["a","b"]')
  expect(() => withdraw('s', '[]')).toThrow(/UNIQUE/)
  expect(() => withdraw('t', '{}')).toThrow(/CHECK/)
  db.close()
})
