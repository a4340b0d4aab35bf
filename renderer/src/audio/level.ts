/** Levels of one short stretch of sound, in dB relative to full scale; −Infinity for digital silence. */
export interface Level {
  peakDbfs: number
  rmsDbfs: number
  /** Lowest and highest sample, −1…1. */
  low: number
  high: number
}

export const silence: Level = { peakDbfs: Number.NEGATIVE_INFINITY, rmsDbfs: Number.NEGATIVE_INFINITY, low: 0, high: 0 }

export function dbfs(amplitude: number): number {
  return 20 * Math.log10(amplitude)
}

export function levelOf(samples: Float32Array): Level {
  if (samples.length === 0) return silence
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  let squares = 0
  for (const sample of samples) {
    if (sample < low) low = sample
    if (sample > high) high = sample
    squares += sample * sample
  }
  return { low, high, peakDbfs: dbfs(Math.max(-low, high)), rmsDbfs: dbfs(Math.sqrt(squares / samples.length)) }
}
