import type { FileHandle } from 'node:fs/promises'
import { bundleBounds } from './bundle-bounds.ts'
import type { BundleFaultCode } from './bundle-fault.ts'
import { BundleFault } from './bundle-fault.ts'
import { readFully } from './file-digest.ts'
import { zip64Of } from './zip-extra.ts'
import { most16, most32, signatures } from './zip-records.ts'

export interface ZipEntry {
  name: string
  isFolder: boolean
  flags: number
  method: number
  dosTime: number
  crc32: number
  packedBytes: number
  sizeBytes: number
  /** Of the local header. */
  offset: number
  /** Where the next entry, or the directory, begins. */
  endOffset: number
}

export const stored = 0
export const deflated = 8
export const flagDescriptor = 0x0008
const flagEncrypted = 0x0041
const flagMaskedHeaders = 0x2000
/** Deflate's level, descriptor, UTF-8 names: what any ordinary program writes. */
const knownFlags = 0x0006 | flagDescriptor | 0x0800
/** Deflate never makes a file much longer. */
const deflateSlackBytes = 4096
const endBytes = 22
const locatorBytes = 20
const zip64EndBytes = 56

interface Place {
  entries: number
  offset: number
  sizeBytes: number
}

/**
 * The directory of a ZIP file, held against nothing yet but itself. What leaves no directory to trust is thrown; what is
 * wrong with single entries is handed to `tell`.
 */
export async function readDirectory(
  handle: FileHandle,
  fileBytes: number,
  tell: (fault: BundleFault) => void,
): Promise<{ entries: ZipEntry[]; directoryOffset: number }> {
  const place = await findDirectory(handle, fileBytes)
  const { entries: count } = place
  if (count > bundleBounds.entries || place.sizeBytes > bundleBounds.directoryBytes)
    throw new BundleFault('ZIP_TOO_MANY_ENTRIES', null, { entries: count, most: bundleBounds.entries })
  const bytes = await readFully(handle, place.offset, place.sizeBytes)
  if (bytes.length < place.sizeBytes) throw new BundleFault('ZIP_CUT', null)

  const entries: ZipEntry[] = []
  let at = 0
  while (at < bytes.length) {
    if (entries.length === count) throw broken('it goes on after its last entry')
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== signatures.central) throw broken('an entry is cut off')
    const length = 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (at + length > bytes.length) throw broken('an entry is cut off')
    entries.push(readRecord(bytes.subarray(at, at + length), tell))
    at += length
  }
  if (entries.length !== count) throw broken('entries are missing')
  return { entries, directoryOffset: place.offset }
}

const broken = (reason: string) => new BundleFault('ZIP_DIRECTORY_BROKEN', null, { reason })

async function findDirectory(handle: FileHandle, fileBytes: number): Promise<Place> {
  const tailBytes = Math.min(fileBytes, endBytes + most16 + locatorBytes + zip64EndBytes)
  const tailStart = fileBytes - tailBytes
  const tail = await readFully(handle, tailStart, tailBytes)
  const ends: number[] = []
  for (let at = tail.length - endBytes; at >= 0 && at >= tail.length - endBytes - most16; at -= 1) {
    if (tail.readUInt32LE(at) === signatures.end && at + endBytes + tail.readUInt16LE(at + 20) === tail.length)
      ends.push(at)
  }
  const [at] = ends
  if (at === undefined) throw new BundleFault('NOT_A_ZIP', null)
  if (ends.length > 1) throw new BundleFault('ZIP_AMBIGUOUS', null)

  const end = tail.subarray(at)
  const plain = { entries: end.readUInt16LE(10), sizeBytes: end.readUInt32LE(12), offset: end.readUInt32LE(16) }
  const hasLocator = at >= locatorBytes && tail.readUInt32LE(at - locatorBytes) === signatures.zip64Locator
  const place = hasLocator ? readZip64End(tail, at - locatorBytes, tailStart, plain) : plain
  const disks = [end.readUInt16LE(4), end.readUInt16LE(6)]
  if (disks.some((disk) => disk !== 0 && !(hasLocator && disk === most16))) throw new BundleFault('ZIP_SPLIT', null)
  if (!hasLocator && end.readUInt16LE(8) !== plain.entries) throw new BundleFault('ZIP_SPLIT', null)
  const directoryEnd = tailStart + at - (hasLocator ? locatorBytes + zip64EndBytes : 0)
  if (place.offset + place.sizeBytes !== directoryEnd) throw new BundleFault('ZIP_CUT', null)
  return place
}

