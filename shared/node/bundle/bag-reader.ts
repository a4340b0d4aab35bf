import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { BundleFile } from './bag-contents.ts'
import { readContents } from './bag-contents.ts'
import { bundleBounds } from './bundle-bounds.ts'
import { BundleFault, reasonOf } from './bundle-fault.ts'
import { createFaultList } from './fault-list.ts'
import { createHashes } from './hashes.ts'
import { openZip } from './zip-reader.ts'

export type { BundleFile } from './bag-contents.ts'

export interface Scanned {
  file: BundleFile
  /** Or what is wrong with it. */
  head: Buffer | BundleFault
}

/** A bundle that is open. Its paths are those below its top folder: `data/catalog.json`. */
export interface Bundle {
  folder: string
  sizeBytes: number
  /** Labels of bag-info.txt in lower case, with their values. */
  info: ReadonlyMap<string, readonly string[]>
  /** What can be read, tags too, in the order in which it lies in the file. */
  files: ReadonlyMap<string, BundleFile>
  /** What is wrong with the structure; while there is anything, nothing inside should be believed. */
  faults: readonly BundleFault[]
  /** Also of those that were too many to keep. */
  faultCount: number
  /** All of a file, with size and every check sum held against header and manifests; else a BundleFault. */
  read(path: string, options?: { mostBytes?: number }): Promise<Buffer>
  /** The same in pieces. A wrong check sum is told at the end: nothing may stand before the loop has ended. */
  stream(path: string): AsyncGenerator<Buffer, void, void>
  /**
   * Every file, checked like that, in the order in which it lies there: the fastest way through all of them. `head` is
   * all of a file up to 32 MiB, else its beginning, and holds until the next one is asked for.
   */
  scan(): AsyncGenerator<Scanned, void, void>
  /** Closes the file, where openBundle opened it. */
  close(): Promise<void>
}

/** Opens a bag of ours, or of another tool. Throws a BundleFault where nothing of it can be read. */
export async function openBundle(
  from: string | FileHandle,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Bundle> {
  let opened: FileHandle | null = null
  const close = async () => {
    await opened?.close()
    opened = null
  }
  try {
    if (typeof from === 'string') opened = await open(from)
    return await readBundle(opened ?? (from as FileHandle), close, signal)
  } catch (error) {
    await close()
    if (error instanceof BundleFault || signal?.aborted) throw error
    throw new BundleFault('BUNDLE_UNREADABLE', null, { reason: reasonOf(error) }, error)
  }
}

async function readBundle(handle: FileHandle, close: () => Promise<void>, signal?: AbortSignal): Promise<Bundle> {
  const { size: sizeBytes } = await handle.stat()
  const faults = createFaultList()
  const zip = await openZip(handle, sizeBytes, faults.tell)
  const { folder, files, info } = await readContents(zip, faults, signal)

  function find(path: string): BundleFile {
    const file = files.get(path)
    if (!file) throw new BundleFault('FILE_MISSING', path)
    return file
  }

  function checked(bytes: Buffer, { path, hashes: known }: BundleFile): Buffer {
    const hashes = createHashes(known)
    hashes.update(bytes)
    hashes.check(path)
    return bytes
  }

  async function* stream(path: string): AsyncGenerator<Buffer, void, void> {
    const file = find(path)
    const hashes = createHashes(file.hashes)
    for await (const piece of zip.stream(file.entry, signal)) {
      hashes.update(piece)
      yield piece
    }
    hashes.check(path)
  }

  async function beginningOf(path: string): Promise<Buffer> {
    let head: Buffer | undefined
    for await (const piece of stream(path)) head ??= piece
    return head ?? Buffer.alloc(0)
  }

  return {
    folder,
    sizeBytes,
    info,
    files,
    faults: faults.kept,
    get faultCount() {
      return faults.count()
    },
    close,

    async read(path, { mostBytes = bundleBounds.wholeBytes } = {}) {
      const file = find(path)
      if (file.sizeBytes > mostBytes)
        throw new BundleFault('TEXT_TOO_LARGE', path, { sizeBytes: file.sizeBytes, most: mostBytes })
      return checked(await zip.read(file.entry), file)
    },

    stream,

    async *scan() {
      const inside = new Map([...files.values()].map((file) => [file.entry, file]))
      for await (const { part, bytes } of zip.readSpans([...inside.keys()])) {
        signal?.throwIfAborted()
        const file = inside.get(part)
        if (!file) continue
        try {
          const isSmall = bytes !== null && file.sizeBytes <= bundleBounds.wholeBytes
          const head = isSmall ? checked(await zip.unpack(bytes, part), file) : await beginningOf(file.path)
          yield { file, head }
        } catch (error) {
          if (!(error instanceof BundleFault)) throw error
          yield { file, head: error }
        }
      }
    },
  }
}
