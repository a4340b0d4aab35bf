import { createRealFft, fftSizeFor, type RealFft } from '../spectrum/fft.ts'
import { startOfWindow } from '../spectrum/frame-times.ts'
import { sincPeak } from './sinc-peak.ts'

export interface PitchCandidate {
  /** 0 for "no voice". */
  frequencyHz: number
  strength: number
}

export interface PitchCandidates {
  /** The frame's peak by the whole sound's, 0…1. */
  intensity: number
  /** The voiceless one first. */
  candidates: PitchCandidate[]
}

export interface CandidateOptions {
  floorHz: number
  ceilingHz: number
  mostCandidates: number
  voicingThreshold: number
  octaveCost: number
}

const periodsInWindow = 3
const voiceless: PitchCandidate = { frequencyHz: 0, strength: 0 }

/** What voices the sound may have around a time (Boersma 1993, sections 3 and 4); finite samples only. */
export function createPitchCandidates(
  samples: Float32Array,
  sampleRateHz: number,
  { floorHz, ceilingHz, mostCandidates, voicingThreshold, octaveCost }: CandidateOptions,
): (timeSeconds: number) => PitchCandidates {
  const period = Math.floor(sampleRateHz / floorHz)
  const length = 2 * (Math.floor(Math.floor((periodsInWindow * sampleRateHz) / floorHz) / 2) - 1)
  const longestLag = Math.floor(length / periodsInWindow) + 2
  const lags = Math.floor(length / 2)
  const peak = peakAbout(samples, meanOf(samples, 0, samples.length))
  const window = Float64Array.from(
    { length },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 1)) / (length + 1)),
  )
  // Half a window of zeros behind it keeps the lags that count from wrapping around.
  const fft = createRealFft(fftSizeFor(1.5 * length))
  const ofWindow = autocorrelation(fft, window, lags)
  const frame = new Float64Array(length)

  function candidatesAt(timeSeconds: number): PitchCandidates {
    const start = startOfWindow(timeSeconds, sampleRateHz, length)
    const mean = meanOf(samples, start + length / 2 - period, start + length / 2 + period)
    for (let i = 0; i < length; i += 1) frame[i] = ((samples[start + i] ?? 0) - mean) * (window[i] ?? 0)
    const reach = Math.floor(period / 2) + 1
    const loudest = peakAbout(frame.subarray(Math.max(0, length / 2 - reach), length / 2 + reach), 0)
    if (loudest === 0 || peak === 0) return { intensity: 0, candidates: [voiceless] }

    const correlation = autocorrelation(fft, frame, lags)
    for (let lag = 0; lag < lags; lag += 1) correlation[lag] = (correlation[lag] ?? 0) / (ofWindow[lag] ?? 1)
    const maxima = maximaOf(correlation)
      .sort((one, other) => other.favour - one.favour)
      .slice(0, mostCandidates - 1)
    return {
      intensity: Math.min(1, loudest / peak),
      candidates: [voiceless, ...maxima.flatMap(({ lag }) => voiceAt(correlation, lag))],
    }
  }

  /** Sampled maxima that might be a voice, each with its height, higher frequencies being favoured. */
  function maximaOf(correlation: Float64Array): { lag: number; favour: number }[] {
    const maxima: { lag: number; favour: number }[] = []
    for (let lag = 2; lag < Math.min(longestLag, lags - 1); lag += 1) {
      const height = correlation[lag] ?? 0
      if (height <= voicingThreshold / 2) continue
      if (height <= (correlation[lag - 1] ?? 0) || height < (correlation[lag + 1] ?? 0)) continue
      maxima.push({ lag, favour: reflected(height) - octaveCost * Math.log2((floorHz * lag) / sampleRateHz) })
    }
    return maxima
  }

  function voiceAt(correlation: Float64Array, lag: number): PitchCandidate[] {
    const { place, height } = sincPeak(correlation, lag)
    const frequencyHz = sampleRateHz / place
    return frequencyHz < ceilingHz ? [{ frequencyHz, strength: reflected(height) }] : []
  }

  return candidatesAt
}

/** A short window may give more than 1, which says as little as the same below it. */
function reflected(height: number): number {
  return height > 1 ? 1 / height : height
}

/** By the power spectrum (N. Wiener 1930, A. Khinchin 1934), normalised to 1 at lag 0. */
function autocorrelation(fft: RealFft, frame: Float64Array, lags: number): Float64Array {
  const { re, im } = fft.transform(frame)
  const powers = new Float64Array(fft.size)
  for (let bin = 0; bin <= fft.size / 2; bin += 1) {
    const power = (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2
    powers[bin] = power
    if (bin > 0) powers[fft.size - bin] = power
  }
  // An even spectrum's inverse transform is its transform, but for the scale.
  const whole = fft.transform(powers).re
  const power = whole[0] || 1
  return whole.slice(0, lags).map((value) => value / power)
}

function meanOf(samples: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let index = Math.max(0, from); index < Math.min(to, samples.length); index += 1) sum += samples[index] ?? 0
  return to > from ? sum / (to - from) : 0
}

function peakAbout(samples: Float32Array | Float64Array, mean: number): number {
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample - mean))
  return peak
}
