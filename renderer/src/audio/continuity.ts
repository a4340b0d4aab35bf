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
  lost(): Promise<number>
}

export interface ContinuityParts {
  /** By the track's own count, since it was opened. */
  deliveredFrames: () => number
  /** By the worker's count; null when there will be no more answers. */
  framesRead: () => Promise<number | null>
  wait: (milliseconds: number) => Promise<void>
}

const baselineLooks = 24
/** A busy machine may need this many looks, some 6 ms apart, until it has caught up. */
const mostLooks = 150

export function createContinuity({ deliveredFrames, framesRead, wait }: ContinuityParts): Continuity {
  let baseline: Promise<number> = Promise.resolve(0)

  async function lowestLag(looks: number, enough: number): Promise<number> {
    let lowest = Number.POSITIVE_INFINITY
    for (let look = 0; look < looks && lowest > enough; look += 1) {
      // Uneven steps, since frames arrive evenly: otherwise every look could fall into the same place between two.
      await wait(2 + ((look * 7) % 9))
      const read = await framesRead()
      if (read === null) break
      lowest = Math.min(lowest, deliveredFrames() - read)
    }
    return lowest === Number.POSITIVE_INFINITY ? enough : lowest
  }

  return {
    begin() {
      baseline = lowestLag(baselineLooks, 0)
    },
    async lost() {
      const before = await baseline
      return Math.max(0, (await lowestLag(mostLooks, before)) - before)
    },
  }
}
