import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { MicrophoneError } from '#renderer/audio/microphone.ts'
import type { HeardTake, Recorder, RecorderState } from '#renderer/audio/recorder.ts'
import { createRecorder } from '#renderer/audio/recorder.ts'
import { openScope } from '#renderer/audio/scope.ts'
import { pinkNoise, sampleRateHz, takeIn, vowel, whiteNoiseOf } from '../../acoustics/checks/a-take.ts'
import type { DeviceDouble } from './device-double.ts'
import { installDeviceDouble } from './device-double.ts'

/** From the second second on a vowel and a hiss by turns, every two seconds; then a long vowel. */
export const scene = takeIn(
  pinkNoise(16_000, -65, 2),
  [2000, vowel(300, -20)],
  [4000, whiteNoiseOf(300, -25, 3)],
  [6000, vowel(300, -20)],
  [8000, whiteNoiseOf(300, -25, 4)],
  [12_000, vowel(2500, -20)],
)
const room = measureRoom(pinkNoise(2000, -65, 1), sampleRateHz)

/** A recorder that has listened to the scene for 400 ms. */
export interface RecorderInARoom {
  device: DeviceDouble
  recorder: Recorder
  /** What its state has been since. */
  states: string[]
  now(): string
  /** Waits for a vowel; what the sink was given is counted. */
  wait(given?: { signal?: AbortSignal; sink?: () => Promise<void> }): {
    kept: { frames: number }
    take: Promise<HeardTake>
  }
  close(): void
}

export async function openRecorderInARoom(): Promise<RecorderInARoom> {
  const device = installDeviceDouble({ rateHz: sampleRateHz, sampleAt: (frame) => scene[frame] ?? 0 })
  const scope = openScope()
  const recorder = createRecorder(scope)
  const opened = recorder.open(null)
  await device.hear(400)
  await opened
  const states: string[] = []
  recorder.state.subscribe(() => states.push(nameOf(recorder.state.get())))
  return {
    device,
    recorder,
    states,
    now: () => nameOf(recorder.state.get()),
    wait({ signal = new AbortController().signal, sink = () => Promise.resolve() } = {}) {
      const kept = { frames: 0 }
      const keep = async (_: number, samples: Float32Array) => {
        kept.frames += samples.length
        await sink()
      }
      return { kept, take: recorder.takeByItself(keep, never, { soundClass: 'vowel', room, signal }) }
    },
    close() {
      scope.close()
      device.restore()
    },
  }
}

export const never = () => Promise.resolve(false)

function nameOf(state: RecorderState): string {
  return state.kind === 'listening' && state.armed ? 'armed' : state.kind
}

/** The promise's outcome as a value, so that a rejection before it is looked at is nobody's surprise. */
export const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof MicrophoneError ? error.fault : error),
  )
