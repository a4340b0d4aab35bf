import { finiteSamples } from '../spectrum/finite-samples.ts'
import { frameTimes, timeOfFrame } from '../spectrum/frame-times.ts'
import { bestPath } from './best-path.ts'
import { createPitchCandidates } from './pitch-candidates.ts'

export interface PitchOptions {
  /** Three periods of it make a window. */
  floorHz?: number
  ceilingHz?: number
  /** The voiceless one included. */
  mostCandidates?: number
  /** A frame whose peak is below this share of the whole sound's is likely voiceless. */
  silenceThreshold?: number
  /** Strength that a voice must have. */
  voicingThreshold?: number
  /** How much an octave higher is favoured. */
  octaveCost?: number
  /** What a leap of an octave within 10 ms costs. */
  octaveJumpCost?: number
  /** What the voice's coming or going within 10 ms costs. */
  voicedUnvoicedCost?: number
  stepSeconds?: number
}

export interface PitchFrame {
  /** The middle of the window, from the start of the sound. */
  timeSeconds: number
  /** null where there is no voice. */
  frequencyHz: number | null
  /** How periodic the sound is, 0…1; 0 where there is no voice. */
  strength: number
}

/**
 * The fundamental frequency of a voice by P. Boersma (1993, "Accurate short-term analysis of the fundamental frequency
 * and the harmonics-to-noise ratio of a sampled sound"), as Praat's "To Pitch (ac)" with its defaults: autocorrelation
 * under a Hann window, divided by the window's own; its maxima as candidates; the cheapest way through all frames.
 * `samples` are mono, −1…1. Shorter than three periods of the floor (40 ms) there are no frames.
 */
export function trackPitch(
  samples: Float32Array,
  sampleRateHz: number,
  {
    floorHz = 75,
    ceilingHz = 500,
    mostCandidates = 15,
    silenceThreshold = 0.03,
    voicingThreshold = 0.45,
    octaveCost = 0.01,
    octaveJumpCost = 0.35,
    voicedUnvoicedCost = 0.14,
    stepSeconds = 0.75 / floorHz,
  }: PitchOptions = {},
): PitchFrame[] {
  const clean = finiteSamples(samples)
  const topHz = Math.min(ceilingHz, sampleRateHz / 2)
  const times = frameTimes(clean.length / sampleRateHz, 3 / floorHz, stepSeconds)
  const candidatesAt = createPitchCandidates(clean, sampleRateHz, {
    floorHz,
    ceilingHz: topHz,
    mostCandidates,
    voicingThreshold,
    octaveCost,
  })
  const frames = Array.from({ length: times.count }, (_, index) => candidatesAt(timeOfFrame(times, index)))
  const perStep = 0.01 / stepSeconds
  const path = bestPath(frames, {
    ceilingHz: topHz,
    silenceThreshold,
    voicingThreshold,
    octaveCost,
    octaveJumpCost: octaveJumpCost * perStep,
    voicedUnvoicedCost: voicedUnvoicedCost * perStep,
  })
  return path.map(({ frequencyHz, strength }, index) => ({
    timeSeconds: timeOfFrame(times, index),
    frequencyHz: frequencyHz > 0 ? frequencyHz : null,
    strength,
  }))
}
