import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { isDiskFull, strayLog } from './declare-faults.ts'
import { examineDatabase } from './examine-database.ts'

/** Whether something still lies beside the database that goes at a clean end. */
export function wasLeftOpen(file: string): boolean {
  return ['-wal', '-shm', '-journal'].some((end) => existsSync(file + end))
}

/**
 * Examines a database that a kill left, without a change to it, its log or its index: SQLite would carry the log over into
 * the very file that is then refused. Throws a CatalogFault where it must not be opened.
 */
export function examineLeftover(file: string): void {
  refuseStrayLog(file)
  if (!existsSync(file)) return
  const folder = `${file}-examined`
  rmSync(folder, { recursive: true, force: true })
  try {
    mkdirSync(folder)
    const copy = join(folder, 'catalog.sqlite')
    const readonly = layCopy(file, copy) === 'linked'
    for (const end of ['-wal', '-journal'])
      if (existsSync(file + end)) copyFileSync(file + end, copy + end, constants.COPYFILE_FICLONE)
    const db = new Sqlite(copy, { readonly, fileMustExist: true })
    try {
      examineDatabase(db, file)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A copy that can be written: SQLite checks constraints on no other, and undoes what stands in a rollback journal. Where
 * the disk has no room for it, a second name: under that SQLite finds no log but the one laid there, and can't write the
 * file, which is then opened for reading only.
 */
function layCopy(file: string, copy: string): 'copied' | 'linked' {
  try {
    copyFileSync(file, copy, constants.COPYFILE_FICLONE)
    return 'copied'
  } catch (error) {
    if (!isDiskFull(error)) throw error
    rmSync(copy, { force: true })
    linkSync(file, copy)
    return 'linked'
  }
}

const magic = 'SQLite format 3\0'

/**
 * SQLite erases a log that it finds beside an empty or missing file, and applies one to whatever file has the name. A
 * studio's catalog says in its header that it has a log (2), a copy from the backups that it has none (1).
 */
function refuseStrayLog(file: string): void {
  const log = `${file}-wal`
  if (!existsSync(log) || statSync(log).size === 0) return
  if (!existsSync(file) || statSync(file).size === 0) throw strayLog(file)
  const header = Buffer.alloc(20)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, header, 0, header.length, 0)
  } finally {
    closeSync(handle)
  }
  if (header.toString('latin1', 0, 16) === magic && header[18] === 1) throw strayLog(file)
}
