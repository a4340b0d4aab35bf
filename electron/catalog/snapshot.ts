import Sqlite from 'better-sqlite3'
import { declaringFaults, openingFaultOf, tableDeclaringFaults } from './declare-faults.ts'
import type { ReadTables } from './read-tables.ts'
import { readTables } from './read-tables.ts'

/**
 * The catalog as it stood when this was opened, whatever is written meanwhile. Lists are read a page at a time: nothing here
 * holds up a recording. Whoever opens it closes it, since the log of what is written grows until then.
 */
export interface CatalogSnapshot extends ReadTables {
  close(): void
}

export function openSnapshot(file: string): CatalogSnapshot {
  let db: Sqlite.Database | undefined
  try {
    db = new Sqlite(file, { readonly: true, fileMustExist: true })
    db.exec('BEGIN')
    // Only a read opens the transaction in truth.
    db.pragma('user_version')
    const tables = Object.entries(readTables(db)).map(([name, table]) => [
      name,
      tableDeclaringFaults(file, table as object),
    ])
    const opened = db
    return {
      ...(Object.fromEntries(tables) as ReadTables),
      close: () => declaringFaults(file, () => void opened.close()),
    }
  } catch (error) {
    db?.close()
    throw openingFaultOf(error, file)
  }
}
