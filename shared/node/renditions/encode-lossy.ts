import { createMp3Encoder, createOggEncoder } from 'wasm-media-encoders'
import type { Sound } from '../audio/sound.ts'
import { withInfoFrame } from './mp3-info-frame.ts'

/** The rates that MP3 knows; anything else is brought to 48 kHz. */
const mp3Rates = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] as const
/** Files of the same sound shall be the same: Ogg's own choice is random. */
const oggSerialNo = 0x50_48_53
const mostFramesAtOnce = 65_536

type Channels = 1 | 2

function* pieces({ channels, frameCount }: Sound): Generator<Float32Array[]> {
  for (let start = 0; start < frameCount; start += mostFramesAtOnce)
    yield channels.map((channel) => channel.subarray(start, start + mostFramesAtOnce))
}

/** LAME at an equal bit rate; players are told how many samples it put before and behind, so the pads stay. */
export async function encodeMp3(sound: Sound, bitsPerSecond: 128_000 | 192_000): Promise<Buffer> {
  const { sampleRateHz, frameCount, channels } = sound
  const outputSampleRate = mp3Rates.find((rate) => rate === sampleRateHz) ?? 48_000
  const encoder = await createMp3Encoder()
  encoder.configure({
    sampleRate: sampleRateHz,
    channels: channels.length as Channels,
    bitrate: bitsPerSecond === 128_000 ? 128 : 192,
    outputSampleRate,
  })
  // What it gives is its own memory, and good until the next call.
  const parts = [...pieces(sound)].map((piece) => Buffer.from(encoder.encode(piece)))
  parts.push(Buffer.from(encoder.finalize()))
  return withInfoFrame(Buffer.concat(parts), Math.ceil((frameCount * outputSampleRate) / sampleRateHz))
}

/** Vorbis by quality, −1…10. */
export async function encodeVorbis(sound: Sound, quality: number): Promise<Buffer> {
  const encoder = await createOggEncoder()
  encoder.configure({
    sampleRate: sound.sampleRateHz,
    channels: sound.channels.length as Channels,
    vbrQuality: quality,
    oggSerialNo,
  })
  const parts = [...pieces(sound)].map((piece) => Buffer.from(encoder.encode(piece)))
  parts.push(Buffer.from(encoder.finalize()))
  return Buffer.concat(parts)
}
