import type { Refusal } from '#shared/acoustics/hands-free/judge-sound.ts'
import type { FromCaptureWorker, ToCaptureWorker } from './capture-protocol.ts'
import { createHandsFree, longestAgoSeconds, longestPieceSeconds } from './hands-free.ts'
import { createListeners } from './listeners.ts'
import { createMonoMix } from './mono-mix.ts'
import type { TakeShape } from './take-slicer.ts'
import { createTakeSlicer } from './take-slicer.ts'

/** What is done with the frames of a microphone, once their format is known. */
export interface Cutter {
  push(interleaved: Float32Array): void
  start(takeNumber: number): void
  wait(asked: Extract<ToCaptureWorker, { kind: 'wait' }>): void
  cancel(takeNumber: number): void
  stop(): void
  listen(listener: number, mostSeconds: number): void
  listened(listener: number): void
  /** A take that was stopped ends with what there is of its post-roll. */
  endStopped(): void
  /** A take that a sound began ends with what there is: nobody is at the keys to end it. */
  endSounding(): void
  /** The stream has ended: whatever is under way ends with what there is, and so does what is begun later. */
  end(): void
}

export function createCutter(
  shape: Omit<TakeShape, 'lookBackSeconds'>,
  tell: (message: FromCaptureWorker, transfer?: Transferable[]) => void,
): Cutter {
  const { sampleRateHz, channelCount } = shape
  const slicer = createTakeSlicer({ ...shape, lookBackSeconds: longestAgoSeconds })
  const handsFree = createHandsFree(sampleRateHz)
  const monoOf = createMonoMix(channelCount)
  const listeners = createListeners((listener, samples) => tell({ kind: 'heard', listener, samples }, [samples.buffer]))
  const pieceSamples = Math.max(1, Math.floor(longestPieceSeconds * sampleRateHz)) * channelCount
  let isStopped = false
  let ended = false

  const cut = (takeNumber: number, framesAgo: number): { refusal: Refusal | null } => {
    const verdict: { refusal: Refusal | null } = { refusal: null }
    isStopped = false
    slicer.start(
      {
        chunk: (sequence, samples) => tell({ kind: 'chunk', takeNumber, sequence, samples }, [samples.buffer]),
        done(extent) {
          handsFree.letGo()
          tell({ kind: 'done', takeNumber, ...extent, ...verdict })
        },
      },
      framesAgo,
    )
    return verdict
  }

  const stop = (framesAgo: number) => {
    isStopped = true
    slicer.stop(framesAgo)
  }

  const stopNow = () => {
    // A sound that isn't over yet is ended by the key; one that hasn't begun isn't.
    if (handsFree.phase === 'sounding') handsFree.letGo()
    stop(0)
  }

  /** In pieces, so that a take ends as exactly as the detector hears, however long the device's buffers are. */
  const pushInPieces = (interleaved: Float32Array) => {
    for (let at = 0; at < interleaved.length; at += pieceSamples) {
      const piece = interleaved.subarray(at, at + pieceSamples)
      slicer.push(piece)
      handsFree.feed(monoOf(piece))
    }
  }

  return {
    push(interleaved) {
      if (handsFree.phase !== 'idle') pushInPieces(interleaved)
      else slicer.push(interleaved)
      if (listeners.count > 0) listeners.feed(monoOf(interleaved))
    },
    start(takeNumber) {
      cut(takeNumber, 0)
      // The key and the end of the stream crossed on their way: nothing more will come.
      if (ended) slicer.end()
    },
    wait({ takeNumber, soundClass, room }) {
      let verdict: { refusal: Refusal | null } = { refusal: null }
      handsFree.wait({
        soundClass,
        room,
        armed: () => tell({ kind: 'armed', takeNumber }),
        began(framesAgo) {
          tell({ kind: 'began', takeNumber, secondsAgo: framesAgo / sampleRateHz })
          verdict = cut(takeNumber, framesAgo)
        },
        over(framesAgo, refusal) {
          verdict.refusal = refusal
          stop(framesAgo)
        },
      })
    },
    cancel(takeNumber) {
      if (handsFree.phase !== 'waiting') return stopNow()
      handsFree.letGo()
      tell({ kind: 'cancelled', takeNumber })
    },
    stop: stopNow,
    listen: (listener, mostSeconds) => listeners.open(listener, Math.ceil(mostSeconds * sampleRateHz)),
    listened: (listener) => listeners.end(listener),
    endStopped() {
      if (isStopped) slicer.end()
    },
    endSounding() {
      if (handsFree.phase === 'sounding') slicer.end()
    },
    end() {
      ended = true
      slicer.end()
    },
  }
}
