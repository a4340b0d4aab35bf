/**
 * Proof that no frame was lost between the device and us. The track counts what the device delivered, the worker what
 * it read. Frames still on their way are in the difference too, so each observation is an upper bound of what was lost
 * by then, and the lowest of several is the truth.
 */
export interface Continuity {
  observe(deliveredFrames: number, readFrames: number): void
  /** Frames lost at most, by the lowest of the last observations. */
  readonly lostFrames: number
  /**
   * Frames lost since `lostBefore` was read. Looks again, a few times, while frames may still be on their way:
   * usually the first look settles it.
   */
  lostSince(lostBefore: number): Promise<number>
  /** No more observations will come. */
  end(): void
}

const observationsKept = 6
const looksAtMost = 5

export function createContinuity(): Continuity {
  const lags: number[] = []
  const ending = new AbortController()
  let next = Promise.withResolvers<void>()

  const latest = () => lags.at(-1) ?? 0

  return {
    observe(deliveredFrames, readFrames) {
      lags.push(deliveredFrames - readFrames)
      if (lags.length > observationsKept) lags.shift()
      next.resolve()
      next = Promise.withResolvers()
    },
    get lostFrames() {
      return lags.length === 0 ? 0 : Math.min(...lags)
    },
    async lostSince(lostBefore) {
      let lowest = latest()
      for (let look = 1; look < looksAtMost && lowest > lostBefore && !ending.signal.aborted; look += 1) {
        await next.promise
        lowest = Math.min(lowest, latest())
      }
      return Math.max(0, lowest - lostBefore)
    },
    end() {
      ending.abort()
      next.resolve()
    },
  }
}
