import type { ComplexSignal } from './fourier.ts'
import { powerOfTwoFrom, transform } from './fourier.ts'
import { inSpeechBand, speechBandHz, speechRateHz } from './speech-band.ts'

/** Mono, −1…1. `heard` begins when the playing was asked for, or a little before. */
export interface PlayedAndHeard {
  played: Float32Array
  playedRateHz: number
  heard: Float32Array
  heardRateHz: number
}

export interface HeardPlayback {
  heard: boolean
  /** How alike the two are at the delay at which they are most alike, 0…1; a room's echoes leave some 0.4. */
  correlation: number
  /** From the beginning of `heard` to that of the playing in it; null where it isn't heard. */
  delaySeconds: number | null
}

/** Wireless loudspeakers take up to 0.6 s, and a player some time until it begins. */
const longestDelaySeconds = 1
/** More of it would only take longer. */
const mostPlayedSeconds = 4
const leastCorrelation = 0.25
/** How far the likeliest delay stands out of all others: noise reaches 5, other voices 8. */
const leastProminence = 9
/** 1 would make noise between the harmonics of a voice count as much as the harmonics; 0 calls vowels of one pitch alike. */
const whitening = 0.85
/** The two correlations peak at the same delay, to within a millisecond. */
const nearbyFrames = Math.round(0.001 * speechRateHz)

/**
 * Whether a microphone hears what the loudspeaker plays: the delay by the generalised cross-correlation with a partial
 * phase transform (C. Knapp and G. Carter 1976; K. Donohue and others 2007), which is sharp for the same sound, and blunt
 * for another voice at the same pitch; and the normalised cross-correlation at that delay. Loudness and polarity make no
 * difference.
 */
export function hearsPlayback({ played, playedRateHz, heard, heardRateHz }: PlayedAndHeard): HeardPlayback {
  const reference = inSpeechBand(played.subarray(0, Math.floor(mostPlayedSeconds * playedRateHz)), playedRateHz)
  const longestDelay = longestDelaySeconds * speechRateHz
  const microphone = inSpeechBand(heard, heardRateHz).subarray(0, reference.length + longestDelay)
  const delays = Math.min(longestDelay, microphone.length)
  const { plain, whitened } = crossCorrelations(reference, microphone)
  const sharp = largest(whitened, 0, delays)
  const prominence = sharp.size / rootMeanSquare(whitened.subarray(0, delays))
  const from = Math.max(0, sharp.at - nearbyFrames)
  const alike = largest(normalised(plain.subarray(0, delays), reference, microphone), from, sharp.at + nearbyFrames + 1)
  const isHeard = alike.size >= leastCorrelation && prominence >= leastProminence
  return { heard: isHeard, correlation: alike.size, delaySeconds: isHeard ? sharp.at / speechRateHz : null }
}

/** By delay in samples; those before zero stand at the end. */
function crossCorrelations(
  reference: Float64Array,
  microphone: Float64Array,
): { plain: Float64Array; whitened: Float64Array } {
  const size = powerOfTwoFrom(reference.length + microphone.length)
  // Both are real: one transform of two is enough for them, and one for their correlations.
  const both: ComplexSignal = { re: new Float64Array(size), im: new Float64Array(size) }
  both.re.set(reference)
  both.im.set(microphone)
  transform(both, 'forward')
  const cross: ComplexSignal = { re: new Float64Array(size), im: new Float64Array(size) }
  const bin = (frequencyHz: number) => Math.round((frequencyHz * size) / speechRateHz)
  const [low, high] = [bin(speechBandHz.low), bin(speechBandHz.high)]
  for (let index = 0; index < size; index += 1) {
    const mirror = (size - index) % size
    const [a, b] = [both.re[index] ?? 0, both.im[index] ?? 0]
    const [c, d] = [both.re[mirror] ?? 0, both.im[mirror] ?? 0]
    const [referenceRe, referenceIm] = [(a + c) / 2, (b - d) / 2]
    const [microphoneRe, microphoneIm] = [(b + d) / 2, (c - a) / 2]
    const re = microphoneRe * referenceRe + microphoneIm * referenceIm
    const im = microphoneIm * referenceRe - microphoneRe * referenceIm
    const frequency = Math.min(index, mirror)
    const power = Math.hypot(re, im)
    const weight = frequency >= low && frequency <= high && power > 0 ? power ** -whitening : 0
    // Real part: the plain correlation; imaginary part: the whitened one.
    cross.re[index] = re - weight * im
    cross.im[index] = im + weight * re
  }
  transform(cross, 'inverse')
  return { plain: cross.re, whitened: cross.im }
}

/** Against the powers of the reference and of what was heard for as long at each delay. */
function normalised(plain: Float64Array, reference: Float64Array, microphone: Float64Array): Float64Array {
  const before = new Float64Array(microphone.length + 1)
  microphone.forEach((sample, frame) => (before[frame + 1] = (before[frame] ?? 0) + sample * sample))
  const until = (frame: number) => before[Math.min(frame, microphone.length)] ?? 0
  const powers = plain.map((_, delay) => until(delay + reference.length) - until(delay))
  // Where next to nothing was heard, any likeness is chance.
  const least = powers.reduce((most, power) => Math.max(most, power), 0) / 1000
  const referencePower = reference.reduce((sum, sample) => sum + sample * sample, 0)
  return plain.map((product, delay) => {
    const power = referencePower * Math.max(powers[delay] ?? 0, least)
    return power > 0 ? product / Math.sqrt(power) : 0
  })
}

function largest(values: Float64Array, from: number, to: number): { at: number; size: number } {
  let found = { at: 0, size: 0 }
  for (let at = from; at < Math.min(to, values.length); at += 1) {
    const size = Math.abs(values[at] ?? 0)
    if (size > found.size) found = { at, size }
  }
  return found
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length))
}
