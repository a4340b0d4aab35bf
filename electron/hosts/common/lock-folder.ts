import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
// The one place outside the catalog that touches SQLite: an exclusive transaction on an empty database is a lock
// that every platform's kernel drops when its process dies, however it dies. Nothing is ever stored in it.
import Sqlite from 'better-sqlite3'
import { StartFault } from '#studio/start-fault.ts'
import { type Door, FolderInUse, type Holder, readHolder, removeHolder, writeHolder } from './holder.ts'

export interface FolderLock {
  /** Tells others where they can find and join this studio. */
  announce(where: Pick<Holder, 'page' | 'socket'>): void
  /** To be called last, when everything in the folder is closed. A second call does nothing. */
  release(): void
}

export interface LockSeeker {
  door: Door
  doing: string
}

/** Two that try in the same instant can each meet the other's look; SQLite's own wait lets one of them through. */
const arbitrationMilliseconds = 100

const lockFile = (folder: string) => join(folder, 'studio.lock')

/**
 * Makes the data folder where it is missing, and locks it for this process; null while another has it.
 * Throws StartFault where the folder can't be written.
 */
export function tryLock(folder: string, seeker: LockSeeker): FolderLock | null {
  let db: Sqlite.Database | undefined
  let before: string | undefined
  try {
    mkdirSync(folder, { recursive: true })
    before = identityOfLockFile(folder)
    db = new Sqlite(lockFile(folder), { timeout: arbitrationMilliseconds })
    db.exec('BEGIN EXCLUSIVE')
    // The former holder may have removed the file between our look and our lock: then what we hold has no name any
    // more, and the next to come would lock another.
    if (identityIfThere(folder) === before) return hold(folder, seeker, db)
    db.close()
    return null
  } catch (error) {
    db?.close()
    if (!(error instanceof Sqlite.SqliteError)) throw asStartFault(error, folder)
    if (error.code.startsWith('SQLITE_BUSY')) return null
    // Some file systems refuse to look at a file that was removed while it was being opened.
    if (before !== undefined && identityIfThere(folder) !== before) return null
    throw asStartFault(error, folder)
  }
}

/** Like `tryLock`, but gives one that is just closing the time to do so. Throws FolderInUse when it is still held. */
export async function lockFolder(folder: string, seeker: LockSeeker, waitMilliseconds = 1000): Promise<FolderLock> {
  const deadline = Date.now() + waitMilliseconds
  for (;;) {
    const lock = tryLock(folder, seeker)
    if (lock) return lock
    if (Date.now() >= deadline) {
      const holder = readHolder(folder)
      throw new FolderInUse(folder, holder !== null && isRunning(holder.pid) ? holder : null)
    }
    await wait(20 + Math.random() * 40)
  }
}

function hold(folder: string, seeker: LockSeeker, db: Sqlite.Database): FolderLock {
  const holder: Holder = {
    pid: process.pid,
    ...seeker,
    startedAt: new Date().toISOString(),
    page: null,
    socket: null,
  }
  // Before anything else: what a killed process left here names an address at which nobody answers.
  writeHolder(folder, holder)
  let held = true
  return {
    announce: (where) => writeHolder(folder, { ...holder, ...where }),
    release: () => {
      if (!held) return
      held = false
      removeHolder(folder)
      if (process.platform === 'win32') {
        db.close()
        removeUnlessTaken(folder)
      } else {
        // While the lock still holds, so that the file removed is certainly ours.
        rmSync(lockFile(folder), { force: true })
        db.close()
      }
    },
  }
}

/** Windows refuses to remove an open file; but once ours is closed, the next process may have opened it. */
function removeUnlessTaken(folder: string): void {
  try {
    rmSync(lockFile(folder), { force: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EBUSY' && code !== 'EPERM' && code !== 'EACCES') throw error
  }
}

/** Which file stands under the lock's name; made where there is none. */
function identityOfLockFile(folder: string): string {
  for (;;) {
    const identity = identityIfThere(folder)
    if (identity !== null) return identity
    try {
      // Only ever a new file: closing an existing one would drop a lock that this very process holds on it (POSIX).
      closeSync(openSync(lockFile(folder), 'wx', 0o600))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function identityIfThere(folder: string): string | null {
  const stat = statSync(lockFile(folder), { bigint: true, throwIfNoEntry: false })
  // An inode's number is soon used again; together with its birth it names one file.
  return stat === undefined ? null : `${stat.dev}:${stat.ino}:${stat.birthtimeNs}`
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function asStartFault(error: unknown, folder: string): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') return error
  const why = (error as Error).message
  return new StartFault(
    'FOLDER_NOT_WRITABLE',
    `The data folder ${folder} can't be written (${why}). Choose another with --data, or change its permissions.`,
    error,
  )
}
