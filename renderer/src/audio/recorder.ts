import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import type { Refusal } from '#shared/acoustics/hands-free/judge-sound.ts'
import type { Room } from '#shared/acoustics/room-noise/measure-room.ts'
import type { InputSettings } from '#shared/entities/take.ts'
import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { ChunkSink } from './chunk-courier.ts'
import { beginTake, finishTake } from './cut-take.ts'
import type { HeardSamples } from './listen-to.ts'
import { listenTo } from './listen-to.ts'
import type { Meter } from './meter.ts'
import type { MicrophoneFault } from './microphone.ts'
import { MicrophoneError } from './microphone.ts'
import type { Capture, Taking } from './open-capture.ts'
import { openCapture, preRollSeconds } from './open-capture.ts'
import type { Scope } from './scope.ts'
import { openScope } from './scope.ts'
import { TakeCancelled } from './take-cancelled.ts'
import type { TakeExtent } from './take-slicer.ts'

export { TakeCancelled } from './take-cancelled.ts'
export type { HeardSamples } from './listen-to.ts'

export type RecorderState =
  | { kind: 'closed' }
  /** Until the first frames arrive: nothing said now would be heard. */
  | { kind: 'opening' }
  /** `armed`: a take waits for its sound, and would hear it now. */
  | { kind: 'listening'; input: InputSettings; meter: Meter | null; muted: boolean; armed: boolean }
  /** `droppedFrames`: lost in this take so far, as far as is proven; looked at every second. */
  | { kind: 'recording'; input: InputSettings; meter: Meter | null; sinceMs: number; droppedFrames: number }
  | { kind: 'finishing'; input: InputSettings; meter: Meter | null }
  | { kind: 'failed'; fault: MicrophoneFault }

export interface CapturedTake extends TakeExtent {
  /** Frames that the device delivered and nobody read; 0 unless the machine was far too busy. */
  droppedFrames: number
  /** Whether more were ruled out: not in a browser that doesn't count what it delivers, nor when the microphone went. */
  continuityProven: boolean
  endedBy: 'stop' | 'microphone'
}

/** `refused`: something else than was waited for, by its length, its voice or its course. */
export type Heard = { kind: 'sound' } | { kind: 'refused'; reason: Refusal }

export interface HeardTake extends CapturedTake {
  /** `sound` too where the key or the microphone ended the take before the sound was over. */
  heard: Heard
}

export interface WaitFor {
  soundClass: SoundClass
  /** From the sound check. null: the first half second heard is taken for the room. */
  room: Room | null
  signal: AbortSignal
}

