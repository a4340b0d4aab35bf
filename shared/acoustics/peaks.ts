/** A sound's outline for drawing. */
export interface Outline {
  points: number
  /** `points` pairs of lowest and highest sample, Int8, −127…127; each covers frameCount / points frames. */
  peaks: Uint8Array<ArrayBuffer>
}

export interface OutlineSoFar {
  /** Interleaved, whole frames, −1…1. */
  add(interleaved: Float32Array): void
  result(): Outline
}

const defaultPoints = 2000
/** Buckets kept while the length is unknown: enough that a point's edge is off by less than a sixteenth of the point. */
const mostBuckets = 65_536

/**
 * Outlines a sound as it comes, all channels in one; how it is cut into chunks makes no difference to the result. Memory
 * stays the same however long the sound: when the buckets are full, each two become one.
 */
export function createPeaks(channelCount: number, mostPoints = defaultPoints): OutlineSoFar {
  const lows = new Float32Array(mostBuckets)
  const highs = new Float32Array(mostBuckets)
  let bucketFrames = 1
  let frameCount = 0
  let bucket = 0
  let framesInBucket = 0
  let low = 0
  let high = 0

  function mergeBuckets(): void {
    for (let i = 0; i < mostBuckets / 2; i += 1) {
      lows[i] = Math.min(lows[2 * i] ?? 0, lows[2 * i + 1] ?? 0)
      highs[i] = Math.max(highs[2 * i] ?? 0, highs[2 * i + 1] ?? 0)
    }
    bucket = mostBuckets / 2
    bucketFrames *= 2
  }

  function add(interleaved: Float32Array): void {
    for (let i = 0; i < interleaved.length; i += channelCount) {
      if (framesInBucket === 0) {
        low = Number.POSITIVE_INFINITY
        high = Number.NEGATIVE_INFINITY
      }
      for (let channel = 0; channel < channelCount; channel += 1) {
        // NaN, which only garbage has, is written to the file as silence.
        const sample = interleaved[i + channel] || 0
        if (sample < low) low = sample
        if (sample > high) high = sample
      }
      framesInBucket += 1
      if (framesInBucket === bucketFrames) {
        lows[bucket] = low
        highs[bucket] = high
        framesInBucket = 0
        bucket += 1
        if (bucket === mostBuckets) mergeBuckets()
      }
    }
    frameCount += Math.floor(interleaved.length / channelCount)
  }

  function result(): Outline {
    const open = framesInBucket > 0
    if (open) {
      lows[bucket] = low
      highs[bucket] = high
    }
    const bucketCount = bucket + (open ? 1 : 0)
    const points = Math.min(mostPoints, frameCount)
    const framesPerPoint = frameCount / points
    const peaks = new Int8Array(points * 2)
    for (let point = 0; point < points; point += 1) {
      const first = Math.floor((point * framesPerPoint) / bucketFrames)
      const end = Math.min(Math.ceil(((point + 1) * framesPerPoint) / bucketFrames), bucketCount)
      peaks[2 * point] = drawn(lows.subarray(first, end).reduce((least, value) => Math.min(least, value), 1))
      peaks[2 * point + 1] = drawn(highs.subarray(first, end).reduce((most, value) => Math.max(most, value), -1))
    }
    return { points, peaks: new Uint8Array(peaks.buffer) }
  }

  return { add, result }
}

function drawn(sample: number): number {
  return Math.round(Math.max(-1, Math.min(1, sample)) * 127)
}
