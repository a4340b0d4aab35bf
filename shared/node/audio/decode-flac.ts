import { createHash } from 'node:crypto'
import { FLACDecoder } from '@wasm-audio-decoders/flac'
import { AudioFault } from './audio-fault.ts'
import type { Sound } from './sound.ts'

interface StreamInfo {
  /** 0: the encoder did not know. */
  totalFrames: number
  /** Of the interleaved samples; all zeros: not reckoned. */
  md5: string
}

/** The decoder loses a last frame shorter than its look-ahead (silence packs into 13 bytes): these follow the file. */
const lookAheadBytes = 64
const noMd5 = '0'.repeat(32)
/** Deeper samples do not fit a 32-bit float, so they can't be held against the file's MD5. */
const deepestExactBits = 24

/** RFC 9639, section 8.2; in Ogg the same block stands on the first page. */
function readStreamInfo(bytes: Uint8Array, start: number): StreamInfo {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const marker = view.subarray(0, start + 128).indexOf('fLaC', start, 'latin1')
  const block = marker + 8
  if (marker < 0 || block + 34 > view.length) throw new AudioFault('cut off', 'in its header')
  const totalFrames = (view.readUInt8(block + 13) & 0x0f) * 2 ** 32 + view.readUInt32BE(block + 14)
  return { totalFrames, md5: view.toString('hex', block + 18, block + 34) }
}

function md5Of(steps: readonly Int32Array[], bitDepth: number): string {
  const bytesPerSample = Math.ceil(bitDepth / 8)
  const frameCount = steps[0]?.length ?? 0
  const interleaved = Buffer.alloc(frameCount * steps.length * bytesPerSample)
  let offset = 0
  for (let frame = 0; frame < frameCount; frame += 1) {
    for (const channel of steps) {
      interleaved.writeIntLE(channel[frame] ?? 0, offset, bytesPerSample)
      offset += bytesPerSample
    }
  }
  return createHash('md5').update(interleaved).digest('hex')
}

/** Decodes FLAC, bare or in Ogg, exactly: what comes out has the length and the MD5 that the file says, or it is a fault. */
export async function decodeFlac(bytes: Uint8Array, start: number): Promise<Sound> {
  const info = readStreamInfo(bytes, start)
  const padded = new Uint8Array(bytes.length - start + lookAheadBytes)
  padded.set(bytes.subarray(start))
  const decoder = new FLACDecoder()
  await decoder.ready
  try {
    const decoded = await decoder.decodeFile(padded)
    if (decoded.samplesDecoded === 0 || decoded.errors.length > 0) throw new AudioFault('does not decode')
    if (decoded.samplesDecoded < info.totalFrames)
      throw new AudioFault('cut off', `${decoded.samplesDecoded} frames left`)
    // The decoder divides by the highest sample, not by full scale; its steps are whole again before they are ours.
    const highest = 2 ** (decoded.bitDepth - 1) - 1
    const steps = decoded.channelData.map((channel) =>
      Int32Array.from(channel, (sample) => Math.round(sample * highest)),
    )
    const provable = info.md5 !== noMd5 && decoded.bitDepth <= deepestExactBits
    if (provable && md5Of(steps, decoded.bitDepth) !== info.md5) throw new AudioFault('does not decode', 'wrong MD5')
    const channels = steps.map((channel) => Float32Array.from(channel, (step) => step / (highest + 1)))
    return { sampleRateHz: decoded.sampleRate, channels, frameCount: decoded.samplesDecoded }
  } finally {
    decoder.free()
  }
}
