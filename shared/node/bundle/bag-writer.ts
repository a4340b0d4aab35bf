import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { bagInfoText, bagitText, manifestText } from './bag-files.ts'
import type { BagInfo } from './bag-files.ts'
import { bundleBounds } from './bundle-bounds.ts'
import { BundleFault, reasonOf } from './bundle-fault.ts'
import { pathFault } from './bundle-path.ts'
import type { Digest } from './file-digest.ts'
import { createDigest, digestOf, piecesOf, readFully } from './file-digest.ts'
import { textPieces } from './text-pieces.ts'
import type { ByteTarget } from './zip-writer.ts'
import { createZipWriter } from './zip-writer.ts'

export type { BagInfo } from './bag-files.ts'
export type { ByteTarget } from './zip-writer.ts'

export interface Written {
  /** Below `data/`. */
  path: string
  sha256: string
  sizeBytes: number
}

export type ExpectedFile = Pick<Written, 'sha256' | 'sizeBytes'>

/** Entries stand in the order of the calls. Calls may overlap: files are read while others before them are written. */
export interface BagWriter {
  /**
   * A file of any size. FILE_UNREADABLE and FILE_CHANGED (not what is expected) leave the bag as it was: go on without
   * it. After FILE_CHANGED_WHILE_WRITTEN, and whatever the target throws, the bag is lost.
   */
  addFile(entry: { path: string; file: string; expected?: ExpectedFile }): Promise<Written>
  /** FILE_CHANGED as above. Less than a mebibyte is copied; longer `bytes` must stay as they are until the bag is closed. */
  addBytes(entry: { path: string; bytes: Uint8Array; expected?: ExpectedFile | undefined }): Promise<Written>
  /** A text too long to be held is given as its pieces, which must come out the same each time they are asked for. */
  addText(entry: { path: string; text: string | (() => Iterable<string>) }): Promise<Written>
  /** Writes tags, manifests and the archive's directory; the target stays open. */
  close(info: BagInfo): Promise<{ payloadFiles: number; payloadBytes: number; sizeBytes: number }>
}

export const bundleFolder = 'phoneme-bundle'

/**
 * A BagIt 1.0 bag (RFC 8493) in a ZIP of stored entries, in the order of the calls. `changedAt`, the newest change
 * inside, is every entry's time: the same content gives the same bytes everywhere. Memory does not grow with the audio.
 */
