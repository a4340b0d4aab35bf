import { crc32 } from 'node:zlib'

/** What either header of an entry says; what is left out is told truly. */
interface HeaderFields {
  signature?: number
  flags?: number
  method?: number
  dosTime?: number
  crc?: number
  packedBytes?: number
  sizeBytes?: number
  name?: string | Buffer
  extra?: Buffer
}

export interface RawEntry {
  name: string | Buffer
  data: Buffer
  /** What lies in the file, where that is not the data as they are. */
  packed?: Buffer
  /** Both headers. */
  both?: HeaderFields
  local?: HeaderFields
  central?: HeaderFields & { madeBy?: number; attributes?: number; offset?: number; disk?: number; comment?: Buffer }
  /** Right after the data. */
  after?: Buffer
  /** A record of the directory only, for bytes that are another entry's. */
  noBody?: boolean
}

export interface RawEnd {
  before?: Buffer
  betweenBodyAndDirectory?: Buffer
  entries?: number
  entriesOnDisk?: number
  directoryBytes?: number
  directoryOffset?: number
  disk?: number
  comment?: Buffer
  commentBytes?: number
  after?: Buffer
  /** Stands between directory and end. */
  zip64?: (directory: { offset: number; sizeBytes: number; entries: number }) => Buffer
}

const asBytes = (name: string | Buffer) => (typeof name === 'string' ? Buffer.from(name) : name)
const plainFile = (0o100644 << 16) >>> 0

function truly({ name, data, packed = data, both }: RawEntry) {
  const method = packed === data ? 0 : 8
  const fields = { flags: 0, method, dosTime: 0x5822_0000, crc: crc32(data), packedBytes: packed.length }
  return { ...fields, sizeBytes: data.length, name, extra: Buffer.alloc(0), ...both }
}

function body(entry: RawEntry): Buffer {
  const fields = { signature: 0x04034b50, ...truly(entry), ...entry.local }
  const name = asBytes(fields.name)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(fields.signature, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(fields.flags, 6)
  header.writeUInt16LE(fields.method, 8)
  header.writeUInt32LE(fields.dosTime, 10)
  header.writeUInt32LE(fields.crc, 14)
  header.writeUInt32LE(fields.packedBytes, 18)
  header.writeUInt32LE(fields.sizeBytes, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(fields.extra.length, 28)
  const { packed = entry.data, after = Buffer.alloc(0) } = entry
  return Buffer.concat([header, name, fields.extra, packed, after])
}

function record(entry: RawEntry, at: number): Buffer {
  const fields = {
    signature: 0x02014b50,
    madeBy: 3,
    attributes: plainFile,
    offset: at,
    disk: 0,
    comment: Buffer.alloc(0),
    ...truly(entry),
    ...entry.central,
  }
  const name = asBytes(fields.name)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(fields.signature, 0)
  header.writeUInt8(20, 4)
  header.writeUInt8(fields.madeBy, 5)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(fields.flags, 8)
  header.writeUInt16LE(fields.method, 10)
  header.writeUInt32LE(fields.dosTime, 12)
  header.writeUInt32LE(fields.crc, 16)
  header.writeUInt32LE(fields.packedBytes, 20)
  header.writeUInt32LE(fields.sizeBytes, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(fields.extra.length, 30)
  header.writeUInt16LE(fields.comment.length, 32)
  header.writeUInt16LE(fields.disk, 34)
  header.writeUInt32LE(fields.attributes, 38)
  header.writeUInt32LE(fields.offset, 42)
  return Buffer.concat([header, name, fields.extra, fields.comment])
}

/** A ZIP file, byte by byte, that says whatever a test wants it to say. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const { before = Buffer.alloc(0), betweenBodyAndDirectory = Buffer.alloc(0), comment = Buffer.alloc(0) } = end
  const parts = [before]
  let at = before.length
  const records = entries.map((entry) => {
    const start = at
    if (!entry.noBody) {
      const bytes = body(entry)
      parts.push(bytes)
      at += bytes.length
    }
    return record(entry, start)
  })
  const offset = at + betweenBodyAndDirectory.length
  const directory = Buffer.concat(records)
  const zip64 = end.zip64?.({ offset, sizeBytes: directory.length, entries: entries.length }) ?? Buffer.alloc(0)
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  tail.writeUInt16LE(end.disk ?? 0, 4)
  tail.writeUInt16LE(end.disk ?? 0, 6)
  tail.writeUInt16LE(end.entriesOnDisk ?? end.entries ?? entries.length, 8)
  tail.writeUInt16LE(end.entries ?? entries.length, 10)
  tail.writeUInt32LE(end.directoryBytes ?? directory.length, 12)
  tail.writeUInt32LE(end.directoryOffset ?? offset, 16)
  tail.writeUInt16LE(end.commentBytes ?? comment.length, 20)
  const after = end.after ?? Buffer.alloc(0)
  return Buffer.concat([...parts, betweenBodyAndDirectory, directory, zip64, tail, comment, after])
}
