import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { inspectCatalog } from '#studio/catalog/inspect-catalog.ts'
import type { Migration } from '#studio/catalog/migrate.ts'
import { migrate, versionOf } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { catalogIn, filledCatalog } from './a-catalog.ts'
import { killedCatalog } from './left-by-a-kill.ts'

describe('migrations', () => {
  it('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('make only STRICT tables', () => {
    const db = new Sqlite(':memory:')
    migrate(db, migrations, () => {})
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all()
    expect(loose).toEqual([])
    db.close()
  })

  it('change nothing at all when one of them fails', () => {
    const db = new Sqlite(':memory:')
    const good: Migration = { number: 1, name: 'good', sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT' }
    const bad: Migration = { number: 2, name: 'bad', sql: 'CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT; nonsense' }
    expect(() => migrate(db, [good, bad], () => {})).toThrow(/syntax/)
    expect(versionOf(db)).toBe(0)
    expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
    db.close()
  })

  it('refuse to leave a reference without its row, and keep the foreign keys on afterwards', () => {
    const db = new Sqlite(':memory:')
    const tables: Migration = {
      number: 1,
      name: 'tables',
      sql: 'CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE c (p INTEGER REFERENCES p (id)) STRICT; INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)',
    }
    migrate(db, [tables], () => {})
    const careless: Migration = { number: 2, name: 'careless', sql: 'DELETE FROM p' }
    expect(() => migrate(db, [tables, careless], () => {})).toThrow(/1 references/)
    expect(versionOf(db)).toBe(1)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
  })

  it('lay a backup aside before they touch a catalog that holds something', () => {
    const db = new Sqlite(':memory:')
    const first: Migration = { number: 1, name: 'first', sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT' }
    const second: Migration = { number: 2, name: 'second', sql: 'CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT' }
    const backedUpAt: number[] = []
    migrate(db, [first], () => backedUpAt.push(versionOf(db)))
    migrate(db, [first, second], () => backedUpAt.push(versionOf(db)))
    expect(backedUpAt).toEqual([1])
    db.close()
  })
})

describe('a catalog that must not be opened', () => {
  it('is refused when a newer version made it, and not changed', () => {
    const folder = temporaryFolder()
    catalogIn(folder).close()
    const file = join(folder, 'catalog.sqlite')
    const db = new Sqlite(file)
    db.pragma('user_version = 99')
    db.close()
    expect(() => catalogIn(folder)).toThrow(/newer Phoneme Studio .*version 99/)
    expect(() => inspectCatalog(file)).toThrow(/newer/)
    const after = new Sqlite(file, { readonly: true })
    expect(versionOf(after)).toBe(99)
    after.close()
  })

  it('is refused when it is no database, and left byte for byte as it is', () => {
    const folder = temporaryFolder()
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'catalog.sqlite')
    const garbage = Buffer.from('this is not a database, it is a letter to my aunt'.repeat(40))
    writeFileSync(file, garbage)
    expect(() => catalogIn(folder)).toThrow(/damaged .*left as it is/)
    expect(readFileSync(file)).toEqual(garbage)
    expect(readdirSync(folder)).toEqual(['catalog.sqlite'])
  })

  it('is refused when its pages are damaged, never quietly repaired', () => {
    const folder = temporaryFolder()
    catalogIn(folder).close()
    const file = join(folder, 'catalog.sqlite')
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8192, 8192 + 3 * 4096)
    writeFileSync(file, bytes)
    expect(() => catalogIn(folder)).toThrow(/damaged/)
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })
})

describe('catalog status', () => {
  it('finds a sound catalog sound', async () => {
    const catalog = filledCatalog(temporaryFolder())
    const status = await catalog.status()
    expect(status).toMatchObject({ healthy: true, integrity: [], foreignKeys: [], drift: [] })
    expect(status.migrations.every(({ applied }) => applied)).toBe(true)
    expect(status.schema.map(({ table }) => table)).toContain('audio_sources')
  })

  it('leaves nothing behind where nobody has the catalog open', () => {
    const folder = temporaryFolder()
    catalogIn(folder).close()
    expect(inspectCatalog(join(folder, 'catalog.sqlite')).healthy).toBe(true)
    expect(readdirSync(folder)).toEqual(['catalog.sqlite'])
  })

  it('changes neither the catalog that a kill left nor its log', () => {
    const { folder } = killedCatalog()
    const bytes = () => ['', '-wal'].map((end) => readFileSync(join(folder, `catalog.sqlite${end}`)).toString('hex'))
    const before = bytes()
    expect(inspectCatalog(join(folder, 'catalog.sqlite')).healthy).toBe(true)
    expect(bytes()).toEqual(before)
  })

  it('shows what is not applied yet, and calls that a fault', () => {
    const file = join(temporaryFolder(), 'catalog.sqlite')
    new Sqlite(file).exec('PRAGMA journal_mode = WAL; CREATE TABLE empty (id INTEGER); DROP TABLE empty').close()
    const { migrations: listed, healthy } = inspectCatalog(file)
    expect(listed).toEqual(migrations.map(({ number, name }) => ({ number, name, applied: false })))
    expect(healthy).toBe(false)
  })

  it('tells what somebody changed by hand', () => {
    const folder = temporaryFolder()
    catalogIn(folder).close()
    const file = join(folder, 'catalog.sqlite')
    const db = new Sqlite(file)
    db.exec('DROP INDEX sources_by_expiry; CREATE TABLE mine (id INTEGER); ALTER TABLE jobs ADD COLUMN note TEXT')
    db.close()
    const { healthy, drift } = inspectCatalog(file)
    expect(healthy).toBe(false)
    expect(drift).toEqual([
      'index sources_by_expiry is missing',
      'table mine was added by hand',
      'table jobs is not what the migrations make',
    ])
  })

  it('finds, while the studio has it open, a value that no studio would have let in', async () => {
    const folder = temporaryFolder()
    const catalog = filledCatalog(folder)
    const db = new Sqlite(join(folder, 'catalog.sqlite'))
    db.pragma('ignore_check_constraints = ON')
    db.prepare("INSERT INTO settings (key, value, updated_at) VALUES ('k', 'no JSON', 'today')").run()
    db.close()
    expect(await catalog.status()).toMatchObject({
      healthy: false,
      integrity: [expect.stringContaining('settings')],
    })
  })

  it('tells of a reference whose row is missing', () => {
    const folder = temporaryFolder()
    catalogIn(folder).close()
    const file = join(folder, 'catalog.sqlite')
    const db = new Sqlite(file)
    db.pragma('foreign_keys = OFF')
    db.prepare("INSERT INTO prompts (id, phoneme_id, context, text) VALUES ('p', 'gone', 'word', 'x')").run()
    db.close()
    expect(inspectCatalog(file)).toMatchObject({ healthy: false, foreignKeys: [expect.stringContaining('phonemes')] })
  })
})
