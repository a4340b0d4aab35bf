import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis'
import { MPEGDecoder } from 'mpg123-decoder'
import { AudioFault } from './audio-fault.ts'
import { decodeFlac } from './decode-flac.ts'
import type { AudioFormat } from './sniff-format.ts'
import { id3Bytes, mp3FrameAt, sniffFormat } from './sniff-format.ts'
import type { Sound } from './sound.ts'
import { decodeWav } from './wav.ts'

export interface DecodedAudio extends Sound {
  format: AudioFormat
}

/** Plenty for the first Ogg page, where the codec introduces itself. */
const firstPageBytes = 512

async function decodeMp3(bytes: Uint8Array): Promise<Sound> {
  const start = id3Bytes(bytes)
  const decoder = new MPEGDecoder()
  await decoder.ready
  try {
    const { channelData, sampleRate, samplesDecoded } = decoder.decode(bytes.subarray(start))
    if (samplesDecoded === 0 || sampleRate === 0) throw new AudioFault('does not decode')
    // The decoder always gives two channels; a mono file's are the same.
    const kept = mp3FrameAt(bytes, start)?.mono ? channelData.slice(0, 1) : channelData
    const channels = kept.map((channel) => new Float32Array(channel))
    return { sampleRateHz: sampleRate, channels, frameCount: samplesDecoded }
  } finally {
    decoder.free()
  }
}

async function decodeVorbis(bytes: Uint8Array): Promise<Sound> {
  const decoder = new OggVorbisDecoder()
  await decoder.ready
  try {
    const { channelData, sampleRate, samplesDecoded, errors } = await decoder.decodeFile(bytes)
    // On garbage it reports no error, no sound, and thousands of channels.
    if (samplesDecoded === 0 || errors.length > 0) throw new AudioFault('does not decode')
    const channels = channelData.map((channel) => new Float32Array(channel))
    return { sampleRateHz: sampleRate, channels, frameCount: samplesDecoded }
  } finally {
    decoder.free()
  }
}

function decodeOgg(bytes: Uint8Array): Promise<Sound> {
  const page = Buffer.from(bytes.subarray(0, firstPageBytes))
  if (page.includes('\x01vorbis', 0, 'latin1')) return decodeVorbis(bytes)
  if (page.includes('\x7fFLAC', 0, 'latin1')) return decodeFlac(bytes, 0)
  throw new AudioFault('unknown sample format', 'Ogg without Vorbis or FLAC')
}

const decoders: Record<AudioFormat, (bytes: Uint8Array) => Sound | Promise<Sound>> = {
  wav: decodeWav,
  flac: (bytes) => decodeFlac(bytes, id3Bytes(bytes)),
  mp3: decodeMp3,
  ogg: decodeOgg,
}

/** What a file of this format is called by, without a dot. */
export function extensionOf(format: AudioFormat): string {
  return format
}

/**
 * Decodes a whole file to −1…1, whatever its name says it is. Throws AudioFault, with the reason, for anything that
 * can't be heard. WAV and FLAC come out exact; of a WAV that is cut off comes what is there.
 */
export async function decodeAudio(bytes: Uint8Array): Promise<DecodedAudio> {
  if (bytes.length === 0) throw new AudioFault('empty')
  const format = sniffFormat(bytes)
  if (format === null) throw new AudioFault('not a sound file')
  if (format === 'm4a') throw new AudioFault('m4a cannot be decoded here')
  try {
    return { format, ...(await decoders[format](bytes)) }
  } catch (error) {
    if (error instanceof AudioFault) throw error
    throw new AudioFault('does not decode', error instanceof Error ? error.message : String(error), error)
  }
}
