import { mp3FrameAt } from '../audio/sniff-format.ts'

/** What LAME puts before the first sample; a decoder adds the 529 of its own filter bank. */
const encoderDelayFrames = 576
const tagBytes = 156

/**
 * The silent frame in front that tells players how many samples the encoder put before and behind the sound, so that
 * pads and length stay what they were (the "Info" header of Xing, extended by LAME). `mp3` is a stream of equal bit rate
 * without one; `frameCount` counts the samples of a channel that were encoded.
 */
export function withInfoFrame(mp3: Uint8Array, frameCount: number): Buffer<ArrayBuffer> {
  const first = mp3FrameAt(mp3, 0)
  if (first === null) throw new RangeError('an MP3 stream begins with a frame')
  const frames = countFrames(mp3)
  const info = Buffer.alloc(first.lengthBytes)
  info.set(mp3.subarray(0, 4))
  const isMpeg1 = ((mp3[1] ?? 0) & 0b1000) !== 0
  const at = 4 + sideInfoBytes(isMpeg1, first.mono)
  const encodedFrames = frames * (isMpeg1 ? 1152 : 576)
  if (at + tagBytes > info.length) throw new RangeError('a frame of this bit rate holds no header')
  info.write('Info', at, 'latin1')
  // All four of its fields are there: frames, bytes, a table to seek by, a quality.
  info.writeUInt32BE(0x0f, at + 4)
  info.writeUInt32BE(frames, at + 8)
  info.writeUInt32BE(mp3.length + info.length, at + 12)
  for (let percent = 0; percent < 100; percent += 1) info[at + 16 + percent] = Math.floor((percent * 256) / 100)
  info.write('LAME3.100', at + 120, 'latin1')
  const constantBitRate = 1
  info[at + 129] = constantBitRate
  const paddingFrames = Math.min(0xfff, Math.max(0, encodedFrames - encoderDelayFrames - frameCount))
  info.writeUIntBE((encoderDelayFrames << 12) | paddingFrames, at + 141, 3)
  info.writeUInt32BE(mp3.length + info.length, at + 148)
  info.writeUInt16BE(crc16(mp3), at + 152)
  info.writeUInt16BE(crc16(info.subarray(0, at + 154)), at + 154)
  return Buffer.concat([info, mp3])
}

function countFrames(mp3: Uint8Array): number {
  let frames = 0
  let offset = 0
  for (;;) {
    const frame = mp3FrameAt(mp3, offset)
    if (frame === null) return frames
    frames += 1
    offset += frame.lengthBytes
  }
}

/** ISO/IEC 11172-3 and 13818-3. */
function sideInfoBytes(isMpeg1: boolean, isMono: boolean): number {
  if (isMpeg1) return isMono ? 17 : 32
  return isMono ? 9 : 17
}

/** CRC-16 of the polynomial 0x8005, reflected, from 0. */
function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  }
  return crc
}
