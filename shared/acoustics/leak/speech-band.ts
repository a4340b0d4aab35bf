import { butterworth } from '../room-noise/biquad.ts'

/** What small loudspeakers can play and every room carries. */
export const speechBandHz = { low: 300, high: 3200 }
export const speechRateHz = 8000

/** The speech band of a sound, at a rate that just holds it. Mono, −1…1. */
export function inSpeechBand(samples: Float32Array, sampleRateHz: number): Float64Array {
  const highPass = butterworth('highPass', speechBandHz.low, sampleRateHz)
  const lowPass = butterworth('lowPass', Math.min(speechBandHz.high, sampleRateHz * 0.45), sampleRateHz)
  const finite = (sample: number) => (Number.isFinite(sample) ? sample : 0)
  const offset = samples.reduce((sum, sample) => sum + finite(sample), 0) / Math.max(1, samples.length)
  const band = Float64Array.from(samples, (sample) => lowPass(highPass(finite(sample) - offset)))
  const step = sampleRateHz / speechRateHz
  // Between its samples so narrow a band is nearly straight.
  return Float64Array.from({ length: Math.floor(band.length / step) }, (_, frame) => {
    const at = Math.floor(frame * step)
    const share = frame * step - at
    return (band[at] ?? 0) * (1 - share) + (band[at + 1] ?? 0) * share
  })
}
