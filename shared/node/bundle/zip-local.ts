import { BundleFault } from './bundle-fault.ts'
import type { ZipEntry } from './zip-directory.ts'
import { flagDescriptor } from './zip-directory.ts'
import { zip64Of } from './zip-extra.ts'
import { most16, signatures } from './zip-records.ts'

export const headerBytes = 30
export const mostHeaderBytes = headerBytes + 2 * most16
export const mostDescriptorBytes = 24

/**
 * Holds an entry's own header, at the beginning of `bytes`, against the directory; where its data begin. Writers that
 * could not seek leave sizes and check sum empty there, and say them after the data.
 */
export function checkHeader(bytes: Buffer, entry: ZipEntry): number {
  const { name, flags, method, dosTime, crc32, sizeBytes, packedBytes, offset, endOffset } = entry
  const differ = () => new BundleFault('ENTRY_HEADERS_DIFFER', name)
  if (bytes.length < headerBytes || bytes.readUInt32LE(0) !== signatures.local) throw differ()
  const nameEnd = headerBytes + bytes.readUInt16LE(26)
  const dataOffset = nameEnd + bytes.readUInt16LE(28)
  if (dataOffset > bytes.length || offset + dataOffset + packedBytes > endOffset)
    throw new BundleFault('ENTRY_OVERLAP', name)
  const sizes = zip64Of(bytes.subarray(nameEnd, dataOffset), [bytes.readUInt32LE(22), bytes.readUInt32LE(18)])
  if (sizes === null) throw new BundleFault('ENTRY_EXTRA', name)

  const later = (flags & flagDescriptor) !== 0
  const same = (said: number | undefined, known: number) => said === known || (later && said === 0)
  const agree =
    bytes.readUInt16LE(6) === flags &&
    bytes.readUInt16LE(8) === method &&
    bytes.readUInt32LE(10) === dosTime &&
    same(bytes.readUInt32LE(14), crc32) &&
    same(sizes[0], sizeBytes) &&
    same(sizes[1], packedBytes) &&
    bytes.subarray(headerBytes, nameEnd).equals(Buffer.from(name))
  if (!agree) throw differ()
  return dataOffset
}

/** What follows an entry's data, up to the next one: nothing, or the sizes and check sum that its header left empty. */
export function checkDescriptor(rest: Buffer, { name, flags, crc32, packedBytes, sizeBytes }: ZipEntry): void {
  const hidden = () => new BundleFault('ENTRY_HIDDEN_BYTES', name)
  if ((flags & flagDescriptor) === 0) {
    if (rest.length > 0) throw hidden()
    return
  }
  const long = rest.length >= 20
  const body = long ? 20 : 12
  if (rest.length !== body && rest.length !== body + 4) throw hidden()
  const at = rest.length - body
  const agree =
    (at === 0 || rest.readUInt32LE(0) === signatures.descriptor) &&
    rest.readUInt32LE(at) === crc32 &&
    (long ? Number(rest.readBigUInt64LE(at + 4)) : rest.readUInt32LE(at + 4)) === packedBytes &&
    (long ? Number(rest.readBigUInt64LE(at + 12)) : rest.readUInt32LE(at + 8)) === sizeBytes
  if (!agree) throw new BundleFault('ENTRY_HEADERS_DIFFER', name)
}
