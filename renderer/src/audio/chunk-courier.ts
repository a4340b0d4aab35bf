/** Carries one piece to where it is kept; resolves when it is safe there. Its number counts from 0 without a gap. */
export type ChunkSink = (sequence: number, samples: Float32Array<ArrayBuffer>) => Promise<void>

/**
 * Carries a take's chunks in order, one piece at a time: they must be written in order, and two on their way could overtake
 * each other. What came to wait meanwhile goes together, so that a slow machine falls behind by one journey and no further.
 * A chunk is held until it is acknowledged. When a piece fails, `mayResend` decides (after waiting, say, for a reconnection)
 * whether to send it once more: the other side writes a piece once however often it comes.
 */
export interface ChunkCourier {
  /** In order: a chunk out of its turn is a failure, since something between it and the one before is lost. */
  offer(sequence: number, samples: Float32Array<ArrayBuffer>): void
  /** Settles when everything offered is acknowledged; rejects with the first failure, after which nothing more is sent. */
  finished(): Promise<void>
  /** Settles as soon as a chunk has failed for good. */
  readonly failed: Promise<unknown>
  /** Chunks not yet acknowledged. */
  readonly waiting: number
}

/** A second of sound, in chunks of 50 ms. */
const mostTogether = 20

export function createChunkCourier(sink: ChunkSink, mayResend: (error: unknown) => Promise<boolean>): ChunkCourier {
  const { promise: failed, resolve: tellFailure } = Promise.withResolvers<unknown>()
  const line: Float32Array<ArrayBuffer>[] = []
  let offered = 0
  let sent = 0
  let waiting = 0
  let failure: { error: unknown } | null = null
  let carrying: Promise<void> | null = null

  function fail(error: unknown): void {
    failure ??= { error }
    tellFailure(error)
  }

  async function send(sequence: number, samples: Float32Array<ArrayBuffer>): Promise<void> {
    try {
      await sink(sequence, samples)
    } catch (error) {
      if (!(await mayResend(error))) throw error
      await sink(sequence, samples)
    }
  }

  async function carryAll(): Promise<void> {
    try {
      for (;;) {
        const chunks = failure === null ? line.splice(0, mostTogether) : []
        if (chunks.length === 0) return
        await send(sent, joined(chunks))
        sent += 1
        waiting -= chunks.length
      }
    } catch (error) {
      fail(error)
    } finally {
      carrying = null
    }
  }

  return {
    failed,
    get waiting() {
      return waiting
    },
    offer(sequence, samples) {
      waiting += 1
      if (failure !== null) return
      if (sequence !== offered) {
        fail(new Error(`chunk ${sequence} came where chunk ${offered} was due`))
        return
      }
      offered += 1
      line.push(samples)
      carrying ??= carryAll()
    },
    async finished() {
      await carrying
      if (failure) throw failure.error
    },
  }
}

function joined(chunks: readonly Float32Array<ArrayBuffer>[]): Float32Array<ArrayBuffer> {
  const [first = new Float32Array()] = chunks
  if (chunks.length < 2) return first
  const all = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