type MayResend = (error: unknown) => Promise<boolean>

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
  take(sink: ChunkSink, mayResend: MayResend): Promise<CapturedTake>
  /**
   * Waits for a sound, and cuts the take that begins a pre-roll before it and ends a post-roll after it; `stop` ends it
   * too, once it has begun, and so does a microphone that goes. `preRollFrames` and `keyUpFrame` are where the sound
   * begins and ends. Settles and rejects as `take` does; with MicrophoneError when the microphone goes before the sound,
   * with TakeCancelled when the signal aborts before it. After that the signal does what `stop` does.
   *
   * Whatever is heard before the call, or before the state is `armed`, begins no take. So nothing is paused for what is
   * played to the speaker: abort the signal, play, and call again once the loudspeaker is silent.
   */
  takeByItself(sink: ChunkSink, mayResend: MayResend, waitFor: WaitFor): Promise<HeardTake>
  /** Ends the take under way after its post-roll. A take that still waits for its sound goes on waiting. */
  stop(): void
  /**
   * The sound from now on, without a take. Rejects with MicrophoneError when the microphone goes, and with the signal's
   * reason when that aborts.
   */
  listen(how: { seconds: number; signal?: AbortSignal }): Promise<HeardSamples>
  /** The same until the signal aborts, for so long at most. */
  listenUntil(signal: AbortSignal, how: { mostSeconds: number }): Promise<HeardSamples>
  close(): void
}

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

  const listen = ({ input, meter, track, taking }: Capture) => {
    const armed = taking?.phase === 'armed' && taking.waitFor?.aborted === false
    state.set({ kind: 'listening', input, meter, muted: track.muted, armed })
  }

  const record = ({ input, meter }: Capture, taking: Taking, sinceMs: number) => {
    taking.dropOuts.begins(sinceMs - 1000 * preRollSeconds)
    state.set({ kind: 'recording', input, meter, sinceMs, droppedFrames: 0 })
  }

  const finish = ({ input, meter }: Capture) => state.set({ kind: 'finishing', input, meter })

  const giveUp = (fault: MicrophoneFault) => {
    try {
      hold(null)
    } finally {
      state.set({ kind: 'failed', fault })
    }
  }

  const tellDropOuts = (droppedFrames: number) => {
    const now = state.get()
    if (now.kind === 'recording' && now.droppedFrames !== droppedFrames) state.set({ ...now, droppedFrames })
  }

  const freeCapture = (): Capture => {
    if (!capture || capture.taking) throw new Error('the microphone is not listening')
    return capture
  }

  /** Until the last chunk is acknowledged; then it listens again, or has failed. */
  const cut = async (current: Capture, taking: Taking): Promise<{ take: CapturedTake; refusal: Refusal | null }> => {
    try {
      const { frames, preRollFrames, keyUpFrame, refusal } = await finishTake(current, taking, () => {
        if (capture === current) finish(current)
      })
      const { frames: droppedFrames, isProven: continuityProven } = await taking.dropOuts.total()
      const endedBy = current.fault === null ? 'stop' : 'microphone'
      return { take: { frames, preRollFrames, keyUpFrame, droppedFrames, continuityProven, endedBy }, refusal }
    } finally {
      taking.scope.close()
      current.taking = null
      if (capture === current) {
        if (current.fault === null) listen(current)
        else giveUp(current.fault)
      }
    }
  }

  const stop = () => {
    if (!capture?.taking || state.get().kind !== 'recording') return
    capture.post({ kind: 'stop' })
    finish(capture)
  }

  return {
    state,
    stop,

    async open(deviceId) {
      const captureScope = openScope()
      try {
        hold(captureScope)
        state.set({ kind: 'opening' })
        const opened = await openCapture(captureScope, deviceId, {
          muteChanged(current) {
            if (capture === current && state.get().kind === 'listening') listen(current)
          },
          armed(current) {
            if (capture === current) listen(current)
          },
          began(current, taking, secondsAgo) {
            if (capture !== current) return
            // Given up while its sound was on the way here: the worker ends it at once.
            if (taking.waitFor?.aborted) finish(current)
            else record(current, taking, performance.now() - 1000 * secondsAgo)
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
      const current = freeCapture()
      const taking = beginTake(current, { sink, mayResend, waitFor: null, onDropOut: tellDropOuts })
      current.post({ kind: 'start', takeNumber: taking.number })
      record(current, taking, performance.now())
      return (await cut(current, taking)).take
    },

    async takeByItself(sink, mayResend, { soundClass, room, signal }) {
      const current = freeCapture()
      if (signal.aborted) throw new TakeCancelled()
      const taking = beginTake(current, { sink, mayResend, waitFor: signal, onDropOut: tellDropOuts })
      current.post({ kind: 'wait', takeNumber: taking.number, soundClass, room })
      taking.scope.listen(signal, 'abort', () => {
        if (taking.phase === 'cutting') return stop()
        // The worker knows whether the sound has begun meanwhile.
        current.post({ kind: 'cancel', takeNumber: taking.number })
        if (capture === current) listen(current)
      })
      const { take, refusal } = await cut(current, taking)
      return { ...take, heard: refusal === null ? { kind: 'sound' } : { kind: 'refused', reason: refusal } }
    },

    listen: ({ seconds, signal }) => listenTo(capture, { mostSeconds: seconds, unless: signal }),
    listenUntil: (signal, { mostSeconds }) => listenTo(capture, { mostSeconds, until: signal }),

    close() {
      try {
        hold(null)
      } finally {
        state.set({ kind: 'closed' })
      }
    },
  }
}
