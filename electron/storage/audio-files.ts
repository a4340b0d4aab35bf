import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { statSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { datedPath } from './dated-path.ts'
import { commitFile, exists, isPart, makeDirectory, removeFile } from './durable.ts'
import { hashFile, hashFileSync } from './hash-file.ts'
import type { KeptFile } from './keep-take.ts'
import type { DataFolder } from './open-data-folder.ts'
import { errnoOf, StorageFault, storageFaultOf } from './storage-fault.ts'
import { streamFile } from './stream-file.ts'

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

function fileStat(stats: Stats | undefined): FileStat | null {
  return stats?.isFile() ? { sizeBytes: stats.size, modifiedMs: Math.trunc(stats.mtimeMs) } : null
}

export function createAudioFiles(folder: DataFolder): AudioFiles {
  const failed = (error: unknown, path: string) => storageFaultOf(error, { folder: folder.root, path })

  async function at<T>(path: string, act: (file: string) => Promise<T>): Promise<T> {
    const file = folder.file(path)
    try {
      return await act(file)
    } catch (error) {
      throw failed(error, path)
    }
  }

  function atNow<T>(path: string, act: (file: string) => T): T {
    const file = folder.file(path)
    try {
      return act(file)
    } catch (error) {
      throw failed(error, path)
    }
  }

  async function put(
    bytes: Uint8Array,
    { id, extension, date, area = 'phonemes/audio' }: NewFileName,
  ): Promise<KeptFile> {
    const path = datedPath(area, date, `${id}.${extension}`)
    await at(path, async (file) => {
      if (await exists(file)) throw new StorageFault('FILE_EXISTS', { folder: folder.root, path })
      await makeDirectory(dirname(file))
      await commitFile(file, bytes)
    })
    return { path, sha256: createHash('sha256').update(bytes).digest('hex'), fileSizeBytes: bytes.length }
  }

  async function statIfThere(file: string): Promise<FileStat | null> {
    try {
      return fileStat(await stat(file))
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null
      throw error
    }
  }

  async function listArea(area: AudioArea): Promise<string[]> {
    const entries = await at(area, (file) => readdir(file, { recursive: true, withFileTypes: true }))
    return entries
      .filter((entry) => entry.isFile() && !isPart(entry.name))
      .map((entry) => relative(folder.root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  }

  return {
    put,
    discard: (path) => at(path, removeFile),
    stat: (path) => at(path, statIfThere),
    statNow: (path) => atNow(path, (file) => fileStat(statSync(file, { throwIfNoEntry: false }))),
    sha256: (path) => at(path, hashFile),
    sha256Now: (path) => atNow(path, hashFileSync),
    read: (path) => at(path, (file) => readFile(file)),
    list: async () => (await Promise.all(areas.map(listArea))).flat().sort(),
    stream: (path, { start, end } = { start: 0, end: Number.MAX_SAFE_INTEGER }) =>
      streamFile({ file: folder.file(path), start, end, faultOf: (error) => failed(error, path) }),
  }
}
