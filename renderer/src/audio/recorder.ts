import type { InputSettings } from '#shared/entities/take.ts'
import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { ChunkSink } from './chunk-courier.ts'
import { createChunkCourier } from './chunk-courier.ts'
import type { Meter } from './meter.ts'
import type { MicrophoneFault } from './microphone.ts'
import { MicrophoneError } from './microphone.ts'
import type { Capture, Taking } from './open-capture.ts'
import { openCapture } from './open-capture.ts'
import type { Scope } from './scope.ts'
import { openScope } from './scope.ts'
import type { TakeExtent } from './take-slicer.ts'

export type RecorderState =
  | { kind: 'closed' }
  /** Until the first frames arrive: nothing said now would be heard. */
  | { kind: 'opening' }
  | { kind: 'listening'; input: InputSettings; meter: Meter | null; muted: boolean }
  /** `droppedFrames`: lost in this take so far, as far as is proven; looked at every second. */
  | { kind: 'recording'; input: InputSettings; meter: Meter | null; sinceMs: number; droppedFrames: number }
  | { kind: 'finishing'; input: InputSettings; meter: Meter | null }
  | { kind: 'failed'; fault: MicrophoneFault }

export interface CapturedTake extends TakeExtent {
  /** Frames that the device delivered and nobody read; 0 unless the machine was far too busy. */
  droppedFrames: number
  endedBy: 'stop' | 'microphone'
}

/** The microphone, held open for a whole sitting, and the takes cut out of it. */
export interface Recorder {
  state: Cell<RecorderState>
  /**
   * null opens the system's default microphone. Settles when the first frames have arrived, or rejects with
   * MicrophoneError. The last call wins: whoever is overtaken by `open` or `close` is rejected as `closed`.
   */
  open(deviceId: string | null): Promise<InputSettings>
  /**
   * Starts a take at once, beginning with the pre-roll. Settles when the last chunk is acknowledged by the sink, whether
   * the take was stopped or the microphone went; rejects with the sink's error when a chunk can't be delivered.
   */
  take(sink: ChunkSink, mayResend: (error: unknown) => Promise<boolean>): Promise<CapturedTake>
  stop(): void
  close(): void
}

const dropOutsEveryMs = 1000

export function createRecorder(scope: Scope): Recorder {
  const state = createCell<RecorderState>({ kind: 'closed' })
  /** What is open or being opened, if anything is. */
  let held: Scope | null = null
  /** Set as soon as what is held is open. */
  let capture: Capture | null = null

  const hold = (next: Scope | null) => {
    const before = held
    held = next
    capture = null
    before?.close()
  }
  scope.add(() => hold(null))

  const listen = (current: Capture) => {
    const { input, meter, track } = current
    state.set({ kind: 'listening', input, meter, muted: track.muted })
  }

  const giveUp = (fault: MicrophoneFault) => {
    try {
      hold(null)
    } finally {
      state.set({ kind: 'failed', fault })
    }
  }

  /** Tells drop-outs while they happen, until the take is stopped. */
  const watchDropOuts = (takeScope: Scope, { continuity }: Capture) => {
    let looking = false
    const look = async () => {
      if (looking || state.get().kind !== 'recording') return
      looking = true
      const droppedFrames = await continuity.lostSoFar()
      looking = false
      const now = state.get()
      if (takeScope.signal.aborted || now.kind !== 'recording' || now.droppedFrames === droppedFrames) return
      state.set({ ...now, droppedFrames })
    }
    takeScope.every(dropOutsEveryMs, () => void look())
  }

  const finish = async (current: Capture, taking: Taking): Promise<TakeExtent> => {
    const undelivered = taking.courier.failed.then((error: unknown) => {
      throw error
    })
    try {
      const captured = await Promise.race([taking.captured.promise, undelivered])
      if (capture === current) state.set({ kind: 'finishing', input: current.input, meter: current.meter })
      await taking.courier.finished()
      return captured
    } catch (error) {
      // The worker still cuts this take; the next must not begin before it has let go.
      current.post({ kind: 'stop' })
      if (current.fault === null) await taking.captured.promise
      throw error
    }
  }

  return {
    state,

    async open(deviceId) {
      const captureScope = openScope()
      try {
        hold(captureScope)
        state.set({ kind: 'opening' })
        const opened = await openCapture(captureScope, deviceId, {
          muteChanged(current) {
            if (capture === current && state.get().kind === 'listening') listen(current)
          },
          lost(current) {
            // A take under way is finished first: take() sees the fault once its last chunk is safe.
            if (capture === current && current.taking === null && current.fault) giveUp(current.fault)
          },
        })
        if (held !== captureScope) throw new MicrophoneError('closed')
        capture = opened
        listen(opened)
        return opened.input
      } catch (error) {
        if (held !== captureScope) throw new MicrophoneError('closed', error)
        giveUp(error instanceof MicrophoneError && error.fault !== 'closed' ? error.fault : 'absent')
        throw error
      }
    },

    async take(sink, mayResend) {
      const current = capture
      if (!current || current.taking) throw new Error('the microphone is not listening')
      const { continuity, input, meter } = current
      const taking: Taking = {
        number: (current.takes += 1),
        courier: createChunkCourier(sink, mayResend),
        captured: Promise.withResolvers(),
      }
      const takeScope = openScope()
      current.taking = taking
      current.post({ kind: 'start', takeNumber: taking.number })
      continuity.begin()
      state.set({ kind: 'recording', input, meter, sinceMs: performance.now(), droppedFrames: 0 })
      watchDropOuts(takeScope, current)
      try {
        const { frames, preRollFrames, keyUpFrame } = await finish(current, taking)
        const droppedFrames = await continuity.lost()
        const endedBy = current.fault === null ? 'stop' : 'microphone'
        return { frames, preRollFrames, keyUpFrame, droppedFrames, endedBy }
      } finally {
        takeScope.close()
        current.taking = null
        if (capture === current) {
          if (current.fault === null) listen(current)
          else giveUp(current.fault)
        }
      }
    },

    stop() {
      if (!capture?.taking || state.get().kind !== 'recording') return
      capture.post({ kind: 'stop' })
      state.set({ kind: 'finishing', input: capture.input, meter: capture.meter })
    },

    close() {
      try {
        hold(null)
      } finally {
        state.set({ kind: 'closed' })
      }
    },
  }
}
