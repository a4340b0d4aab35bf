import type { Buffer } from 'node:buffer'
import { spokenSound } from './spoken-sound.ts'
import { wavFile } from './known-sound.ts'

/** Mono, −1…1, 48 kHz. */
export const roomRateHz = 48_000

/** A room's even noise, its RMS at that level. */
export function roomNoise(seconds: number, dbfs: number): Float32Array {
  let seed = 20_261
  // An even spread between −1 and 1 has an RMS of 1 / √3.
  const loudness = Math.sqrt(3) * 10 ** (dbfs / 20)
  return Float32Array.from({ length: Math.round(seconds * roomRateHz) }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0
    return (seed / 2 ** 31) * loudness
  })
}

/** The mains, as a bad cable lets it through: one sine, its RMS at that level. */
export function mainsHum(seconds: number, frequencyHz: 50 | 60, dbfs: number): Float32Array {
  const amplitude = Math.SQRT2 * 10 ** (dbfs / 20)
  return Float32Array.from(
    { length: Math.round(seconds * roomRateHz) },
    (_, at) => amplitude * Math.sin((2 * Math.PI * frequencyHz * at) / roomRateHz),
  )
}

const syllables = [
  { pitchHz: 212, formantsHz: [560, 1900, 2600], seconds: 0.28 },
  { pitchHz: 205, formantsHz: [400, 2100, 2700], seconds: 0.22 },
  { pitchHz: 220, formantsHz: [790, 1180, 2700], seconds: 0.34 },
  { pitchHz: 208, formantsHz: [340, 980, 2600], seconds: 0.3 },
  { pitchHz: 201, formantsHz: [700, 1350, 2600], seconds: 0.26 },
  { pitchHz: 190, formantsHz: [310, 2400, 3000], seconds: 0.42 },
]
const gapSeconds = 0.07
const surroundSeconds = 0.5

/** Six syllables with a voice's outline and short gaps between; the loudest sample is `peak`, and above 1 it is cut off. */
export function sentenceSound(peak: number): Float32Array {
  const gap = new Float32Array(gapSeconds * roomRateHz)
  const parts = syllables.flatMap((syllable) => {
    const sound = spokenSound({ ...syllable, breath: 0.05, peak })
    const surround = surroundSeconds * roomRateHz
    return [Float32Array.from(sound.subarray(surround, sound.length - surround), (sample) => sample / 32_768), gap]
  })
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

export function soundFile(samples: Float32Array): Buffer {
  const pcm = Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))))
  return wavFile({ sampleRateHz: roomRateHz, channels: [pcm] })
}

const rooms = new Map<string, Buffer>()

/** A file of a room's even noise; the same one for all who ask for it, since a minute of it takes a moment to make. */
export function roomFile(seconds: number, dbfs: number): Buffer {
  const key = `${seconds} ${dbfs}`
  const file = rooms.get(key) ?? soundFile(roomNoise(seconds, dbfs))
  rooms.set(key, file)
  return file
}
