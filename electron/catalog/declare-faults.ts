import Sqlite from 'better-sqlite3'
import { CatalogFault } from './catalog-fault.ts'

/** In the order in which a code's beginning decides. */
const faultOfSqlite: [beginning: string, code: 'CATALOG_CORRUPT' | 'CATALOG_UNREADABLE' | 'DISK_FULL'][] = [
  ['SQLITE_FULL', 'DISK_FULL'],
  // The index of the log could not grow: SQLite has no other name for a full disk there.
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['SQLITE_IOERR_CORRUPTFS', 'CATALOG_CORRUPT'],
  ['SQLITE_CORRUPT', 'CATALOG_CORRUPT'],
  ['SQLITE_NOTADB', 'CATALOG_CORRUPT'],
  ['SQLITE_IOERR', 'CATALOG_UNREADABLE'],
  ['SQLITE_READONLY', 'CATALOG_UNREADABLE'],
  ['SQLITE_CANTOPEN', 'CATALOG_UNREADABLE'],
  ['SQLITE_PERM', 'CATALOG_UNREADABLE'],
  ['SQLITE_AUTH', 'CATALOG_UNREADABLE'],
  ['SQLITE_BUSY', 'CATALOG_UNREADABLE'],
  ['SQLITE_PROTOCOL', 'CATALOG_UNREADABLE'],
]

/** SQLite's faults of the file and its disk in the catalog's terms; anything else, such as a constraint, as it is. */
export function catalogFaultOf(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error
  const [, code] = faultOfSqlite.find(([beginning]) => error.code.startsWith(beginning)) ?? []
  switch (code) {
    case 'DISK_FULL':
      return diskFull(file, error)
    case 'CATALOG_CORRUPT':
      return corrupt(file, error.message, error)
    case 'CATALOG_UNREADABLE':
      return unreadable(file, error.message, error)
    default:
      return error
  }
}

/** While a catalog is being opened any fault of SQLite or of the system is one of the catalog. */
export function openingFaultOf(error: unknown, file: string): unknown {
  const fault = catalogFaultOf(error, file)
  if (fault instanceof Sqlite.SqliteError) return unreadable(file, fault.message, error)
  if (!(fault instanceof Error) || !('syscall' in fault && 'code' in fault)) return fault
  return isDiskFull(fault) ? diskFull(file, error) : unreadable(file, fault.message, error)
}

/** Whether the system refused room for a file. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))
}

/** Runs what reads or writes the catalog; throws a CatalogFault where its file or disk fails. */
export function declaringFaults<T>(file: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw catalogFaultOf(error, file)
  }
}

/** The same table, whose every statement declares its faults. */
export function tableDeclaringFaults<Table extends object>(file: string, table: Table): Table {
  const declaring = Object.entries(table).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'function'
      ? (...given: unknown[]): unknown => declaringFaults(file, () => value.apply(table, given) as unknown)
      : value,
  ])
  return Object.fromEntries(declaring) as Table
}

export function corrupt(file: string, what: string, cause?: unknown): CatalogFault {
  return new CatalogFault(
    'CATALOG_CORRUPT',
    file,
    `The catalog ${file} is damaged (${what}). It was left as it is, and no recording was touched. ` +
      'With the studio closed, move the file and what lies beside it under its name with "-wal" or "-shm" behind out of the ' +
      'folder, and put the newest copy from the "backups" folder in its place under its name. Where there is none, the ' +
      'studio starts with a new catalog. The takes themselves are in the "takes" folder.',
    cause,
  )
}

/** What a log holds would be written into a file that it is not of. */
export function strayLog(file: string): CatalogFault {
  return new CatalogFault(
    'CATALOG_CORRUPT',
    file,
    `Beside the catalog ${file} lies the log of another catalog. Nothing was changed. ` +
      `Move ${file}-wal and ${file}-shm to the catalog that they belong to, or out of the folder, and start again.`,
  )
}

function diskFull(file: string, cause: unknown): CatalogFault {
  return new CatalogFault(
    'DISK_FULL',
    file,
    `The disk that holds the catalog ${file} is full. Nothing was changed. Free some space and try again.`,
    cause,
  )
}

function unreadable(file: string, what: string, cause: unknown): CatalogFault {
  return new CatalogFault(
    'CATALOG_UNREADABLE',
    file,
    `The catalog ${file} cannot be read or written (${what}). Nothing was changed. ` +
      'Check that its disk is there, that the folder and the file can be written, and that no other program has it open.',
    cause,
  )
}
