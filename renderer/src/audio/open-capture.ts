import type { InputSettings } from '#shared/entities/take.ts'
import type { CutTake, FromCaptureWorker, ToCaptureWorker } from './capture-protocol.ts'
import type { ChunkCourier } from './chunk-courier.ts'
import type { Continuity } from './continuity.ts'
import { createContinuity } from './continuity.ts'
import type { Listenings } from './listenings.ts'
import { createListenings } from './listenings.ts'
import type { Meter } from './meter.ts'
import { openMeter } from './meter.ts'
import type { MicrophoneFault } from './microphone.ts'
import { inputSettings, MicrophoneError, openMicrophone } from './microphone.ts'
import { createQuestions } from './questions.ts'
import type { Scope } from './scope.ts'
import { TakeCancelled } from './take-cancelled.ts'
import type { DropOutWatch } from './watch-drop-outs.ts'

/** A take being cut out of the stream. */
export interface Taking {
  number: number
  /** Ends with the take. */
  scope: Scope
  /** Aborted when nobody waits for its sound any more; null for a take that a key starts. */
  waitFor: AbortSignal | null
  /** One that a key starts is `cutting` from its first moment. */
  phase: 'waiting' | 'armed' | 'cutting'
  courier: ChunkCourier
  /** Settles when the worker has emitted the last chunk. */
  captured: PromiseWithResolvers<CutTake>
  dropOuts: DropOutWatch
}

/** The open microphone, its worker, and what watches both. The scope ends all of it. */
export interface Capture {
  scope: Scope
  track: MediaStreamTrack
  /** null where none could be opened: recording needs none. */
  meter: Meter | null
  continuity: Continuity
  listenings: Listenings
  input: InputSettings
  /** Why the microphone can't be used any more; null while it can. */
  fault: MicrophoneFault | null
  taking: Taking | null
  takes: number
  post(message: ToCaptureWorker): void
}

export interface CaptureEvents {
  muteChanged(capture: Capture): void
  /** The take that waits would hear its sound now. */
  armed(capture: Capture): void
  /** Its sound has begun. */
  began(capture: Capture, taking: Taking, secondsAgo: number): void
  lost(capture: Capture): void
}

export const preRollSeconds = 0.3
const shape = { preRollSeconds, postRollSeconds: 0.3, chunkSeconds: 0.05 }
/** Buffers of some 10 ms that may wait between track and worker: seconds of a stalled machine. */
const maxBufferSize = 500

/**
 * Opens the microphone and its worker; settles when the first frames have arrived. Rejects with MicrophoneError, and
 * as `closed` when the scope is closed before that.
 */
export async function openCapture(scope: Scope, deviceId: string | null, events: CaptureEvents): Promise<Capture> {
  const track = await openMicrophone(scope, deviceId)
  if (scope.signal.aborted) throw new MicrophoneError('closed')
  const worker = new Worker(new URL('./capture-worker.ts', import.meta.url), { type: 'module' })
  scope.add(() => worker.terminate())
  const questions = createQuestions((question) => post({ kind: 'count', question }))
  scope.add(() => questions.end())
  const listenings = createListenings({
    begin: (listener, mostSeconds) => post({ kind: 'listen', listener, mostSeconds }),
    end: (listener) => post({ kind: 'listened', listener }),
  })
  scope.add(() => listenings.fail(new MicrophoneError('closed')))
  const continuity = createContinuity({
    deliveredFrames: () => deliveredFrames(track),
    framesRead: questions.ask,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  })
  const format = Promise.withResolvers<{ sampleRateHz: number; channelCount: number }>()
  const post = (message: ToCaptureWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer)

  const capture: Capture = {
    scope,
    track,
    meter: openMeter(scope, track),
    continuity,
    listenings,
    input: inputSettings(track, { sampleRateHz: 0, channelCount: 0 }),
    fault: null,
    taking: null,
    takes: 0,
    post,
  }
  scope.add(() => capture.taking?.captured.reject(new MicrophoneError('closed')))

  let heard = false
  const lose = (fault: MicrophoneFault) => {
    capture.fault ??= fault
    const error = new MicrophoneError(fault)
    questions.end()
    listenings.fail(error)
    format.reject(error)
    if (capture.taking?.phase !== 'cutting') capture.taking?.captured.reject(error)
    events.lost(capture)
  }

  const arm = (takeNumber: number) => {
    const taking = ofNumber(capture, takeNumber)
    if (!taking) return
    taking.phase = 'armed'
    events.armed(capture)
  }

  const begin = (takeNumber: number, secondsAgo: number) => {
    const taking = ofNumber(capture, takeNumber)
    if (!taking) return
    taking.phase = 'cutting'
    events.began(capture, taking, secondsAgo)
  }

  scope.listen(worker, 'message', (event) => {
    const { data } = event as MessageEvent<FromCaptureWorker>
    switch (data.kind) {
      case 'format':
        heard = true
        return format.resolve(data)
      case 'read':
        return questions.answer(data.question, data.frames)
      case 'armed':
        return arm(data.takeNumber)
      case 'began':
        return begin(data.takeNumber, data.secondsAgo)
      case 'cancelled':
        return ofNumber(capture, data.takeNumber)?.captured.reject(new TakeCancelled())
      case 'chunk':
        return ofNumber(capture, data.takeNumber)?.courier.offer(data.sequence, data.samples)
      case 'done':
        return ofNumber(capture, data.takeNumber)?.captured.resolve(data)
      case 'heard':
        return listenings.answer(data.listener, data.samples)
      case 'format-changed':
        return lose('format-changed')
      case 'silent':
        // A take that waits for its key is ended by the key alone; it is told again after that.
        return capture.taking?.waitFor === null || (heard && track.muted) ? undefined : lose('silent')
      case 'ended':
        return lose('unplugged')
    }
  })
  scope.listen(worker, 'error', () => {
    lose('unsupported')
    capture.taking?.captured.reject(new MicrophoneError('unsupported'))
  })
  scope.listen(track, 'mute', () => events.muteChanged(capture))
  scope.listen(track, 'unmute', () => events.muteChanged(capture))

  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize })
  post({ kind: 'open', readable, ...shape }, [readable])
  scope.add(() => format.reject(new MicrophoneError('closed')))
  const { sampleRateHz, channelCount } = await format.promise
  capture.input = inputSettings(track, { sampleRateHz, channelCount })
  return capture
}

function ofNumber({ taking }: Capture, takeNumber: number): Taking | null {
  return taking?.number === takeNumber ? taking : null
}

/** `track.stats` is newer than TypeScript's library; null in a browser that keeps no count. */
function deliveredFrames(track: MediaStreamTrack & { stats?: { deliveredFrames?: number } }): number | null {
  return track.stats?.deliveredFrames ?? null
}
