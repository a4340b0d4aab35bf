export type AudioFormat = 'wav' | 'flac' | 'mp3' | 'ogg'
export type SniffedFormat = AudioFormat | 'm4a'

/** Bytes of the ID3v2 tags that stand before the sound, with the zeros that some taggers leave after them. */
export function id3Bytes(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let offset = 0
  while (view.toString('latin1', offset, offset + 3) === 'ID3' && offset + 10 <= view.length) {
    // The size is "syncsafe": seven bits a byte (ID3v2.4, section 6.2).
    const size = view.subarray(offset + 6, offset + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    const footer = ((view[offset + 5] ?? 0) & 0x10) === 0 ? 0 : 10
    offset += 10 + size + footer
    while (view[offset] === 0) offset += 1
  }
  return offset
}

const mpeg1Rates = [44_100, 48_000, 32_000]
const mpeg1Kbps = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const mpeg2Kbps = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

export interface Mp3Frame {
  lengthBytes: number
  mono: boolean
}

/** The Layer III frame whose header stands at `offset` (ISO 11172-3, 2.4.1.3; 13818-3 for the lower rates). */
export function mp3FrameAt(bytes: Uint8Array, offset: number): Mp3Frame | null {
  const [b0, b1, b2, b3] = bytes.subarray(offset, offset + 4)
  if (b0 === undefined || b1 === undefined || b2 === undefined || b3 === undefined) return null
  if (b0 !== 0xff || (b1 & 0xe6) !== 0xe2) return null
  const version = (b1 >> 3) & 3
  const rate = mpeg1Rates[(b2 >> 2) & 3]
  const kbps = (version === 3 ? mpeg1Kbps : mpeg2Kbps)[b2 >> 4]
  if (version === 1 || rate === undefined || !kbps) return null
  const sampleRateHz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4
  const lengthBytes = Math.floor(((version === 3 ? 144_000 : 72_000) * kbps) / sampleRateHz) + ((b2 >> 1) & 1)
  return { lengthBytes, mono: b3 >> 6 === 3 }
}

/** What a file is, by its content; null: nothing that the studio knows. A name is never looked at. */
export function sniffFormat(bytes: Uint8Array): SniffedFormat | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const says = (text: string, at: number) => view.toString('latin1', at, at + text.length) === text
  if ((says('RIFF', 0) || says('RF64', 0)) && says('WAVE', 8)) return 'wav'
  if (says('OggS', 0)) return 'ogg'
  if (says('ftyp', 4)) return 'm4a'
  const start = id3Bytes(bytes)
  if (says('fLaC', start)) return 'flac'
  // The sync word alone is found in any noise: a second frame, or the end of the file, must follow the first.
  const frame = mp3FrameAt(bytes, start)
  if (!frame) return null
  const next = start + frame.lengthBytes
  return next >= bytes.length || mp3FrameAt(bytes, next) ? 'mp3' : null
}
