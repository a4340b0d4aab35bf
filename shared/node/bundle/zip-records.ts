/** The records of a ZIP file with stored entries (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5.3). */

export interface ZipRecord {
  name: string
  crc32: number
  sizeBytes: number
  dosTime: number
  /** Of the local header, from the beginning of the file. */
  offset: number
}

export const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
  descriptor: 0x08074b50,
} as const

export const most16 = 0xffff
export const most32 = 0xffff_ffff
export const zip64ExtraId = 0x0001
const versionPlain = 20
const versionZip64 = 45
const madeByUnix = 3 << 8
/** A plain file that its owner writes and everybody reads. */
const plainFile = (0o100644 << 16) >>> 0

const is64 = ({ sizeBytes, offset }: { sizeBytes: number; offset: number }) => sizeBytes >= most32 || offset >= most32

function zip64Extra(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0)
  const extra = Buffer.alloc(4 + values.length * 8)
  extra.writeUInt16LE(zip64ExtraId, 0)
  extra.writeUInt16LE(values.length * 8, 2)
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8)
  return extra
}

export function localHeader(record: ZipRecord): Buffer {
  const { crc32, dosTime, sizeBytes } = record
  const name = Buffer.from(record.name, 'latin1')
  const long = sizeBytes >= most32
  const extra = zip64Extra(long ? [sizeBytes, sizeBytes] : [])
  const header = Buffer.alloc(30)
  header.writeUInt32LE(signatures.local, 0)
  header.writeUInt16LE(long ? versionZip64 : versionPlain, 4)
  header.writeUInt32LE(dosTime, 10)
  header.writeUInt32LE(crc32, 14)
  header.writeUInt32LE(long ? most32 : sizeBytes, 18)
  header.writeUInt32LE(long ? most32 : sizeBytes, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, name, extra])
}

export function centralRecord(record: ZipRecord): Buffer {
  const { crc32, dosTime, sizeBytes, offset } = record
  const name = Buffer.from(record.name, 'latin1')
  const sizes = sizeBytes >= most32 ? [sizeBytes, sizeBytes] : []
  const extra = zip64Extra(offset >= most32 ? [...sizes, offset] : sizes)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(signatures.central, 0)
  header.writeUInt16LE(madeByUnix | versionZip64, 4)
  header.writeUInt16LE(extra.length > 0 ? versionZip64 : versionPlain, 6)
  header.writeUInt32LE(dosTime, 12)
  header.writeUInt32LE(crc32, 16)
  header.writeUInt32LE(Math.min(sizeBytes, most32), 20)
  header.writeUInt32LE(Math.min(sizeBytes, most32), 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE(plainFile, 38)
  header.writeUInt32LE(Math.min(offset, most32), 42)
  return Buffer.concat([header, name, extra])
}

/** The end of the file; with the 64-bit records where a number does not fit. */
export function endOfDirectory(directory: { entries: number; sizeBytes: number; offset: number }): Buffer {
  const { entries, sizeBytes, offset } = directory
  const end = Buffer.alloc(22)
  end.writeUInt32LE(signatures.end, 0)
  end.writeUInt16LE(Math.min(entries, most16), 8)
  end.writeUInt16LE(Math.min(entries, most16), 10)
  end.writeUInt32LE(Math.min(sizeBytes, most32), 12)
  end.writeUInt32LE(Math.min(offset, most32), 16)
  if (entries < most16 && !is64(directory)) return end

  const long = Buffer.alloc(56)
  long.writeUInt32LE(signatures.zip64End, 0)
  long.writeBigUInt64LE(44n, 4)
  long.writeUInt16LE(madeByUnix | versionZip64, 12)
  long.writeUInt16LE(versionZip64, 14)
  long.writeBigUInt64LE(BigInt(entries), 24)
  long.writeBigUInt64LE(BigInt(entries), 32)
  long.writeBigUInt64LE(BigInt(sizeBytes), 40)
  long.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(signatures.zip64Locator, 0)
  locator.writeBigUInt64LE(BigInt(offset + sizeBytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([long, locator, end])
}

const firstDosTime = Date.UTC(1980, 0, 1)
const lastDosTime = Date.UTC(2107, 11, 31, 23, 59, 58)

/** Date (high half) and time (low half) as ZIP keeps them: even seconds, without a zone, here always UTC. */
export function dosTimeOf(time: string): number {
  const date = new Date(Math.min(Math.max(Date.parse(time), firstDosTime), lastDosTime))
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()
  const clock = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)
  return ((day << 16) | clock) >>> 0
}
