import { createRealFft, fftSizeFor } from './fft.ts'
import { finiteSamples } from './finite-samples.ts'

export interface SpectralMoments {
  centreOfGravityHz: number
  standardDeviationHz: number
  skewness: number
  /** Excess: 0 for a Gaussian spectrum. */
  kurtosis: number
}

/**
 * Moments of a sound's power spectrum, as Praat's "Get centre of gravity", "… standard deviation", "… skewness" and "…
 * kurtosis" with power 2: frequencies are weighted by |X(f)|² over the whole sound, without a window. `samples` are
 * mono, −1…1, best cut to the sound itself, since a room's rumble counts as much as the sound does. null without any
 * sound.
 */
export function spectralMoments(samples: Float32Array, sampleRateHz: number): SpectralMoments | null {
  const fft = createRealFft(fftSizeFor(samples.length))
  const { re, im } = fft.transform(finiteSamples(samples))
  const powers = re.map((value, bin) => value ** 2 + (im[bin] ?? 0) ** 2)
  const binHz = sampleRateHz / fft.size
  const total = powers.reduce((sum, power) => sum + power, 0)
  if (!(total > 0)) return null

  const centreOfGravityHz = powers.reduce((sum, power, bin) => sum + power * bin * binHz, 0) / total
  const central = (order: number) =>
    powers.reduce((sum, power, bin) => sum + power * (bin * binHz - centreOfGravityHz) ** order, 0) / total
  const variance = central(2)
  if (variance === 0) return { centreOfGravityHz, standardDeviationHz: 0, skewness: 0, kurtosis: 0 }
  return {
    centreOfGravityHz,
    standardDeviationHz: Math.sqrt(variance),
    skewness: central(3) / variance ** 1.5,
    kurtosis: central(4) / variance ** 2 - 3,
  }
}
