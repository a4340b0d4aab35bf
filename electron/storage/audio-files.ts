import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { statSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { datedPath } from './dated-path.ts'
import { commitFile, exists, isPart, makeDirectory, removeFile } from './durable.ts'
import { hashFile, hashFileSync } from './hash-file.ts'
import type { KeptFile } from './keep-take.ts'
import type { DataFolder } from './open-data-folder.ts'
import { errnoOf, StorageFault, storageFaultOf } from './storage-fault.ts'

export interface FileStat {
  sizeBytes: number
  /** Whole milliseconds. */
  modifiedMs: number
}

export type AudioArea = 'phonemes/audio' | 'takes'

export interface NewFileName {
  id: string
  /** Without a dot. */
  extension: string
  date: Date
  area?: AudioArea
}

/** Everything takes paths relative to the data folder, and throws StorageFault. */
export interface AudioFiles {
  /**
   * Commits a file at `AREA/YYYY/MM/DD/ID.EXTENSION`, by the UTC date; the area is `phonemes/audio` unless another is named.
   * An id that is taken is FILE_EXISTS: what a name stands for never changes.
   */
  put(bytes: Uint8Array, name: NewFileName): Promise<KeptFile>
  /** No error where there is no such file. */
  discard(path: string): Promise<void>
  /** null: no such file. */
  stat(path: string): Promise<FileStat | null>
  /** The same at once: quick enough for a look at every source of a phoneme. */
  statNow(path: string): FileStat | null
  sha256(path: string): Promise<string>
  sha256Now(path: string): string
  read(path: string): Promise<Buffer<ArrayBuffer>>
  /** Bytes `start` to `end`, both included; opened when first read, closed at its end or when cancelled. */
  stream(path: string, range?: { start: number; end: number }): ReadableStream<Uint8Array<ArrayBuffer>>
  /** Every file of both areas that is whole, sorted. */
  list(): Promise<string[]>
}

const areas: AudioArea[] = ['phonemes/audio', 'takes']
const streamBlockBytes = 65_536

function fileStat(stats: Stats | undefined): FileStat | null {
  return stats?.isFile() ? { sizeBytes: stats.size, modifiedMs: Math.trunc(stats.mtimeMs) } : null
}

function streamFile(file: string, start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = start
  let handle: FileHandle | undefined
  async function close(): Promise<void> {
    const open = handle
    handle = undefined
    await open?.close()
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          handle ??= await open(file, 'r')
          const block = new Uint8Array(Math.min(streamBlockBytes, end - position + 1))
          const { bytesRead } = await handle.read(block, 0, block.length, position)
          position += bytesRead
          if (bytesRead > 0) controller.enqueue(block.subarray(0, bytesRead))
          if (bytesRead > 0 && position <= end) return
          await close()
          controller.close()
        } catch (error) {
          await close()
          throw error
        }
      },
      cancel: close,
    },
    // Nothing is opened for a stream that nobody reads, such as the body of an answer to HEAD.
    { highWaterMark: 0 },
  )
}

export function createAudioFiles(folder: DataFolder): AudioFiles {
  const failed = (error: unknown, path: string) => storageFaultOf(error, { folder: folder.root, path })

  async function filesOf(area: AudioArea): Promise<string[]> {
    const entries = await readdir(folder.file(area), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && !isPart(entry.name))
      .map((entry) => relative(folder.root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  }

  return {
    put: async (bytes, { id, extension, date, area = 'phonemes/audio' }) => {
      const path = datedPath(area, date, `${id}.${extension}`)
      const file = folder.file(path)
      try {
        if (await exists(file)) throw new StorageFault('FILE_EXISTS', { folder: folder.root, path })
        await makeDirectory(dirname(file))
        await commitFile(file, bytes)
      } catch (error) {
        throw failed(error, path)
      }
      return { path, sha256: createHash('sha256').update(bytes).digest('hex'), fileSizeBytes: bytes.length }
    },

    discard: async (path) => {
      const file = folder.file(path)
      try {
        await removeFile(file)
      } catch (error) {
        throw failed(error, path)
      }
    },

    stat: async (path) => {
      const file = folder.file(path)
      try {
        return fileStat(await stat(file))
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null
        throw failed(error, path)
      }
    },

    statNow: (path) => fileStat(statSync(folder.file(path), { throwIfNoEntry: false })),
    sha256: async (path) => {
      const file = folder.file(path)
      try {
        return await hashFile(file)
      } catch (error) {
        throw failed(error, path)
      }
    },

    sha256Now: (path) => {
      const file = folder.file(path)
      try {
        return hashFileSync(file)
      } catch (error) {
        throw failed(error, path)
      }
    },

    read: async (path) => {
      const file = folder.file(path)
      try {
        return await readFile(file)
      } catch (error) {
        throw failed(error, path)
      }
    },

    list: async () => {
      try {
        return (await Promise.all(areas.map(filesOf))).flat().sort()
      } catch (error) {
        throw failed(error, '.')
      }
    },

    stream: (path, range) => streamFile(folder.file(path), range?.start ?? 0, range?.end ?? Number.MAX_SAFE_INTEGER),
  }
}
