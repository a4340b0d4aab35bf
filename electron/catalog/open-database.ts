import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import { openingFaultOf } from './declare-faults.ts'
import { examineDatabase } from './examine-database.ts'
import { examineLeftover, wasLeftOpen } from './examine-leftover.ts'
import { layBackup } from './lay-backup.ts'
import type { Migration } from './migrate.ts'
import { migrate, versionOf } from './migrate.ts'
import { migrations } from './migrations/index.ts'

export interface DatabasePlace {
  file: string
  /** Where a copy is laid before a migration. */
  backupsFolder: string
}

/**
 * Opens the catalog's database, refusing with a CatalogFault what it must not touch, and brings it up to date. What is
 * refused stays byte for byte, together with its log and its index.
 */
export function openDatabase({ file, backupsFolder }: DatabasePlace): Database {
  let db: Database | undefined
  try {
    const leftOpen = wasLeftOpen(file)
    if (leftOpen) examineLeftover(file)
    db = new Sqlite(file)
    // Without a log there is nothing that closing it again could carry over.
    if (!leftOpen) examineDatabase(db, file)
    prepareConnection(db)
    bringUpToDate(db, migrations, backupsFolder)
    return db
  } catch (error) {
    db?.close()
    throw openingFaultOf(error, file)
  }
}

/** How long a write waits for another's; then the catalog counts as unreadable. */
export const patienceMs = 5000

/** The settings that every connection that writes needs, on every open. */
export function prepareConnection(db: Database): void {
  db.pragma('journal_mode = WAL')
  // In WAL mode the default is NORMAL, under which a power cut may take acknowledged commits.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma(`busy_timeout = ${patienceMs}`)
  // In KiB, and only as much as is read: the default of 2 MiB makes long lists of a large catalog read its pages again.
  db.pragma('cache_size = -32768')
}

/** Migrates, once a copy of the database as it was lies in the backups. */
export function bringUpToDate(db: Database, known: readonly Migration[], backupsFolder: string): void {
  migrate(db, known, () => {
    const stamp = new Date().toISOString().replaceAll(/[-:]/g, '').replace(/\.\d+/, '')
    layBackup(db, join(backupsFolder, `catalog-v${versionOf(db)}-${stamp}.sqlite`))
  })
}
