import type { ZipRecord } from './zip-records.ts'
import { centralRecord, dosTimeOf, endOfDirectory, localHeader } from './zip-records.ts'

/** Where a bundle goes, from beginning to end; the writer of a `WritableStream` is one. */
export interface ByteTarget {
  /** Once it resolves, the bytes may be used for others. */
  write(bytes: Uint8Array): Promise<void>
}

export interface ZipWriter {
  /** `bytes` must stay as they are until the file is finished. */
  addBytes(name: string, bytes: Uint8Array, crc32: number): Promise<void>
  /** Size and check sum stand before the data, so they must be known. Pieces that end in an error spoil the archive. */
  addPieces(name: string, known: { sizeBytes: number; crc32: number }, pieces: AsyncIterable<Uint8Array>): Promise<void>
  /** Writes the directory; the length of the file. The target stays open. */
  finish(): Promise<number>
}

/** Small pieces are gathered: a write costs more than a copy. */
const gatheredBytes = 1_048_576

/** A ZIP file of stored entries, all of the one time. Names are ASCII. */
export function createZipWriter(target: ByteTarget, { changedAt }: { changedAt: string }): ZipWriter {
  const dosTime = dosTimeOf(changedAt)
  const records: ZipRecord[] = []
  let gathered = Buffer.allocUnsafe(gatheredBytes)
  let spare = Buffer.allocUnsafe(gatheredBytes)
  let filled = 0
  let offset = 0
  let inFlight: Promise<void> = Promise.resolve()
  let spoilt: { by: unknown } | null = null

  async function write(bytes: Uint8Array): Promise<void> {
    if (spoilt) throw spoilt.by
    if (filled + bytes.length > gatheredBytes) await flush()
    offset += bytes.length
    if (bytes.length < gatheredBytes) {
      gathered.set(bytes, filled)
      filled += bytes.length
    } else await send(bytes)
  }

  async function flush(): Promise<void> {
    if (filled === 0) return
    await send(gathered.subarray(0, filled))
    // The other one was written before this one was sent.
    ;[gathered, spare] = [spare, gathered]
    filled = 0
  }

  /** One write is under way while the next bytes are read and reckoned. What fails is told by a later call. */
  async function send(bytes: Uint8Array): Promise<void> {
    await inFlight
    inFlight = target.write(bytes)
    // Whoever waits for it next is told.
    inFlight.catch(() => undefined)
  }

  function begin(name: string, known: { sizeBytes: number; crc32: number }): Promise<void> {
    const record = { name, dosTime, offset, ...known }
    records.push(record)
    return write(localHeader(record))
  }

  return {
    async addBytes(name, bytes, crc32) {
      await begin(name, { sizeBytes: bytes.length, crc32 })
      await write(bytes)
    },

    async addPieces(name, known, pieces) {
      await begin(name, known)
      try {
        for await (const piece of pieces) await write(piece)
      } catch (error) {
        spoilt = { by: error }
        throw error
      }
    },

    async finish() {
      const start = offset
      for (const record of records) await write(centralRecord(record))
      await write(endOfDirectory({ entries: records.length, sizeBytes: offset - start, offset: start }))
      await flush()
      await inFlight
      return offset
    },
  }
}
