import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CatalogFault } from '#studio/catalog/catalog-fault.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { catalogIn } from './a-catalog.ts'
import { catalogFile, closedCatalog, everyByte, killedCatalog } from './left-by-a-kill.ts'

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

function expectRefused(folder: string, message: RegExp): void {
  const before = everyByte(folder)
  expect(() => catalogIn(folder)).toThrow(message)
  expect(() => catalogIn(folder)).toThrow(CatalogFault)
  // Compared by name first: a difference of bytes would print the whole file.
  const after = everyByte(folder)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const [name, bytes] of Object.entries(before)) expect(after[name] === bytes, `${name} is as it was`).toBe(true)
}

describe('a refused catalog, its log and its index stay byte for byte', () => {
  it('when its pages are damaged and a kill left a log beside it', () => {
    const { folder } = killedCatalog()
    expect(statSync(join(folder, 'catalog.sqlite-wal')).size).toBeGreaterThan(0)
    overwrite(join(folder, catalogFile), 5 * 4096, Buffer.alloc(20 * 4096, 0xff))
    expectRefused(folder, /damaged .*left as it is/)
  })

  it('when a newer version made it and was killed', () => {
    const newer = closedCatalog()
    const db = new Sqlite(join(newer, catalogFile))
    db.pragma('user_version = 99')
    const folder = temporaryFolder()
    cpSync(newer, folder, { recursive: true })
    db.close()
    expectRefused(folder, /newer Phoneme Studio .*version 99/)
  })

  it('when its header is damaged and nothing stands beside it', () => {
    const folder = closedCatalog()
    overwrite(join(folder, catalogFile), 0, Buffer.alloc(100, 0xff))
    expectRefused(folder, /damaged/)
  })

  it('when somebody dropped a table of it: it says which', () => {
    const folder = closedCatalog()
    const db = new Sqlite(join(folder, catalogFile))
    db.exec('DROP TABLE jobs; ALTER TABLE speakers DROP COLUMN year_of_birth')
    db.close()
    expectRefused(folder, /damaged \(speakers\.year_of_birth is missing; table jobs is missing\).*"backups" folder/)
  })

  it('when a table of it was rebuilt so that no statement fits it', () => {
    const folder = closedCatalog()
    const db = new Sqlite(join(folder, catalogFile))
    db.exec('DROP TABLE settings; CREATE TABLE settings (key TEXT, value TEXT NOT NULL, updated_at TEXT NOT NULL)')
    db.close()
    expectRefused(folder, /damaged \(settings\.key \(primary key\) is missing\)/)
  })

  it('when a trigger was added to it by hand that no statement can be prepared with', () => {
    const folder = closedCatalog()
    const db = new Sqlite(join(folder, catalogFile))
    db.exec('CREATE TRIGGER mine AFTER INSERT ON jobs BEGIN INSERT INTO gone VALUES (1); END')
    db.close()
    expectRefused(folder, /damaged \(trigger mine was added by hand\)/)
  })

  it('when it is a database of some other program', () => {
    const folder = temporaryFolder()
    const db = new Sqlite(join(folder, catalogFile))
    db.exec('CREATE TABLE letters (to_whom TEXT)')
    db.close()
    expectRefused(folder, /letters.*no catalog/)
  })

  it('when another program was killed in the middle of changing it', () => {
    const folder = temporaryFolder()
    const place = closedCatalog()
    const db = new Sqlite(join(place, catalogFile))
    db.pragma('journal_mode = DELETE')
    db.pragma('user_version = 99')
    db.pragma('cache_size = 1')
    db.exec("BEGIN; UPDATE audio_sources SET metadata = '{}'")
    cpSync(place, folder, { recursive: true })
    db.exec('ROLLBACK')
    db.close()
    expect(readdirSync(folder)).toContain('catalog.sqlite-journal')
    expectRefused(folder, /newer Phoneme Studio/)
  })

  it('when a backup was put in its place and the log of the old one left beside it', () => {
    const { folder } = killedCatalog()
    const db = new Sqlite(join(closedCatalog(), catalogFile))
    const backup = join(temporaryFolder(), 'backup.sqlite')
    db.prepare('VACUUM INTO ?').run(backup)
    db.close()
    cpSync(backup, join(folder, catalogFile))
    expectRefused(folder, /log of another catalog.*catalog\.sqlite-wal/)
  })

  it('when only the log of a catalog is there, which a new catalog would erase', () => {
    const { folder } = killedCatalog()
    renameSync(join(folder, catalogFile), join(temporaryFolder(), catalogFile))
    expectRefused(folder, /log of another catalog/)
    writeFileSync(join(folder, catalogFile), '')
    expectRefused(folder, /log of another catalog/)
  })

  it('or the catalog opens with its newest commit: wherever the damage is', { timeout: 120_000 }, () => {
    const { folder: whole, newestSourceId } = killedCatalog()
    const size = statSync(join(whole, catalogFile)).size
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: size - 1 }),
        fc.uint8Array({ minLength: 1, maxLength: 6000 }),
        (at, noise) => {
          const folder = join(whole, '..', `${whole.split('/').at(-1)}-damaged`)
          cpSync(whole, folder, { recursive: true })
          try {
            overwrite(join(folder, catalogFile), at, noise.subarray(0, size - at))
            const before = everyByte(folder)
            try {
              const catalog = catalogIn(folder)
              const found = catalog.sources.get(newestSourceId)
              catalog.close()
              return found !== undefined
            } catch (error) {
              if (!(error instanceof CatalogFault)) throw error
              const after = everyByte(folder)
              return JSON.stringify(after) === JSON.stringify(before)
            }
          } finally {
            rmSync(folder, { recursive: true })
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a catalog that a kill left', () => {
  it('opens with what stood only in its log, and nothing of its examination stays', () => {
    const { folder, newestSourceId } = killedCatalog()
    const catalog = catalogIn(folder)
    expect(catalog.sources.get(newestSourceId)).toBeDefined()
    catalog.close()
    expect(readdirSync(folder).filter((name) => name !== 'backups')).toEqual([catalogFile])
  })

  it('opens where a kill came in the middle of its examination', () => {
    const { folder, newestSourceId } = killedCatalog()
    const examined = temporaryFolder()
    cpSync(folder, examined, { recursive: true })
    cpSync(examined, join(folder, 'catalog.sqlite-examined'), { recursive: true })
    const catalog = catalogIn(folder)
    expect(catalog.sources.get(newestSourceId)).toBeDefined()
    catalog.close()
    expect(readdirSync(folder)).toEqual([catalogFile])
  })

  it('loses nothing where a power cut tore the first page while the log, which still has it, was carried over', () => {
    const place = closedCatalog()
    const db = new Sqlite(join(place, catalogFile))
    const version = db.pragma('user_version', { simple: true })
    // Page 1 goes into the log.
    db.pragma(`user_version = ${version}`)
    db.exec('CREATE TABLE brief (id INTEGER); DROP TABLE brief')
    const folder = temporaryFolder()
    cpSync(place, folder, { recursive: true })
    db.close()
    const file = join(folder, catalogFile)
    overwrite(file, 0, Buffer.alloc(16, 0xff))
    const catalog = catalogIn(folder)
    expect(catalog.sources.count()).toBe(40)
    catalog.close()
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3')
  })
})