export function createBagWriter(
  target: ByteTarget,
  { changedAt, signal }: { changedAt: string; signal?: AbortSignal },
): BagWriter {
  const zip = createZipWriter(target, { changedAt })
  const payload = new Map<string, string>()
  const tags = new Map<string, string>()
  const taken = new Set<string>()
  let payloadBytes = 0

  let last: Promise<unknown> = Promise.resolve()

  /** Does what is ready to be written once everything called before has been, whatever became of that. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(async () => {
      signal?.throwIfAborted()
      if (tags.size === 0) await addTag('bagit.txt', bagitText)
      return work()
    })
    last = turn.catch(() => undefined)
    return turn
  }

  async function addTag(path: string, text: string): Promise<void> {
    const bytes = Buffer.from(text)
    const { sha256, crc32 } = digestOf(bytes)
    await zip.addBytes(`${bundleFolder}/${path}`, bytes, crc32)
    tags.set(path, sha256)
  }

  function checkPath(path: string): void {
    const code = pathFault(path) ?? (taken.has(path.toLowerCase()) ? 'NAME_TWICE' : null)
    if (code) throw new BundleFault(code, path)
  }

  function enter(path: string, { sha256, sizeBytes }: Digest): Written {
    payload.set(`data/${path}`, sha256)
    taken.add(path.toLowerCase())
    payloadBytes += sizeBytes
    return { path, sha256, sizeBytes }
  }

  const nameOf = (path: string) => `${bundleFolder}/data/${path}`

  function checkContent(path: string, digest: Digest, expected: ExpectedFile | undefined): void {
    if (expected && (expected.sha256 !== digest.sha256 || expected.sizeBytes !== digest.sizeBytes))
      throw new BundleFault('FILE_CHANGED', path)
  }

  function addBytes({ path, bytes, expected }: Parameters<BagWriter['addBytes']>[0]): Promise<Written> {
    return inTurn(async () => {
      checkPath(path)
      const digest = digestOf(bytes)
      checkContent(path, digest, expected)
      await zip.addBytes(nameOf(path), bytes, digest.crc32)
      return enter(path, digest)
    })
  }

  return {
    async addFile({ path, file, expected }) {
      const opened = openOnce(file, signal)
      // Waited for in turn; until then nobody else would hear that it failed.
      opened.catch(() => undefined)
      const put = async () => {
        checkPath(path)
        const { handle, bytes, digest } = await opened.catch((error: unknown) => {
          signal?.throwIfAborted()
          throw new BundleFault('FILE_UNREADABLE', path, { reason: reasonOf(error) }, error)
        })
        if (expected && (expected.sha256 !== digest.sha256 || expected.sizeBytes !== digest.sizeBytes))
          throw new BundleFault('FILE_CHANGED', path)
        if (handle === null) await zip.addBytes(nameOf(path), bytes, digest.crc32)
        else await zip.addPieces(nameOf(path), digest, unchanged(handle, path, digest, signal))
        return enter(path, digest)
      }
      try {
        return await inTurn(put)
      } finally {
        const { handle } = await opened.catch(() => ({ handle: null }))
        await handle?.close()
      }
    },

    addBytes,
    addText({ path, text }) {
      if (typeof text === 'string') return addBytes({ path, bytes: Buffer.from(text) })
      return inTurn(async () => {
        checkPath(path)
        // Size and sums stand in front, so it is reckoned first, and written when it comes out once more.
        const reckoning = createDigest()
        for await (const piece of textPieces(text())) reckoning.update(piece)
        const digest = reckoning.finish()
        await zip.addPieces(nameOf(path), digest, textPieces(text()))
        return enter(path, digest)
      })
    },

    close: (info) =>
      inTurn(async () => {
        const payloadFiles = payload.size
        await addTag('bag-info.txt', bagInfoText(info, { files: payloadFiles, bytes: payloadBytes }))
        await addTag('manifest-sha256.txt', manifestText(payload))
        await addTag('tagmanifest-sha256.txt', manifestText(tags))
        return { payloadFiles, payloadBytes, sizeBytes: await zip.finish() }
      }),
  }
}

type Opened = { handle: FileHandle; bytes: null; digest: Digest } | { handle: null; bytes: Buffer; digest: Digest }

/** Small files whole, with their bytes; large ones are open still, to be read once more. */
async function openOnce(file: string, signal?: AbortSignal): Promise<Opened> {
  const handle = await open(file)
  let isKept = false
  try {
    const { size } = await handle.stat()
    if (size <= bundleBounds.wholeBytes) {
      const bytes = await readFully(handle, 0, size)
      return { handle: null, bytes, digest: digestOf(bytes) }
    }
    const digest = createDigest()
    for await (const piece of piecesOf(handle, { end: size, signal })) digest.update(piece)
    isKept = true
    return { handle, bytes: null, digest: digest.finish() }
  } finally {
    if (!isKept) await handle.close()
  }
}

/** The file once more; what differs from the first reading ends it. */
async function* unchanged(handle: FileHandle, path: string, known: Digest, signal?: AbortSignal) {
  const digest = createDigest()
  for await (const piece of piecesOf(handle, { end: known.sizeBytes, signal })) {
    digest.update(piece)
    yield piece
  }
  if (digest.finish().sha256 !== known.sha256) throw new BundleFault('FILE_CHANGED_WHILE_WRITTEN', path)
}
