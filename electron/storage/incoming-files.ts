import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { commitFile, exists, makeDirectory, removeFile, syncDirectory, writeAll } from './durable.ts'
import type { DataFolder } from './open-data-folder.ts'
import { StorageFault, storageFaultOf } from './storage-fault.ts'

/** Files that come from outside: first in a place of their own, and in their own place only when all of them are whole. */
export interface IncomingFiles {
  /** A file that is sent in pieces, from its beginning. */
  begin(id: string): Promise<void>
  /** Gives how much is there now. A piece that is there already is left alone; one that leaves a gap is refused. */
  append(id: string, offset: number, bytes: Uint8Array): Promise<number>
  /** Its absolute place. */
  file(id: string): string
  sizeBytes(id: string): Promise<number>
  discard(id: string): Promise<void>
  openStage(id: string): Promise<Stage>
}

/** Files on their way to their places in the data folder. Whoever opens it settles it. */
export interface Stage {
  /** Written and brought to the disk, but not yet in its place. */
  put(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
  /**
   * Puts all of them in their places, where nothing is yet. From here on a crash is cleared up at the next start, also
   * what the rows to come will name no more: `leaving`.
   */
  place(leaving?: readonly string[]): Promise<void>
  /** After the rows: what no row names is taken away again, and the stage with it. */
  settle(isNamed: (path: string) => boolean): Promise<void>
}

const area = 'incoming'
const journalName = 'placed.json'

export function createIncomingFiles(folder: DataFolder): IncomingFiles {
  const failed = (error: unknown, path: string) => storageFaultOf(error, { folder: folder.root, path })
  const uploadPath = (id: string) => `${area}/${id}.upload`

  async function at<T>(path: string, act: (file: string) => Promise<T>): Promise<T> {
    try {
      return await act(folder.file(path))
    } catch (error) {
      throw failed(error, path)
    }
  }

  return {
    begin: (id) => at(uploadPath(id), async (file) => (await open(file, 'wx')).close()),
    append: (id, offset, bytes) =>
      at(uploadPath(id), async (file) => {
        const handle = await open(file, 'r+')
        try {
          const { size } = await handle.stat()
          if (offset > size) throw new StorageFault('CHUNK_MALFORMED', { folder: folder.root, path: uploadPath(id) })
          await writeAll(handle, bytes.subarray(size - offset), size)
          return Math.max(size, offset + bytes.length)
        } finally {
          await handle.close()
        }
      }),
    file: (id) => folder.file(uploadPath(id)),
    sizeBytes: (id) => at(uploadPath(id), async (file) => (await stat(file)).size),
    discard: (id) => at(uploadPath(id), removeFile),
    openStage: (id) => openStage(folder, id),
  }
}

async function openStage(folder: DataFolder, id: string): Promise<Stage> {
  const stagePath = `${area}/${id}`
  const stageFolder = folder.file(stagePath)
  const staged: string[] = []
  const placed: string[] = []
  let next = 0
  const failed = (error: unknown, path: string) => storageFaultOf(error, { folder: folder.root, path })
  await mkdir(stageFolder, { recursive: true }).catch((error: unknown) => Promise.reject(failed(error, stagePath)))
  const stagedFile = (index: number) => join(stageFolder, `${index}.audio`)

  return {
    async put(path, content) {
      // A path that no system could name is refused before anything of it is written.
      folder.file(path)
      const index = staged.push(path) - 1
      try {
        await writeWhole(stagedFile(index), content)
      } catch (error) {
        throw failed(error, path)
      }
    },
    async place(leaving = []) {
      try {
        const coming: [index: number, path: string][] = []
        for (; next < staged.length; next += 1) {
          const path = staged[next] as string
          // What is there already was not put there now: it is nobody's to take away again.
          if (!(await exists(folder.file(path)))) coming.push([next, path])
        }
        placed.push(...coming.map(([, path]) => path), ...leaving)
        await commitFile(join(stageFolder, journalName), Buffer.from(JSON.stringify(placed)))
        const directories = new Set<string>()
        for (const [index, path] of coming) {
          const target = folder.file(path)
          if (!directories.has(dirname(target))) await makeDirectory(dirname(target))
          directories.add(dirname(target))
          await rename(stagedFile(index), target)
        }
        for (const directory of directories) await syncDirectory(directory)
      } catch (error) {
        throw failed(error, stagePath)
      }
    },
    settle: (isNamed) => settleStage(folder, stageFolder, isNamed),
  }
}

async function writeWhole(file: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  if (content instanceof Uint8Array) {
    const handle = await open(file, 'wx')
    try {
      await writeAll(handle, content, 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return
  }
  // `flush` brings it to the disk before the stream closes.
  await pipeline(Readable.from(content), createWriteStream(file, { flags: 'wx', flush: true }))
}

async function settleStage(folder: DataFolder, stageFolder: string, isNamed: (path: string) => boolean): Promise<void> {
  for (const path of await placedIn(stageFolder)) if (!isNamed(path)) await removeFile(folder.file(path))
  await rm(stageFolder, { recursive: true, force: true })
}

async function placedIn(stageFolder: string): Promise<string[]> {
  const journal = join(stageFolder, journalName)
  return (await exists(journal)) ? (JSON.parse(await readFile(journal, 'utf8')) as string[]) : []
}

/** At the start: what an earlier run was taking in is put away, with every file that no row came to name. */
export async function clearIncoming(folder: DataFolder, named: () => (path: string) => boolean): Promise<void> {
  const root = folder.file(area)
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (entry.isDirectory()) await settleStage(folder, join(root, entry.name), named())
    else await rm(join(root, entry.name), { force: true })
  }
}