/** The 64-bit records, which stand right before the end; where both say a number, they must agree. */
function readZip64End(tail: Buffer, locator: number, tailStart: number, plain: Place): Place {
  const at = locator - zip64EndBytes
  if (at < 0 || tail.readUInt32LE(at) !== signatures.zip64End) throw new BundleFault('ZIP_CUT', null)
  if (tail.readBigUInt64LE(at + 4) !== BigInt(zip64EndBytes - 12)) throw broken('its 64-bit end has an unknown length')
  if (Number(tail.readBigUInt64LE(locator + 8)) !== tailStart + at) throw new BundleFault('ZIP_CUT', null)
  const oneDisk = tail.readUInt32LE(locator + 4) === 0 && tail.readUInt32LE(locator + 16) <= 1
  if (!oneDisk || tail.readUInt32LE(at + 16) !== 0 || tail.readUInt32LE(at + 20) !== 0)
    throw new BundleFault('ZIP_SPLIT', null)
  const [onDisk, entries, sizeBytes, offset] = [24, 32, 40, 48].map((field) => Number(tail.readBigUInt64LE(at + field)))
  const place = { entries: entries ?? 0, sizeBytes: sizeBytes ?? 0, offset: offset ?? 0 }
  if (onDisk !== entries) throw new BundleFault('ZIP_SPLIT', null)
  const agree =
    (plain.entries === most16 || plain.entries === place.entries) &&
    (plain.sizeBytes === most32 || plain.sizeBytes === place.sizeBytes) &&
    (plain.offset === most32 || plain.offset === place.offset)
  if (!agree) throw new BundleFault('ZIP_AMBIGUOUS', null)
  return place
}

function readRecord(record: Buffer, tell: (fault: BundleFault) => void): ZipEntry {
  const nameEnd = 46 + record.readUInt16LE(28)
  const name = nameOf(record.subarray(46, nameEnd), tell)
  const faulty = (code: BundleFaultCode, data = {}) => tell(new BundleFault(code, name, data))
  const flags = record.readUInt16LE(8)
  const method = record.readUInt16LE(10)
  if ((flags & (flagEncrypted | flagMaskedHeaders)) !== 0) faulty('ENTRY_ENCRYPTED')
  else if ((flags & ~knownFlags) !== 0) faulty('ENTRY_FLAGS', { flags })
  if (method !== stored && method !== deflated) faulty('ENTRY_METHOD', { method })

  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30))
  const said = [record.readUInt32LE(24), record.readUInt32LE(20), record.readUInt32LE(42)]
  const long = zip64Of(extra, said)
  if (long === null) faulty('ENTRY_EXTRA')
  const [sizeBytes = 0, packedBytes = 0, offset = 0] = long ?? said
  if (record.readUInt16LE(34) !== 0) faulty('ENTRY_NOT_PLAIN')

  const isFolder = name.endsWith('/')
  const kind = kindOf(record)
  if (kind === 'link') faulty('ENTRY_SYMLINK')
  else if (kind === 'other' || (kind === 'folder') !== isFolder) {
    // Many programs leave the kind out; then the name alone says it.
    if (kind !== 'unsaid') faulty('ENTRY_NOT_PLAIN')
  }
  if (isFolder && (sizeBytes > 0 || packedBytes > 2)) faulty('ENTRY_NOT_PLAIN')
  if (method === stored ? sizeBytes !== packedBytes : packedBytes > sizeBytes * 1.1 + deflateSlackBytes)
    faulty('ENTRY_SIZE')
  if (sizeBytes > packedBytes * bundleBounds.ratio) {
    const ratio = packedBytes === 0 ? sizeBytes : Math.ceil(sizeBytes / packedBytes)
    faulty('ENTRY_RATIO', { ratio, most: bundleBounds.ratio })
  }
  const dosTime = record.readUInt32LE(12)
  const crc32 = record.readUInt32LE(16)
  return { name, isFolder, flags, method, dosTime, crc32, packedBytes, sizeBytes, offset, endOffset: 0 }
}

function nameOf(bytes: Buffer, tell: (fault: BundleFault) => void): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const name = bytes.toString('latin1')
    tell(new BundleFault('NAME_NOT_UTF8', name))
    return name
  }
}

const madeByUnix = new Set([3, 19])

function kindOf(record: Buffer): 'file' | 'folder' | 'link' | 'other' | 'unsaid' {
  const attributes = record.readUInt32LE(38)
  const type = (attributes >>> 28) & 0xf
  // Whoever claims to have made it: some programs look at the mode only.
  if (type === 0xa) return 'link'
  if (madeByUnix.has(record.readUInt8(5)) && type !== 0) return type === 8 ? 'file' : type === 4 ? 'folder' : 'other'
  return (attributes & 0x10) === 0 ? 'unsaid' : 'folder'
}
