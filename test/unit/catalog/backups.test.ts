import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { inspectCatalog } from '#studio/catalog/inspect-catalog.ts'
import { versionOf } from '#studio/catalog/migrate.ts'
import { migrations } from '#studio/catalog/migrations/index.ts'
import { bringUpToDate } from '#studio/catalog/open-database.ts'
import { aSource } from '#test/builders.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { catalogIn, filledCatalog } from './a-catalog.ts'
import { catalogFile, killedCatalog } from './left-by-a-kill.ts'
import { aSmallDisk, smallDisks } from './small-disk.ts'

const backupsIn = (folder: string) => readdirSync(join(folder, 'backups')).toSorted()

describe('the backup of a day', () => {
  it('holds what the catalog held, and is made once a day', async () => {
    const folder = temporaryFolder()
    let now = new Date('2026-11-02T23:30:00.000Z')
    const catalog = filledCatalog(folder, () => now)
    const early = aSource({})
    const late = aSource({})
    catalog.write(() => catalog.sources.insert(early))
    await catalog.backUp()
    catalog.write(() => catalog.sources.insert(late))
    await catalog.backUp()
    expect(backupsIn(folder)).toEqual(['catalog-2026-11-02.sqlite'])
    now = new Date('2026-11-03T00:10:00.000Z')
    await catalog.backUp()
    expect(backupsIn(folder)).toEqual(['catalog-2026-11-02.sqlite', 'catalog-2026-11-03.sqlite'])
    const sourcesOf = (name: string) => {
      const place = temporaryFolder()
      cpSync(join(folder, 'backups', name), join(place, catalogFile))
      expect(inspectCatalog(join(place, catalogFile)).healthy).toBe(true)
      const copy = catalogIn(place)
      const ids = copy.sources.all().map(({ id }) => id)
      copy.close()
      return ids.toSorted()
    }
    expect(sourcesOf('catalog-2026-11-02.sqlite')).toEqual([early.id])
    expect(sourcesOf('catalog-2026-11-03.sqlite')).toEqual([early.id, late.id].toSorted())
  })

  it('makes room for itself: the newest seven stay, and every copy of before a migration', async () => {
    const folder = temporaryFolder()
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    const days = ['20', '21', '22', '23', '24', '25', '26', '27'].map((day) => `catalog-2026-10-${day}.sqlite`)
    const others = ['catalog-v1-20260101T000000Z.sqlite', 'mine.sqlite']
    for (const name of [...days, ...others]) writeFileSync(join(backups, name), 'x')
    await filledCatalog(folder).backUp()
    expect(backupsIn(folder)).toEqual([...days.slice(2), 'catalog-2026-11-02.sqlite', ...others])
  })

  it('stays itself where a wrong clock named the others after days to come', async () => {
    const folder = temporaryFolder()
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    for (let day = 10; day < 20; day += 1) writeFileSync(join(backups, `catalog-2099-01-${day}.sqlite`), 'x')
    await filledCatalog(folder).backUp()
    expect(backupsIn(folder)).toContain('catalog-2026-11-02.sqlite')
    expect(backupsIn(folder)).toHaveLength(7)
  })

  it('clears away what a kill left of an earlier one', async () => {
    const folder = temporaryFolder()
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    const part = 'catalog-2026-11-01.sqlite.018f0000-0000-7000-8000-000000000001.part'
    for (const name of [part, `${part}-journal`]) writeFileSync(join(backups, name), 'x')
    await filledCatalog(folder).backUp()
    expect(backupsIn(folder)).toEqual(['catalog-2026-11-02.sqlite'])
  })

  it('does not keep the studio from writing meanwhile', async () => {
    const folder = temporaryFolder()
    const catalog = filledCatalog(folder)
    catalog.write(() => {
      for (let made = 0; made < 3000; made += 1) catalog.sources.insert(aSource({}))
    })
    const signal = { done: false }
    const backingUp = catalog.backUp().finally(() => (signal.done = true))
    let written = 0
    while (!signal.done) {
      catalog.write(() => catalog.sources.insert(aSource({})))
      written += 1
      await new Promise((resolve) => setImmediate(resolve))
    }
    await backingUp
    expect(written).toBeGreaterThan(1)
    expect(catalog.sources.count()).toBe(3000 + written)
    expect(inspectCatalog(join(folder, 'backups', 'catalog-2026-11-02.sqlite')).healthy).toBe(true)
  })

  it('says what kept it from being made, and leaves the catalog working', async () => {
    const folder = temporaryFolder()
    const catalog = filledCatalog(folder)
    writeFileSync(join(folder, 'backups'), 'no folder')
    await expect(catalog.backUp()).rejects.toMatchObject({ name: 'CatalogFault', code: 'CATALOG_UNREADABLE' })
    catalog.write(() => catalog.sources.insert(aSource({})))
    expect(catalog.sources.count()).toBe(1)
  })

  it.skipIf(!smallDisks())('leaves nothing half made on a disk that it fills', async () => {
    const folder = temporaryFolder()
    const catalog = filledCatalog(folder)
    catalog.write(() => {
      for (let made = 0; made < 200; made += 1) catalog.sources.insert(aSource({}))
    })
    const disk = aSmallDisk(65_536)
    symlinkSync(disk, join(folder, 'backups'))
    await expect(catalog.backUp()).rejects.toMatchObject({ name: 'CatalogFault', code: 'DISK_FULL' })
    expect(readdirSync(disk)).toEqual([])
  })

  it('takes the place of a damaged catalog as the message says', async () => {
    const { folder, newestSourceId } = killedCatalog()
    const before = catalogIn(folder)
    await before.backUp()
    before.close()
    const file = join(folder, catalogFile)
    writeFileSync(file, 'damaged beyond all reading')
    writeFileSync(`${file}-wal`, 'so is this')
    expect(() => catalogIn(folder)).toThrow(
      /move the file and what lies beside it .* put the newest copy from the "backups"/,
    )
    const aside = temporaryFolder()
    for (const name of [catalogFile, `${catalogFile}-wal`]) {
      cpSync(join(folder, name), join(aside, name))
      rmSync(join(folder, name))
    }
    renameSync(join(folder, 'backups', backupsIn(folder).at(-1) ?? ''), file)
    const after = catalogIn(folder)
    expect(after.sources.get(newestSourceId)).toBeDefined()
    after.close()
  })
})

