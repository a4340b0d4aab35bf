import { finiteSamples } from '../spectrum/finite-samples.ts'

/** Zero crossings of the kernel on either side: a longer one cuts more sharply at the lower of the two bands' ends. */
const crossings = 50
const pointsPerCrossing = 512

/**
 * The same sound at another rate: band-limited interpolation by a sinc under a raised-cosine window (J. O. Smith,
 * "Digital Audio Resampling"), cut at half of the lower rate. Samples lie in the middle of their periods, and the new
 * ones together in the middle of the sound. What isn't finite counts as zero.
 */
export function resample(samples: Float32Array, fromHz: number, toHz: number): Float64Array {
  const clean = Float64Array.from(finiteSamples(samples))
  if (fromHz === toHz) return clean
  const length = Math.max(1, Math.round((samples.length * toHz) / fromHz))
  const lower = Math.min(1, toHz / fromHz)
  const reach = crossings / lower
  const perSample = lower * pointsPerCrossing
  const firstAt = (samples.length - ((length - 1) * fromHz) / toHz - 1) / 2
  const kernel = halfKernel()
  return Float64Array.from({ length }, (_, index) => {
    const at = firstAt + (index * fromHz) / toHz
    const first = Math.max(0, Math.ceil(at - reach))
    const last = Math.min(clean.length - 1, Math.floor(at + reach))
    let sum = 0
    for (let near = first; near <= last; near += 1) {
      const place = Math.abs(near - at) * perSample
      const point = Math.floor(place)
      const before = kernel[point] ?? 0
      sum += (clean[near] ?? 0) * (before + (place - point) * ((kernel[point + 1] ?? 0) - before))
    }
    return sum * lower
  })
}

let known: Float64Array | null = null

/** From the middle to the end, `pointsPerCrossing` points to a zero crossing. */
function halfKernel(): Float64Array {
  known ??= Float64Array.from({ length: crossings * pointsPerCrossing + 2 }, (_, point) => {
    const x = (Math.PI * point) / pointsPerCrossing
    const window = point < crossings * pointsPerCrossing ? 0.5 + 0.5 * Math.cos(x / crossings) : 0
    return window * (x === 0 ? 1 : Math.sin(x) / x)
  })
  return known
}
