import type { CutTake } from './capture-protocol.ts'
import type { ChunkSink } from './chunk-courier.ts'
import { createChunkCourier } from './chunk-courier.ts'
import type { Capture, Taking } from './open-capture.ts'
import { openScope } from './scope.ts'
import { watchDropOuts } from './watch-drop-outs.ts'

export interface TakeOrder {
  sink: ChunkSink
  mayResend: (error: unknown) => Promise<boolean>
  /** Aborted when nobody waits for its sound any more; null for a take that a key starts. */
  waitFor: AbortSignal | null
  onDropOut: (droppedFrames: number) => void
}

/** The worker is still to be told how it begins. */
export function beginTake(capture: Capture, { sink, mayResend, waitFor, onDropOut }: TakeOrder): Taking {
  const scope = openScope()
  const taking: Taking = {
    number: (capture.takes += 1),
    scope,
    waitFor,
    phase: waitFor === null ? 'cutting' : 'waiting',
    courier: createChunkCourier(sink, mayResend),
    captured: Promise.withResolvers(),
    dropOuts: watchDropOuts(scope, capture.continuity, onDropOut),
  }
  capture.taking = taking
  return taking
}

/** Settles when the last chunk is acknowledged; `onCut` is called when the worker has emitted it. */
export async function finishTake(capture: Capture, taking: Taking, onCut: () => void): Promise<CutTake> {
  const undelivered = taking.courier.failed.then((error: unknown) => {
    throw error
  })
  try {
    const cut = await Promise.race([taking.captured.promise, undelivered])
    onCut()
    await taking.courier.finished()
    return cut
  } catch (error) {
    // The worker still cuts this take; the next must not begin before it has let go.
    capture.post({ kind: 'stop' })
    if (capture.fault === null) await taking.captured.promise
    throw error
  }
}
