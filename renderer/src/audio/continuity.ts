/**
 * Proof that no frame was lost between the device and us: what the track says it delivered, less what the worker has read.
 * Frames on their way are in that difference too, so each look is an upper bound, and the lowest of several looks, taken
 * at times that have nothing to do with the arrival of frames, is the truth. The track counts from its own opening, a
 * little before the worker's: hence a baseline, and losses are told against it.
 */
export interface Continuity {
  /** Takes the baseline from now on; what was lost before is not counted again. */
  begin(): void
  /** Frames lost since `begin`. Looks longer before it claims a loss. */
  lost(): Promise<Loss>
  /** The same while the take goes on: a look or two, unless more seems lost than it has told already. */
  lostSoFar(): Promise<number>
}

export interface Loss {
  frames: number
  /** Whether more than that is ruled out: not where the counts can't be had, or not any more. */
  isProven: boolean
}

export interface ContinuityParts {
  /** By the track's own count, since it was opened; null in a browser that keeps none. */
  deliveredFrames: () => number | null
  /** By the worker's count; null when there will be no more answers. */
  framesRead: () => Promise<number | null>
  wait: (milliseconds: number) => Promise<void>
}

const baselineLooks = 24
/** A busy machine may need this many looks, some 6 ms apart, until it has caught up. */
const mostLooks = 150

export function createContinuity({ deliveredFrames, framesRead, wait }: ContinuityParts): Continuity {
  let period = { baseline: Promise.resolve<number | null>(null), knownLost: 0 }

  /** null when there are no answers, or they stopped coming: then a few looks prove nothing. */
  async function lowestLag(looks: number, enough: number): Promise<number | null> {
    let lowest = Number.POSITIVE_INFINITY
    for (let look = 0; look < looks && lowest > enough; look += 1) {
      // Uneven steps, since frames arrive evenly: otherwise every look could fall into the same place between two.
      await wait(2 + ((look * 7) % 9))
      const read = await framesRead()
      const delivered = deliveredFrames()
      if (read === null || delivered === null) return null
      lowest = Math.min(lowest, delivered - read)
    }
    return lowest
  }

  async function claim(expectKnown: boolean): Promise<Loss> {
    // A look that outlasts its take must not speak for the next.
    const current = period
    const before = await current.baseline
    if (before === null) return { frames: 0, isProven: false }
    const lag = await lowestLag(mostLooks, before + (expectKnown ? current.knownLost : 0))
    if (lag !== null) current.knownLost = Math.max(0, lag - before)
    return { frames: current.knownLost, isProven: lag !== null }
  }

  return {
    begin() {
      period = { baseline: lowestLag(baselineLooks, 0), knownLost: 0 }
    },
    lost: () => claim(false),
    lostSoFar: async () => (await claim(true)).frames,
  }
}
