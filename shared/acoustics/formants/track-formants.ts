import { frameTimes, startOfWindow, timeOfFrame } from '../spectrum/frame-times.ts'
import { gaussianWindow } from '../spectrum/gaussian-window.ts'
import { burg } from './burg.ts'
import { polynomialRoots } from './polynomial-roots.ts'
import { resample } from './resample.ts'

export interface FormantOptions {
  /** Where formants are looked for: 5500 for women, 5000 for men, up to 8000 for children. */
  ceilingHz?: number
  /** Half of the predictor's order. */
  mostFormants?: number
  /** Effective length of the Gaussian window, half of its whole. */
  windowSeconds?: number
  stepSeconds?: number
  /** From here on the spectrum is raised by 6 dB an octave. */
  preEmphasisFromHz?: number
}

export interface Formant {
  frequencyHz: number
  bandwidthHz: number
}

export interface FormantFrame {
  /** The middle of the window, from the start of the sound. */
  timeSeconds: number
  /** Lowest first; none in digital silence. */
  formants: Formant[]
}

/** Candidates nearer to 0 or to the ceiling are the slope of the spectrum. */
const marginHz = 50

/**
 * Formants by linear prediction, as Praat's "To Formant (burg)": resampled to twice the ceiling, pre-emphasised, and in
 * each Gaussian window the roots of Burg's polynomial (Childers 1978): F = arg z·fs/2π, B = |ln|z||·fs/π. `samples` are
 * mono, −1…1, at 2 × ceiling or more, else the highest formants are made up. A sound shorter than the whole window
 * (twice `windowSeconds`) is one frame; without samples there are none.
 */
export function trackFormants(
  samples: Float32Array,
  sampleRateHz: number,
  {
    ceilingHz = 5500,
    mostFormants = 5,
    windowSeconds = 0.025,
    stepSeconds = windowSeconds / 4,
    preEmphasisFromHz = 50,
  }: FormantOptions = {},
): FormantFrame[] {
  const rateHz = 2 * ceilingHz
  const order = Math.round(2 * mostFormants)
  const sound = resample(samples, sampleRateHz, rateHz)
  preEmphasise(sound, Math.exp((-2 * Math.PI * preEmphasisFromHz) / rateHz))

  const soundSeconds = sound.length / rateHz
  const wholeSeconds = Math.min(2 * windowSeconds, soundSeconds)
  const wholeLength = Math.floor(wholeSeconds * rateHz + 1e-9)
  if (wholeLength <= order) return []
  const times = frameTimes(soundSeconds, wholeSeconds, stepSeconds)
  // Resampled, the sound is longer or shorter by a fraction of a sample, and keeps its middle.
  const aheadSeconds = (samples.length / sampleRateHz - soundSeconds) / 2
  const window = gaussianWindow(wholeLength, wholeLength + 1)
  const frame = new Float64Array(2 * Math.floor(wholeLength / 2))
  return Array.from({ length: times.count }, (_, index) => {
    const timeSeconds = timeOfFrame(times, index)
    const start = startOfWindow(timeSeconds, rateHz, frame.length)
    for (let i = 0; i < frame.length; i += 1) frame[i] = (sound[start + i] ?? 0) * (window[i] ?? 0)
    return { timeSeconds: timeSeconds + aheadSeconds, formants: formantsOf(burg(frame, order), ceilingHz) }
  })
}

/** In place, from the end, so that each sample still has its former neighbour. */
function preEmphasise(sound: Float64Array, factor: number): void {
  for (let i = sound.length - 1; i > 0; i -= 1) sound[i] = (sound[i] ?? 0) - factor * (sound[i - 1] ?? 0)
}

function formantsOf(coefficients: Float64Array, ceilingHz: number): Formant[] {
  if (coefficients.every((coefficient) => coefficient === 0)) return []
  const { re, im } = polynomialRoots(coefficients)
  const formants: Formant[] = []
  for (let k = 0; k < re.length; k += 1) {
    const x = re[k] ?? 0
    const y = im[k] ?? 0
    if (y <= 0) continue
    const frequencyHz = (Math.atan2(y, x) * ceilingHz) / Math.PI
    // A root that rounding put outside the unit circle counts as its mirror image inside.
    const bandwidthHz = (Math.abs(Math.log(x * x + y * y)) * ceilingHz) / Math.PI
    if (frequencyHz >= marginHz && frequencyHz <= ceilingHz - marginHz) formants.push({ frequencyHz, bandwidthHz })
  }
  return formants.sort((one, other) => one.frequencyHz - other.frequencyHz)
}
