import { randomUUID } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errnoOf } from './storage-fault.ts'

/** What Windows and some network file systems answer to a directory's fsync: there it can't be had, and isn't needed. */
const directorySyncRefused = new Set(['EPERM', 'EISDIR', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'])

/** Makes the names in a directory survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(directory, 'r')
    await handle.sync()
  } catch (error) {
    if (!directorySyncRefused.has(errnoOf(error) ?? '')) throw error
  } finally {
    await handle?.close()
  }
}

/** Makes a directory and its parents, durably. */
export async function makeDirectory(directory: string): Promise<void> {
  const firstMade = await mkdir(directory, { recursive: true })
  if (firstMade === undefined) return
  for (let made = directory; made.length >= firstMade.length; made = dirname(made)) await syncDirectory(dirname(made))
}

/** Writes all of it at `position`, telling after each step how many bytes came to lie in the file. */
export async function writeAll(
  handle: FileHandle,
  bytes: Uint8Array,
  position: number,
  wrote: (bytes: number) => void = () => {},
): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
    wrote(bytesWritten)
  }
}

export async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}

/** Gives a finished and synced file its name, durably; both places are on the one file system. */
export async function moveFile(from: string, to: string): Promise<void> {
  await rename(from, to)
  await syncDirectory(dirname(to))
  if (dirname(from) !== dirname(to)) await syncDirectory(dirname(from))
}

const part = /\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.part$/

/** A name for what is being written beside `file`; it tells of itself that it may be thrown away. */
export function partOf(file: string): string {
  return `${file}.${randomUUID()}.part`
}

export function isPart(name: string): boolean {
  return part.test(name)
}

/** Removes what was being written in a directory when an earlier run died. */
export async function removeParts(directory: string): Promise<void> {
  for (const name of await readdir(directory)) if (isPart(name)) await unlink(join(directory, name))
}

/** Puts bytes at `file`, in the place of what was there: whole, or not at all. */
export async function commitFile(file: string, bytes: Uint8Array): Promise<void> {
  const part = partOf(file)
  const handle = await open(part, 'wx')
  try {
    try {
      await writeAll(handle, bytes, 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await moveFile(part, file)
  } catch (error) {
    await removeFile(part)
    throw error
  }
}

/** Removes a file, durably; one that is gone already is no error. */
export async function removeFile(file: string): Promise<void> {
  try {
    await unlink(file)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return
    throw error
  }
  await syncDirectory(dirname(file))
}
