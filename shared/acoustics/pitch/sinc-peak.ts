export interface Peak {
  place: number
  height: number
}

/** Samples taken on either side. */
const depth = 70
/** Three points this far apart, then ever nearer: the parabola through them tells the next middle. */
const distances = [0.5, 0.1, 0.01]

/**
 * Where the band-limited curve through a correlation has its top near the sampled maximum at `lag`, and how high: sinc
 * interpolation under a raised cosine (Boersma 1993, equation 22). `correlation` begins at lag 0 and is even.
 */
export function sincPeak(correlation: Float64Array, lag: number): Peak {
  let place = lag
  for (const distance of distances) {
    const left = sincValue(correlation, place - distance)
    const middle = sincValue(correlation, place)
    const right = sincValue(correlation, place + distance)
    const bend = 2 * middle - left - right
    if (!(bend > 0)) break
    const step = (distance * (right - left)) / (2 * bend)
    place = Math.min(lag + 1, Math.max(lag - 1, place + Math.max(-distance, Math.min(distance, step))))
  }
  return { place, height: sincValue(correlation, place) }
}

function sincValue(correlation: Float64Array, place: number): number {
  const below = Math.floor(place)
  const phase = place - below
  if (phase === 0) return correlation[below] ?? 0
  const reach = Math.min(depth, correlation.length - 1 - below)
  const size = Math.sin(Math.PI * phase) / Math.PI
  return size * (side(correlation, below, -1, phase, reach) + side(correlation, below + 1, 1, 1 - phase, reach))
}

/** Σ ±r/x under half a raised cosine, from the nearest sample outwards; x is how far each sample lies. */
function side(correlation: Float64Array, nearest: number, step: 1 | -1, nearestAt: number, reach: number): number {
  const turn = Math.PI / (reach + nearestAt)
  const cosTurn = Math.cos(turn)
  const sinTurn = Math.sin(turn)
  let cosine = Math.cos(turn * nearestAt)
  let sine = Math.sin(turn * nearestAt)
  let sum = 0
  let sign = 1
  for (let k = 0; k < reach; k += 1) {
    sum += (sign * (correlation[Math.abs(nearest + step * k)] ?? 0) * (0.5 + 0.5 * cosine)) / (nearestAt + k)
    const next = cosine * cosTurn - sine * sinTurn
    sine = sine * cosTurn + cosine * sinTurn
    cosine = next
    sign = -sign
  }
  return sum
}
