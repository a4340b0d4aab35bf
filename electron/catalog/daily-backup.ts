import { readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openingFaultOf } from './declare-faults.ts'
import { layBackup } from './lay-backup.ts'

const kept = 7
const ofADay = /^catalog-\d{4}-\d{2}-\d{2}\.sqlite$/

/** Where the backup of a day (UTC) lies. */
export function backupOfDay(backupsFolder: string, day: Date): string {
  return join(backupsFolder, `catalog-${day.toISOString().slice(0, 10)}.sqlite`)
}

/**
 * Lays a copy of a catalog at `target`, on a connection of its own that only reads, and lets go of all but the newest
 * seven. Copies of before a migration stay. Throws a CatalogFault.
 */
export function layDailyBackup(file: string, target: string): void {
  try {
    const db = new Sqlite(file, { readonly: true, fileMustExist: true })
    try {
      layBackup(db, target)
    } finally {
      db.close()
    }
    const folder = dirname(target)
    const older = readdirSync(folder).filter((name) => ofADay.test(name) && join(folder, name) !== target)
    // The new one stays, whatever a wrong clock once called the others.
    for (const name of older
      .toSorted()
      .toReversed()
      .slice(kept - 1))
      rmSync(join(folder, name))
  } catch (error) {
    throw openingFaultOf(error, file)
  }
}
