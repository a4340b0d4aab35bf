import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'

/** Lays a copy of the whole catalog down at `target`, durably: whole under that name, or not at all. */
export function layBackup(db: Database, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  // Under such a name it goes at the next start, should this one be killed.
  const part = `${target}.${randomUUID()}.part`
  try {
    db.prepare('VACUUM INTO ?').run(part)
    sync(part, 'r+')
    renameSync(part, target)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  try {
    sync(dirname(target), 'r')
  } catch {
    // Windows and some network file systems refuse it for a folder; the copy itself is on the disk.
  }
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
