import { FLACDecoder } from '@wasm-audio-decoders/flac'
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis'
import { MPEGDecoder } from 'mpg123-decoder'
import { AudioFault } from '../audio/audio-fault.ts'
import { id3Bytes, sniffFormat } from '../audio/sniff-format.ts'
import { readWavLayout } from '../audio/wav.ts'
import { bundleBounds } from './bundle-bounds.ts'

/** A sound of a bundle: `head` is all of it up to 32 MiB, else its beginning. */
export interface SoundToExamine {
  path: string
  head: Uint8Array
  sizeBytes: number
}

/** Why a sound can't be heard; null where it can. */
export type ExamineAudio = (sound: SoundToExamine) => Promise<string | null>

interface Decoded {
  samplesDecoded: number
  sampleRate: number
  errors: readonly unknown[]
}

interface Decoder {
  ready: Promise<void>
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>
  flush?(): Promise<Decoded>
  free(): void
}

/** Silence packs into a thousandth of a thousandth: so few bytes at a time, and no more sound than this in all. */
const bytesAtOnce = 1024
const mostSeconds = 600
const mostChannels = 8
/** Plenty for the first Ogg page, where the codec introduces itself. */
const firstPageBytes = 512
/** FLAC's decoder loses a last frame shorter than its look-ahead. */
const lookAhead = new Uint8Array(64)

/**
 * Whether a sound decodes, without keeping what comes out. Any samples are a sound in a WAV file whose layout can be
 * read; of other files each frame is decoded. Others get their turn in between.
 */
export const examineSound: ExamineAudio = async ({ head, sizeBytes }) => {
  try {
    await examine(head, sizeBytes)
    return null
  } catch (error) {
    return error instanceof AudioFault ? error.reason : 'does not decode'
  }
}

async function examine(head: Uint8Array, sizeBytes: number): Promise<void> {
  if (sizeBytes === 0) throw new AudioFault('empty')
  const format = sniffFormat(head)
  if (format === null) throw new AudioFault('not a sound file')
  if (format === 'm4a') throw new AudioFault('m4a cannot be decoded here')
  if (format === 'wav') {
    if (readWavLayout(head, sizeBytes).frameCount === 0) throw new AudioFault('no sound in it')
    return
  }
  if (sizeBytes > bundleBounds.wholeBytes) throw new AudioFault('too large')
  const sound = head.subarray(id3Bytes(head))
  if (format === 'mp3') return runThrough(new MPEGDecoder(), [sound])
  const page = Buffer.from(sound.subarray(0, firstPageBytes))
  if (format === 'flac' || page.includes('\x7fFLAC', 0, 'latin1'))
    return runThrough(new FLACDecoder(), [sound, lookAhead])
  // A page of packets with 255 channels each would unpack to gigabytes at once (Vorbis I, section 4.2.2).
  const channels = page[page.indexOf('\x01vorbis', 0, 'latin1') + 11] ?? 0
  if (channels > mostChannels) throw new AudioFault('does not decode')
  return runThrough(new OggVorbisDecoder(), [sound])
}

async function runThrough(decoder: Decoder, parts: readonly Uint8Array[]): Promise<void> {
  let seconds = 0
  const take = ({ samplesDecoded, sampleRate, errors }: Decoded) => {
    if (errors.length > 0) throw new AudioFault('does not decode')
    // Where nothing came out, the other numbers are anything.
    if (samplesDecoded > 0) seconds += samplesDecoded / sampleRate
    if (!(seconds <= mostSeconds)) throw new AudioFault('too large')
  }
  await decoder.ready
  try {
    for (const part of parts) {
      for (let at = 0; at < part.length; at += bytesAtOnce) {
        take(await decoder.decode(part.subarray(at, at + bytesAtOnce)))
        await ownTurn()
      }
    }
    if (decoder.flush) take(await decoder.flush())
  } finally {
    decoder.free()
  }
  if (seconds === 0) throw new AudioFault('does not decode')
}

const ownTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
