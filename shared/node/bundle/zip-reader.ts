import type { FileHandle } from 'node:fs/promises'
import { crc32 as crcOf } from 'node:zlib'
import { bundleBounds } from './bundle-bounds.ts'
import { BundleFault } from './bundle-fault.ts'
import { piecesOf, readFully } from './file-digest.ts'
import { inflatePieces, inflateWhole } from './inflate.ts'
import { readSpans } from './read-spans.ts'
import type { ZipEntry } from './zip-directory.ts'
import { deflated, readDirectory } from './zip-directory.ts'
import { checkDescriptor, checkHeader, mostHeaderBytes } from './zip-local.ts'
import { layOut } from './zip-layout.ts'
import { checkNames } from './zip-names.ts'

export type { ZipEntry } from './zip-directory.ts'

export interface ZipReader {
  /** In the order in which they lie in the file. */
  entries: readonly ZipEntry[]
  /** Unpacked, with size and CRC-32 checked. For entries that memory may hold. */
  read(entry: ZipEntry): Promise<Buffer>
  /** All bytes of these entries, which are sorted as they lie in the file: see readSpans. */
  readSpans(entries: readonly ZipEntry[]): ReturnType<typeof readSpans<ZipEntry>>
  /** What `read` makes of all bytes of an entry. */
  unpack(bytes: Buffer, entry: ZipEntry): Promise<Buffer>
  /** The same in pieces; what is wrong is told at the end at the latest. */
  stream(entry: ZipEntry, signal?: AbortSignal): AsyncGenerator<Buffer, void, void>
}

/**
 * A ZIP file, strictly: every byte before the directory belongs to one entry, and both of an entry's headers say the
 * same. What leaves nothing to read is thrown as a BundleFault; what is wrong with single entries is handed to `tell`.
 */
export async function openZip(
  handle: FileHandle,
  fileBytes: number,
  tell: (fault: BundleFault) => void,
): Promise<ZipReader> {
  const { entries, directoryOffset } = await readDirectory(handle, fileBytes, tell)
  checkNames(entries, tell)
  layOut(entries, directoryOffset, tell)
  const unpacked = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  if (unpacked > bundleBounds.unpackedBytes)
    tell(new BundleFault('ZIP_TOO_LARGE', null, { sizeBytes: unpacked, most: bundleBounds.unpackedBytes }))

  return {
    entries,

    read: async (entry) => unpack(await readFully(handle, entry.offset, entry.endOffset - entry.offset), entry),
    readSpans: (chosen) => readSpans(handle, chosen),
    unpack,

    async *stream(entry, signal) {
      const { name, offset, endOffset, sizeBytes } = entry
      const head = await readFully(handle, offset, Math.min(mostHeaderBytes, endOffset - offset))
      const start = offset + checkHeader(head, entry)
      const end = start + entry.packedBytes
      checkDescriptor(await readFully(handle, end, endOffset - end), entry)
      const packed = piecesOf(handle, { start, end, signal })
      let crc = 0
      let length = 0
      for await (const piece of entry.method === deflated ? inflatePieces(packed, name, sizeBytes) : packed) {
        crc = crcOf(piece, crc)
        length += piece.length
        yield piece
      }
      if (length !== sizeBytes) throw new BundleFault('ENTRY_SIZE', name)
      if (crc !== entry.crc32) throw new BundleFault('ENTRY_CRC', name)
    },
  }
}

/** The data of an entry from all of its bytes, with size and CRC-32 checked. */
async function unpack(bytes: Buffer, entry: ZipEntry): Promise<Buffer> {
  const { name, sizeBytes } = entry
  const dataOffset = checkHeader(bytes, entry)
  checkDescriptor(bytes.subarray(dataOffset + entry.packedBytes), entry)
  const packed = bytes.subarray(dataOffset, dataOffset + entry.packedBytes)
  const data = entry.method === deflated ? await inflateWhole(packed, name, sizeBytes) : packed
  if (data.length !== sizeBytes) throw new BundleFault('ENTRY_SIZE', name)
  if (crcOf(data) !== entry.crc32) throw new BundleFault('ENTRY_CRC', name)
  return data
}
