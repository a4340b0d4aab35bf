import { finiteSamples } from '../spectrum/finite-samples.ts'

/** Zero crossings of the kernel on either side: a longer one cuts more sharply at the lower of the two bands' ends. */
const crossings = 50
const pointsPerCrossing = 512

/**
 * The same sound at another rate: band-limited interpolation by a sinc under a raised-cosine window, read from a table
 * (J. O. Smith, "Digital Audio Resampling"), and cut at half of the lower rate. Samples lie in the middle of their
 * periods, and the new ones together in the middle of the sound. What isn't finite counts as zero.
 */
export function resample(samples: Float32Array, fromHz: number, toHz: number): Float64Array {
  const sound = Float64Array.from(finiteSamples(samples))
  if (fromHz === toHz) return sound
  const length = Math.max(1, Math.round((sound.length * toHz) / fromHz))
  const lower = Math.min(1, toHz / fromHz)
  const firstAt = (sound.length - ((length - 1) * fromHz) / toHz - 1) / 2
  const resampled = new Float64Array(length)
  for (let index = 0; index < length; index += 1) {
    const at = firstAt + (index * fromHz) / toHz
    const before = Math.floor(at)
    const sum = side(sound, before, -1, at - before, lower) + side(sound, before + 1, 1, before + 1 - at, lower)
    resampled[index] = sum * lower
  }
  return resampled
}

/** What lies on one side of a new sample, from the nearest old one outwards; `distance` is how far that lies. */
function side(sound: Float64Array, nearest: number, step: 1 | -1, distance: number, lower: number): number {
  const held = step > 0 ? sound.length - nearest : nearest + 1
  const count = Math.min(held, Math.floor(crossings / lower - distance) + 1)
  let place = distance * lower * pointsPerCrossing
  let sum = 0
  for (let k = 0; k < count; k += 1) {
    // Truncation by bits: this line runs millions of times a second of sound.
    const point = place | 0
    const value = kernel[point] ?? 0
    sum += (sound[nearest + step * k] ?? 0) * (value + (place - point) * ((kernel[point + 1] ?? 0) - value))
    place += lower * pointsPerCrossing
  }
  return sum
}

/** From the middle outwards; two zeros behind its end are for reading between points. */
const kernel = Float64Array.from({ length: crossings * pointsPerCrossing + 2 }, (_, point) => {
  const x = (Math.PI * point) / pointsPerCrossing
  const window = point < crossings * pointsPerCrossing ? 0.5 + 0.5 * Math.cos(x / crossings) : 0
  return window * (x === 0 ? 1 : Math.sin(x) / x)
})