describe('the copy of before a migration', () => {
  const next = {
    number: migrations.length + 1,
    name: 'next',
    sql: 'DROP TABLE waveforms; CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT',
  }

  it('is a whole catalog of the version before, with its rows', () => {
    const folder = temporaryFolder()
    const catalog = filledCatalog(folder)
    const source = aSource({})
    catalog.write(() => catalog.sources.insert(source))
    catalog.close()
    const db = new Sqlite(join(folder, catalogFile))
    bringUpToDate(db, [...migrations, next], join(folder, 'backups'))
    expect(versionOf(db)).toBe(next.number)
    db.close()
    const [name = '', ...more] = backupsIn(folder)
    expect(more).toEqual([])
    expect(name).toMatch(new RegExp(`^catalog-v${migrations.length}-\\d{8}T\\d{6}Z\\.sqlite$`))
    const place = temporaryFolder()
    cpSync(join(folder, 'backups', name), join(place, catalogFile))
    const copy = catalogIn(place)
    expect(copy.sources.get(source.id)).toMatchObject({ id: source.id })
    copy.close()
  })

  it('must be there before anything is migrated', () => {
    const folder = temporaryFolder()
    filledCatalog(folder).close()
    const backups = join(folder, 'backups')
    writeFileSync(backups, 'no folder')
    const db = new Sqlite(join(folder, catalogFile))
    expect(() => bringUpToDate(db, [...migrations, next], backups)).toThrow(/EEXIST|ENOTDIR/)
    expect(versionOf(db)).toBe(migrations.length)
    db.close()
  })
})
