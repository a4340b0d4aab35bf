import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'

/** Lays a copy of the whole catalog down at `target`, durably: whole under that name, or not at all. */
export function layBackup(db: Database, target: string): void {
  const folder = dirname(target)
  mkdirSync(folder, { recursive: true })
  removeHalfMade(folder)
  const part = `${target}.${randomUUID()}.part`
  try {
    db.prepare('VACUUM INTO ?').run(part)
    sync(part, 'r+')
    renameSync(part, target)
  } catch (error) {
    removeHalfMade(folder)
    throw error
  }
  try {
    sync(folder, 'r')
  } catch {
    // Windows and some network file systems refuse it for a folder; the copy itself is on the disk.
  }
}

/** SQLite lays a journal beside a copy that it makes; a kill leaves both. */
const halfMade = /^catalog-.*\.part(-journal)?$/

function removeHalfMade(folder: string): void {
  for (const name of readdirSync(folder)) if (halfMade.test(name)) rmSync(join(folder, name), { force: true })
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
