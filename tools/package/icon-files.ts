/** One square picture: its side in pixels and its PNG file. */
export type Picture = { size: number; png: Buffer }

/** A Windows icon: a directory of PNG files (allowed since Vista), little-endian; a side of 256 is written as 0. */
export function icoOf(pictures: Picture[]): Buffer {
  const headerBytes = 6 + 16 * pictures.length
  const header = Buffer.alloc(headerBytes)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = headerBytes
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

/** Apple's names for PNG pictures by side in pixels; the later names are the same sides for doubled displays. */
const appleTypes: Record<number, string[]> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
}

/** A macOS icon: tagged PNG files, each with its length (tag and length included), big-endian. */
export function icnsOf(pictures: Picture[]): Buffer {
  const entries = pictures.flatMap(({ size, png }) => (appleTypes[size] ?? []).map((type) => tagged(type, png)))
  return tagged('icns', Buffer.concat(entries))
}

function tagged(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(8 + content.length, 4)
  return Buffer.concat([head, content])
}
