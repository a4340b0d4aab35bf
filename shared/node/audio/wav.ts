import { AudioFault } from './audio-fault.ts'
import { pcm24OfChannels } from './pcm24.ts'
import type { Sound } from './sound.ts'
import type { SoundShape } from './wav-header.ts'
import { padBytesAfter, wavHeader } from './wav-header.ts'

export interface WavLayout extends SoundShape {
  encoding: 'integer' | 'float'
  /** Of the container: 20-bit samples lie in 3 bytes. */
  bytesPerSample: number
  /** Where the sound begins. */
  dataOffset: number
  /** Whole frames that are there, whatever the header promises. */
  frameCount: number
  /** Whether the header's sizes and the file's length agree. */
  closed: boolean
}

const formatPcm = 1
const formatFloat = 3
const formatExtensible = 0xfffe
/** Sizes that a writer leaves who can't seek back (0 or all ones), or an RF64 file, which says them elsewhere. */
const unknownSize = 0xffff_ffff
const mostChannels = 64
const mostBytes = 0xffff_ffff

function isChunkId(bytes: Buffer, offset: number): boolean {
  if (offset + 4 > bytes.length) return false
  return bytes.subarray(offset, offset + 4).every((byte) => byte >= 0x20 && byte < 0x7f)
}

/** Chunks begin at even offsets, but some writers forget the byte that fills an odd one. */
function afterChunk(bytes: Buffer, end: number): number {
  if (end % 2 === 0) return end
  return isChunkId(bytes, end) && !isChunkId(bytes, end + 1) ? end : end + 1
}

function readFormat(bytes: Buffer, offset: number, size: number) {
  if (size < 16 || offset + 16 > bytes.length) throw new AudioFault('cut off', 'in its format')
  let tag = bytes.readUInt16LE(offset)
  const channelCount = bytes.readUInt16LE(offset + 2)
  const sampleRateHz = bytes.readUInt32LE(offset + 4)
  const blockAlign = bytes.readUInt16LE(offset + 12)
  const bitsPerSample = bytes.readUInt16LE(offset + 14)
  if (tag === formatExtensible) {
    if (size < 40 || offset + 40 > bytes.length) throw new AudioFault('cut off', 'in its format')
    tag = bytes.readUInt16LE(offset + 24)
  }
  if (channelCount < 1 || channelCount > mostChannels || sampleRateHz < 1) {
    throw new AudioFault('unknown sample format', `${channelCount} channels at ${sampleRateHz} Hz`)
  }
  // Samples fill their container from the top, so the container's width is what counts; some writers leave it out.
  const bytesPerSample = blockAlign > 0 ? blockAlign / channelCount : Math.ceil(bitsPerSample / 8)
  const known =
    (tag === formatPcm && [1, 2, 3, 4].includes(bytesPerSample) && bitsPerSample <= bytesPerSample * 8) ||
    (tag === formatFloat && [4, 8].includes(bytesPerSample) && bitsPerSample === bytesPerSample * 8)
  if (!known) throw new AudioFault('unknown sample format', `format ${tag} with ${bitsPerSample} bits`)
  return { sampleRateHz, channelCount, bytesPerSample, encoding: tag === formatPcm ? 'integer' : 'float' } as const
}

/**
 * Reads a WAV header (RIFF, or RF64 under 4 GiB). `head` is the file or its beginning, `fileSizeBytes` the length of
 * all of it. Where the header's sizes were never filled in, or promise too much, the file's length counts.
 */
export function readWavLayout(head: Uint8Array, fileSizeBytes: number = head.length): WavLayout {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length)
  if (fileSizeBytes === 0) throw new AudioFault('empty')
  if (fileSizeBytes > mostBytes) throw new AudioFault('too large', `${fileSizeBytes} bytes`)
  const form = bytes.toString('latin1', 0, 4)
  if ((form !== 'RIFF' && form !== 'RF64') || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new AudioFault('not a sound file')
  }
  let riffBytes = bytes.readUInt32LE(4)
  let longDataBytes: number | undefined
  let format: ReturnType<typeof readFormat> | undefined

  let offset = 12
  while (offset + 8 <= bytes.length) {
    const id = bytes.toString('latin1', offset, offset + 4)
    const size = bytes.readUInt32LE(offset + 4)
    const body = offset + 8
    if (id === 'ds64' && form === 'RF64' && body + 16 <= bytes.length) {
      riffBytes = Number(bytes.readBigUInt64LE(body))
      longDataBytes = Number(bytes.readBigUInt64LE(body + 8))
    }
    if (id === 'fmt ') format = readFormat(bytes, body, size)
    if (id === 'data') {
      if (!format) throw new AudioFault('unknown sample format', 'no format before the sound')
      const there = fileSizeBytes - body
      const said = size === unknownSize && longDataBytes !== undefined ? longDataBytes : size
      const closed = riffBytes + 8 === fileSizeBytes && said <= there
      // An empty chunk in a file that goes on was opened by a writer who never came back to it.
      const dataBytes = (said === 0 && !closed) || said > there ? there : said
      const frameCount = Math.floor(dataBytes / (format.channelCount * format.bytesPerSample))
      return { ...format, dataOffset: body, frameCount, closed }
    }
    offset = afterChunk(bytes, body + size)
  }
  if (!format && bytes.length < 36) throw new AudioFault('cut off', 'in its header')
  throw new AudioFault('no sound in it')
}

function sampleReader({ encoding, bytesPerSample }: WavLayout, bytes: Buffer): (offset: number) => number {
  if (encoding === 'float') {
    const read = (offset: number) => (bytesPerSample === 4 ? bytes.readFloatLE(offset) : bytes.readDoubleLE(offset))
    // Nothing downstream can measure or draw NaN and infinity, which only broken writers make.
    return (offset) => {
      const sample = read(offset)
      return Number.isFinite(Math.fround(sample)) ? sample : 0
    }
  }
  switch (bytesPerSample) {
    case 1:
      return (offset) => ((bytes[offset] ?? 128) - 128) / 128
    case 2:
      return (offset) => bytes.readInt16LE(offset) / 32_768
    case 3:
      return (offset) => bytes.readIntLE(offset, 3) / 8_388_608
    default:
      return (offset) => bytes.readInt32LE(offset) / 2_147_483_648
  }
}

/** Decodes 8, 16, 24, 32-bit integer and 32, 64-bit float samples to −1…1 (floats may go beyond). */
export function decodeWav(file: Uint8Array): Sound {
  const layout = readWavLayout(file)
  const { sampleRateHz, channelCount, bytesPerSample, dataOffset, frameCount } = layout
  const readAt = sampleReader(layout, Buffer.from(file.buffer, file.byteOffset, file.length))
  const frameBytes = channelCount * bytesPerSample
  const channels = Array.from({ length: channelCount }, (_, index) => {
    const channel = new Float32Array(frameCount)
    let offset = dataOffset + index * bytesPerSample
    for (let frame = 0; frame < frameCount; frame += 1, offset += frameBytes) channel[frame] = readAt(offset)
    return channel
  })
  return { sampleRateHz, channels, frameCount }
}

/** A whole 24-bit WAV file from channels of equal length, −1…1. */
export function encodeWav24(channels: readonly Float32Array[], sampleRateHz: number): Buffer<ArrayBuffer> {
  const pcm = pcm24OfChannels(channels)
  const header = wavHeader({ sampleRateHz, channelCount: channels.length }, channels[0]?.length ?? 0)
  return Buffer.concat([header, pcm, Buffer.alloc(padBytesAfter(pcm.length))])
}
