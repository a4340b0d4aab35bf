/** Carries one chunk to where it is kept; resolves when it is safe there. */
export type ChunkSink = (sequence: number, samples: Float32Array<ArrayBuffer>) => Promise<void>

/**
 * Carries a take's chunks in order, one at a time: they must be written in order, and two on their way could overtake
 * each other. A chunk is held until it is acknowledged. When one fails, `mayResend` decides (after waiting, say, for a
 * reconnection) whether to send it once more: the other side writes a chunk once however often it comes.
 */
export interface ChunkCourier {
  offer(sequence: number, samples: Float32Array<ArrayBuffer>): void
  /** Settles when everything offered is acknowledged; rejects with the first failure, after which nothing more is sent. */
  finished(): Promise<void>
  /** Settles as soon as a chunk has failed for good. */
  readonly failed: Promise<unknown>
  /** Chunks not yet acknowledged. */
  readonly waiting: number
}

export function createChunkCourier(sink: ChunkSink, mayResend: (error: unknown) => Promise<boolean>): ChunkCourier {
  const { promise: failed, resolve: tellFailure } = Promise.withResolvers<unknown>()
  let waiting = 0
  let failure: { error: unknown } | null = null
  let last: Promise<void> = Promise.resolve()

  const carry = async (sequence: number, samples: Float32Array<ArrayBuffer>) => {
    if (failure) return
    try {
      try {
        await sink(sequence, samples)
      } catch (error) {
        if (!(await mayResend(error))) throw error
        await sink(sequence, samples)
      }
      waiting -= 1
    } catch (error) {
      failure = { error }
      tellFailure(error)
    }
  }

  return {
    failed,
    get waiting() {
      return waiting
    },
    offer(sequence, samples) {
      waiting += 1
      last = last.then(() => carry(sequence, samples))
    },
    async finished() {
      await last
      if (failure) throw failure.error
    },
  }
}
