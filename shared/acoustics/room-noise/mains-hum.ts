export interface MainsHum {
  /** 50 or 60. */
  frequencyHz: 50 | 60
  /** RMS of the fundamental and those of its harmonics up to 360 Hz that stand out. */
  levelDbfs: number
}

const harmonics = 6
/** A line must stand this far above the noise beside it, else it is noise. */
const lineAboveNoiseDb = 10
/** Between the lines of 50 and 60 Hz, and outside a Hann window's main lobe over 300 ms. */
const besideHz = [-19, -15, 15, 19]
const leastSeconds = 0.2

/**
 * Mains hum in a stretch of room; null if none stands out, or under 200 ms. `samples` are mono, −1…1, without a sound in
 * them. Each line is measured by a Hann-windowed single-bin Fourier sum (G. Goertzel 1958) and held against the mean of
 * the powers beside it; of the two mains frequencies the one whose lines hold more power is told.
 */
export function measureMainsHum(samples: Float32Array, sampleRateHz: number): MainsHum | null {
  if (samples.length < leastSeconds * sampleRateHz) return null
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length
  const windowed = samples.map(
    (sample, frame) => (sample - mean) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (frame + 0.5)) / samples.length)),
  )
  const power = (frequencyHz: number) => linePower(windowed, frequencyHz / sampleRateHz)
  const [at50, at60] = [50, 60].map((fundamentalHz) => {
    let sum = 0
    for (let harmonic = 1; harmonic <= harmonics; harmonic += 1) {
      const line = power(fundamentalHz * harmonic)
      const beside = besideHz.reduce((total, offset) => total + power(fundamentalHz * harmonic + offset), 0) / 4
      if (line > beside * 10 ** (lineAboveNoiseDb / 10)) sum += line
    }
    return sum
  }) as [number, number]
  const most = Math.max(at50, at60)
  if (most <= 0) return null
  return { frequencyHz: at50 >= at60 ? 50 : 60, levelDbfs: 10 * Math.log10(most) }
}

/** Mean power of a sine at `turns` per sample; a Hann window's coherent gain is one half. */
function linePower(windowed: Float32Array, turns: number): number {
  const cosine = 2 * Math.cos(2 * Math.PI * turns)
  let last = 0
  let beforeLast = 0
  for (const sample of windowed) {
    const next = sample + cosine * last - beforeLast
    beforeLast = last
    last = next
  }
  const squared = last * last + beforeLast * beforeLast - cosine * last * beforeLast
  const amplitude = (2 * Math.sqrt(Math.max(0, squared))) / (windowed.length * 0.5)
  return amplitude ** 2 / 2
}
