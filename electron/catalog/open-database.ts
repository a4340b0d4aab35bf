import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import { CatalogFault } from './catalog-fault.ts'
import { migrate, versionOf } from './migrate.ts'
import { migrations } from './migrations/index.ts'

export interface DatabasePlace {
  file: string
  /** Where a copy is laid before a migration. */
  backupsFolder: string
}

const corruptCodes = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB'])

/** Opens the catalog's database, refusing what it must not touch, and brings it up to date. */
export function openDatabase({ file, backupsFolder }: DatabasePlace): Database {
  let db: Database | undefined
  try {
    db = new Sqlite(file)
    refuseFuture(db, file)
    refuseCorrupt(db, file)
    prepareConnection(db)
    migrate(db, migrations, () => backUp(db as Database, backupsFolder))
    return db
  } catch (error) {
    db?.close()
    throw asCatalogFault(error, file)
  }
}

/** The settings that every connection that writes needs, on every open. */
function prepareConnection(db: Database): void {
  db.pragma('journal_mode = WAL')
  // In WAL mode the default is NORMAL, under which a power cut may take acknowledged commits.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
}

export function refuseFuture(db: Database, file: string): void {
  const version = versionOf(db)
  const known = migrations.length
  if (version <= known) return
  throw new CatalogFault(
    'CATALOG_NEWER',
    file,
    `The catalog ${file} was made by a newer Phoneme Studio (catalog version ${version}; this one knows ${known}). ` +
      'Nothing was changed. Install the newer version, or choose another data folder.',
  )
}

function refuseCorrupt(db: Database, file: string): void {
  const [first] = db.pragma('quick_check(1)') as { quick_check: string }[]
  if (first?.quick_check === 'ok') return
  throw corrupt(file, first?.quick_check ?? 'no answer')
}

function corrupt(file: string, what: string, cause?: unknown): CatalogFault {
  return new CatalogFault(
    'CATALOG_CORRUPT',
    file,
    `The catalog ${file} is damaged (${what}). It was left as it is, and no recording was touched. ` +
      'Put a copy from the "backups" folder in its place, or keep the damaged file aside and start with a new catalog: ' +
      'the takes themselves are in the "takes" folder.',
    cause,
  )
}

export function asCatalogFault(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error
  if ([...corruptCodes].some((code) => error.code.startsWith(code))) return corrupt(file, error.message, error)
  return new CatalogFault(
    'CATALOG_UNREADABLE',
    file,
    `The catalog ${file} cannot be opened (${error.message}). Nothing was changed. Check that the folder and the file can be written.`,
    error,
  )
}

function backUp(db: Database, backupsFolder: string): void {
  mkdirSync(backupsFolder, { recursive: true })
  const stamp = new Date().toISOString().replaceAll(/[-:]/g, '').replace(/\.\d+/, '')
  const target = join(backupsFolder, `catalog-v${versionOf(db)}-${stamp}.sqlite`)
  if (!existsSync(target)) db.prepare('VACUUM INTO ?').run(target)
}
