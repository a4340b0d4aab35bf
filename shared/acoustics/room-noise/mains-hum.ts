import { butterworth } from './biquad.ts'

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
/** Nothing above the highest line and its neighbours is looked at, so that one sample in many is enough. */
const ceilingHz = 800
const enoughRateHz = 3000

/**
 * Mains hum in a stretch of room; null if none stands out, or under 200 ms. `samples` are mono, −1…1, without a sound in
 * them. Each line is measured by a Hann-windowed single-bin Fourier sum (G. Goertzel 1958) and held against the mean of
 * the powers beside it; of the two mains frequencies the one whose lines hold more power is told.
 */
export function measureMainsHum(samples: Float32Array, sampleRateHz: number): MainsHum | null {
  if (samples.length < leastSeconds * sampleRateHz) return null
  const { low, rateHz } = lowPart(samples, sampleRateHz)
  const windowed = low.map(
    (sample, frame) => sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * (frame + 0.5)) / low.length)),
  )
  const power = (frequencyHz: number) => linePower(windowed, frequencyHz / rateHz)
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

function lowPart(samples: Float32Array, sampleRateHz: number): { low: Float32Array; rateHz: number } {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length
  const lowPass = butterworth('lowPass', Math.min(ceilingHz, sampleRateHz * 0.45), sampleRateHz)
  const step = Math.max(1, Math.floor(sampleRateHz / enoughRateHz))
  const low = new Float32Array(Math.ceil(samples.length / step))
  samples.forEach((sample, frame) => {
    const filtered = lowPass(sample - mean)
    if (frame % step === 0) low[frame / step] = filtered
  })
  return { low, rateHz: sampleRateHz / step }
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
