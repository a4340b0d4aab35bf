export interface Levels {
  /** Highest absolute sample; null for digital silence. */
  peakDbfs: number | null
  /** Over all samples of all channels; 0 dB is the power of a full-scale square wave. null for digital silence. */
  rmsDbfs: number | null
  /** Samples at full scale. */
  clippedSamples: number
}

export interface LevelsSoFar {
  /** −1…1; of several channels one after the other or interleaved, as they come. */
  add(samples: Float32Array): void
  result(): Levels
}

/** The highest sample of a 16-bit converter, which is what most microphones have behind them. */
const fullScale = 32_767 / 32_768

/** Level of an amplitude against full scale; null for 0. */
export function dbfs(amplitude: number): number | null {
  return amplitude > 0 ? 20 * Math.log10(amplitude) : null
}

/** Measures a sound as it comes; how it is cut into chunks makes no difference to the result. */
export function createLevels(): LevelsSoFar {
  let peak = 0
  let squares = 0
  let sampleCount = 0
  let clippedSamples = 0

  function add(samples: Float32Array): void {
    for (const sample of samples) {
      // What only garbage has must not spoil the figures of all the rest.
      if (!Number.isFinite(sample)) continue
      const size = Math.abs(sample)
      if (size > peak) peak = size
      if (size >= fullScale) clippedSamples += 1
      squares += sample * sample
    }
    sampleCount += samples.length
  }

  function result(): Levels {
    const rms = sampleCount === 0 ? 0 : Math.sqrt(squares / sampleCount)
    return { peakDbfs: dbfs(peak), rmsDbfs: dbfs(rms), clippedSamples }
  }

  return { add, result }
}

/** Highest absolute sample; null for digital silence. */
export function peakDbfs(samples: Float32Array): number | null {
  return dbfs(samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0))
}
