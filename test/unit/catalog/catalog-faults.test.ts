import { closeSync, openSync, rmSync, statfsSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CatalogFault } from '#studio/catalog/catalog-fault.ts'
import { catalogFaultOf } from '#studio/catalog/declare-faults.ts'
import { aSource } from '#test/builders.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { catalogIn, filledCatalog } from './a-catalog.ts'
import { catalogFile, closedCatalog } from './left-by-a-kill.ts'
import { aSmallDisk, smallDisks } from './small-disk.ts'

function faultOf(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('nothing went wrong')
}

function fill(folder: string): string {
  const ballast = join(folder, 'ballast')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(ballast, Buffer.alloc(bavail * bsize))
  return ballast
}

describe.skipIf(!smallDisks())('on a full disk', () => {
  it('a write says so, changes nothing, and works again once there is room', () => {
    const folder = aSmallDisk(2_097_152)
    const catalog = filledCatalog(folder)
    const ballast = fill(folder)
    let written = 0
    const fault = faultOf(() => {
      for (;;) {
        catalog.write(() => {
          catalog.sources.insert(aSource({ metadata: { note: 'x'.repeat(20_000) } }))
        })
        written += 1
      }
    })
    expect(fault).toBeInstanceOf(CatalogFault)
    expect(fault).toMatchObject({ code: 'DISK_FULL', message: expect.stringMatching(/is full.*Nothing was changed/) })
    expect(catalog.sources.count()).toBe(written)
    rmSync(ballast)
    catalog.write(() => catalog.sources.insert(aSource({})))
    expect(catalog.sources.count()).toBe(written + 1)
  })

  it('a start says so', () => {
    const folder = aSmallDisk(2_097_152)
    filledCatalog(folder).close()
    fill(folder)
    expect(faultOf(() => catalogIn(folder))).toMatchObject({ name: 'CatalogFault', code: 'DISK_FULL' })
  })
})

describe('a catalog that is damaged while it is open', () => {
  /** Open, and with nothing of it held in memory: another connection has changed it since. */
  function openAndForgotten() {
    const folder = closedCatalog()
    const catalog = catalogIn(folder)
    onTestFinished(() => catalog.close())
    const file = join(folder, catalogFile)
    const db = new Sqlite(file)
    db.exec('VACUUM')
    db.pragma('wal_checkpoint(TRUNCATE)')
    onTestFinished(() => void db.close())
    return { catalog, file }
  }

  it('says so to whoever reads or writes', () => {
    const { catalog, file } = openAndForgotten()
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(60 * 4096, 0xff), 0, undefined, 4096)
    closeSync(handle)
    expect(faultOf(() => catalog.sources.all())).toMatchObject({ name: 'CatalogFault', code: 'CATALOG_CORRUPT' })
    expect(faultOf(() => catalog.write(() => catalog.sources.insert(aSource({}))))).toMatchObject({
      name: 'CatalogFault',
      code: 'CATALOG_CORRUPT',
    })
  })

  it('says so where its end is cut off', () => {
    const { catalog, file } = openAndForgotten()
    truncateSync(file, 8192)
    expect(faultOf(() => catalog.sources.all())).toBeInstanceOf(CatalogFault)
  })
})

describe("SQLite's faults", () => {
  it.each([
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
    ['SQLITE_IOERR', 'CATALOG_UNREADABLE'],
    ['SQLITE_IOERR_FSYNC', 'CATALOG_UNREADABLE'],
    ['SQLITE_READONLY', 'CATALOG_UNREADABLE'],
    ['SQLITE_READONLY_DBMOVED', 'CATALOG_UNREADABLE'],
    ['SQLITE_CANTOPEN', 'CATALOG_UNREADABLE'],
    ['SQLITE_BUSY', 'CATALOG_UNREADABLE'],
    ['SQLITE_CORRUPT_INDEX', 'CATALOG_CORRUPT'],
    ['SQLITE_NOTADB', 'CATALOG_CORRUPT'],
  ])('%s is the fault %s', (code, expected) => {
    const error = new Sqlite.SqliteError('it went wrong', code)
    expect(catalogFaultOf(error, 'c.sqlite')).toMatchObject({ name: 'CatalogFault', code: expected, cause: error })
  })

  it('that a constraint raises stay what they are', () => {
    const catalog = filledCatalog(temporaryFolder())
    const source = aSource({})
    catalog.write(() => catalog.sources.insert(source))
    expect(faultOf(() => catalog.write(() => catalog.sources.insert(source)))).toMatchObject({
      code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
    })
  })
})
