import { type RealFft, createRealFft, fftSizeFor } from '../spectrum/fft.ts'
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
  const { plain, whitened } = crossCorrelations(reference, microphone, delays)
  const sharp = largest(whitened, 0, delays)
  const prominence = sharp.size / rootMeanSquare(whitened)
  const from = Math.max(0, sharp.at - nearbyFrames)
  const alike = largest(normalised(plain, reference, microphone), from, sharp.at + nearbyFrames + 1)
  const isHeard = alike.size >= leastCorrelation && prominence >= leastProminence
  return { heard: isHeard, correlation: alike.size, delaySeconds: isHeard ? sharp.at / speechRateHz : null }
}

/** By delay in samples, from 0 on. */
function crossCorrelations(
  reference: Float64Array,
  microphone: Float64Array,
  delays: number,
): { plain: Float64Array; whitened: Float64Array } {
  // Twice the delays: those before zero need their place, too.
  const fft = createRealFft(fftSizeFor(Math.max(reference.length + microphone.length, 2 * delays)))
  const of = (samples: Float64Array) => {
    const { re, im } = fft.transform(samples)
    return { re: re.slice(), im: im.slice() }
  }
  const [played, heard] = [of(reference), of(microphone)]
  const crossRe = played.re.map((_, bin) => {
    return (heard.re[bin] ?? 0) * (played.re[bin] ?? 0) + (heard.im[bin] ?? 0) * (played.im[bin] ?? 0)
  })
  const crossIm = played.re.map((_, bin) => {
    return (heard.im[bin] ?? 0) * (played.re[bin] ?? 0) - (heard.re[bin] ?? 0) * (played.im[bin] ?? 0)
  })
  const binOf = (frequencyHz: number) => Math.round((frequencyHz * fft.size) / speechRateHz)
  const [low, high] = [binOf(speechBandHz.low), binOf(speechBandHz.high)]
  const weights = crossRe.map((re, bin) => {
    const power = Math.hypot(re, crossIm[bin] ?? 0)
    return bin >= low && bin <= high && power > 0 ? power ** -whitening : 0
  })
  const weighted = (parts: Float64Array) => parts.map((part, bin) => part * (weights[bin] ?? 0))
  return {
    plain: inverse(fft, crossRe, crossIm).subarray(0, delays),
    whitened: inverse(fft, weighted(crossRe), weighted(crossIm)).subarray(0, delays),
  }
}

/**
 * The first half of the real signal that has this spectrum. Its real parts are even and its imaginary parts odd, so that
 * the sum of both, transformed, holds the one's cosines and the other's sines apart (R. Bracewell 1983).
 */
function inverse(fft: RealFft, re: Float64Array, im: Float64Array): Float64Array {
  const { size } = fft
  const sums = Float64Array.from({ length: size }, (_, bin) => {
    const mirrored = size - bin
    return bin <= size / 2 ? (re[bin] ?? 0) + (im[bin] ?? 0) : (re[mirrored] ?? 0) - (im[mirrored] ?? 0)
  })
  const transformed = fft.transform(sums)
  return transformed.re.map((part, frame) => (part + (transformed.im[frame] ?? 0)) / size)
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
