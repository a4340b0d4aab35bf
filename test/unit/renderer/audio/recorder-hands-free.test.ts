import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { MicrophoneError } from '#renderer/audio/microphone.ts'
import type { HeardTake, Recorder, RecorderState } from '#renderer/audio/recorder.ts'
import { createRecorder, TakeCancelled } from '#renderer/audio/recorder.ts'
import type { Scope } from '#renderer/audio/scope.ts'
import { openScope } from '#renderer/audio/scope.ts'
import { framesOf, pinkNoise, sampleRateHz, takeIn, vowel, whiteNoiseOf } from '../../acoustics/checks/a-take.ts'
import type { DeviceDouble } from './device-double.ts'
import { installDeviceDouble } from './device-double.ts'

const nothing = { tracks: 0, workers: 0, contexts: 0, timers: 0 }
const never = () => Promise.resolve(false)
const room = measureRoom(pinkNoise(2000, -65, 1), sampleRateHz)
/** From the second second on a vowel and a hiss by turns, every two seconds; then a long vowel. */
const scene = takeIn(
  pinkNoise(16_000, -65, 2),
  [2000, vowel(300, -20)],
  [4000, whiteNoiseOf(300, -25, 3)],
  [6000, vowel(300, -20)],
  [8000, whiteNoiseOf(300, -25, 4)],
  [12_000, vowel(2500, -20)],
)

let device: DeviceDouble
let scope: Scope
let recorder: Recorder
let states: string[]

beforeEach(async () => {
  device = installDeviceDouble({ rateHz: sampleRateHz, sampleAt: (frame) => scene[frame] ?? 0 })
  scope = openScope()
  recorder = createRecorder(scope)
  const opened = recorder.open(null)
  await device.hear(400)
  await opened
  states = []
  recorder.state.subscribe(() => states.push(nameOf(recorder.state.get())))
})
afterEach(() => {
  scope.close()
  device.restore()
})

const nameOf = (state: RecorderState) => (state.kind === 'listening' && state.armed ? 'armed' : state.kind)
const now = () => nameOf(recorder.state.get())

/** Waits for a vowel; what the sink was given is counted. */
function wait(given: { signal?: AbortSignal; sink?: () => Promise<void> } = {}) {
  const { signal = new AbortController().signal, sink = () => Promise.resolve() } = given
  const kept = { frames: 0 }
  const take = recorder.takeByItself(
    async (_, samples) => {
      kept.frames += samples.length
      await sink()
    },
    never,
    { soundClass: 'vowel', room, signal },
  )
  return { kept, take }
}

/** The promise's outcome as a value, so that a rejection before it is looked at is nobody's surprise. */
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof MicrophoneError ? error.fault : error),
  )

describe('a take that waits for its sound', () => {
  it('is armed, recorded, finished, and then it listens again', async () => {
    const { take, kept } = wait()
    expect(now()).toBe('listening')
    await device.hear(300)
    expect(now()).toBe('armed')
    await device.hear(1500)
    expect(now()).toBe('recording')
    await device.hear(800)
    const { frames, preRollFrames, keyUpFrame, droppedFrames, continuityProven, endedBy, heard } = await take
    expect(states).toEqual(['armed', 'recording', 'finishing', 'listening'])
    expect({ droppedFrames, continuityProven, endedBy, heard }).toEqual({
      droppedFrames: 0,
      continuityProven: true,
      endedBy: 'stop',
      heard: { kind: 'sound' },
    })
    expect(preRollFrames).toBe(framesOf(300))
    expect(Math.abs(keyUpFrame - framesOf(600))).toBeLessThan(framesOf(40))
    expect(kept.frames).toBe(frames)
  })

  it('tells since when it records by when the sound began', async () => {
    const startedMs = performance.now() - 400
    const { take } = wait()
    await device.hear(1800)
    const state = recorder.state.get()
    expect(state.kind === 'recording' && Math.abs(state.sinceMs - startedMs - 2000)).toBeLessThan(30)
    await device.hear(800)
    await take
  })

  it('follows one after the other, each from its own sound', async () => {
    const takes: HeardTake[] = []
    await device.hear(400)
    for (let sound = 0; sound < 4; sound += 1) {
      const { take } = wait()
      await device.hear(2000)
      takes.push(await take)
    }
    expect(takes.map(({ heard }) => heard)).toEqual([
      { kind: 'sound' },
      { kind: 'refused', reason: 'NOT_VOICED' },
      { kind: 'sound' },
      { kind: 'refused', reason: 'NOT_VOICED' },
    ])
    expect(takes.map(({ preRollFrames }) => preRollFrames)).toEqual(Array.from({ length: 4 }, () => framesOf(300)))
  })

  it('is given up when nobody wants it any more, and what is said then begins none', async () => {
    const wanted = new AbortController()
    const { take, kept } = wait({ signal: wanted.signal })
    const ended = outcome(take)
    await device.hear(500)
    wanted.abort()
    expect(now()).toBe('listening')
    await device.hear(3000)
    expect(await ended).toBeInstanceOf(TakeCancelled)
    expect(kept.frames).toBe(0)
    expect(states).toEqual(['armed', 'listening', 'listening'])
  })

  it('is not begun for somebody who has given it up already', async () => {
    expect(await outcome(wait({ signal: AbortSignal.abort() }).take)).toBeInstanceOf(TakeCancelled)
    const { take } = wait()
    await device.hear(2500)
    expect((await take).heard).toEqual({ kind: 'sound' })
  })

  it('is a take like any other when it is given up after its sound has begun', async () => {
    const wanted = new AbortController()
    const { take } = wait({ signal: wanted.signal })
    await device.hear(1750)
    expect(now()).toBe('recording')
    wanted.abort()
    expect(now()).toBe('finishing')
    await device.hear(600)
    expect(await take).toMatchObject({ endedBy: 'stop', heard: { kind: 'sound' }, preRollFrames: framesOf(300) })
    expect(now()).toBe('listening')
  })

  it('is a take too when its sound began while the word to give it up was on its way', async () => {
    const wanted = new AbortController()
    const { take } = wait({ signal: wanted.signal })
    await device.hear(1620)
    expect(now()).toBe('armed')
    // Heard by the worker at once, told to the window a turn later.
    for (let spoken = 0; spoken < 6; spoken += 1) device.tracks[0]?.speak(480)
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
    wanted.abort()
    await device.hear(600)
    expect((await take).endedBy).toBe('stop')
    expect(states).not.toContain('recording')
    expect(states.slice(-2)).toEqual(['finishing', 'listening'])
  })

  it('goes on waiting when somebody presses the key that stops', async () => {
    const { take } = wait()
    await device.hear(500)
    recorder.stop()
    await device.hear(2000)
    expect((await take).heard).toEqual({ kind: 'sound' })
  })

  it('is ended by the key that stops once its sound has begun', async () => {
    const { take } = wait()
    await device.hear(1750)
    recorder.stop()
    await device.hear(600)
    const { frames, keyUpFrame, endedBy } = await take
    expect(frames - keyUpFrame).toBe(framesOf(300))
    expect(endedBy).toBe('stop')
  })

  it('stays armed while the microphone is muted and unmuted', async () => {
    const { take } = wait()
    const ended = outcome(take)
    await device.hear(300)
    device.tracks[0]?.dispatchEvent(new Event('mute'))
    expect(recorder.state.get()).toMatchObject({ kind: 'listening', armed: true })
    recorder.close()
    expect(await ended).toBe('closed')
  })

  it('leaves nothing on when it is closed while it waits, or while its sound goes on', async () => {
    for (const closedAfterMs of [0, 50, 500, 1750]) {
      const opened = recorder.open(null)
      await device.hear(400)
      await opened
      const ended = outcome(wait().take)
      await device.hear(closedAfterMs)
      recorder.close()
      expect(device.live()).toMatchObject({ tracks: 0, workers: 0, contexts: 0 })
      await device.pass(20)
      expect(await ended).toBe('closed')
      expect(device.live()).toEqual(nothing)
    }
  })

  it('fails when what was heard cannot be delivered, and the next one is heard', async () => {
    const full = new Error('the disk is full')
    const ended = outcome(wait({ sink: () => Promise.reject(full) }).take)
    await device.hear(2600)
    expect(await ended).toBe(full)
    expect(now()).toBe('listening')
    const { take } = wait()
    await device.hear(2500)
    expect(await take).toMatchObject({ endedBy: 'stop', heard: { kind: 'refused' } })
  })
})

describe('a microphone that stops while a take waits', () => {
  it('is told at once when it is unplugged', async () => {
    const ended = outcome(wait().take)
    await device.hear(500)
    device.tracks[0]?.unplug()
    await device.pass(50)
    expect(await ended).toBe('unplugged')
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'unplugged' })
    expect(device.live()).toEqual(nothing)
  })

  it('is told as silent when no frame comes any more', async () => {
    const ended = outcome(wait().take)
    await device.hear(500)
    await device.pass(2600)
    expect(await ended).toBe('silent')
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'silent' })
  })

  it('ends the take whose sound has begun, and keeps what was heard', async () => {
    const { take, kept } = wait()
    await device.hear(1800)
    device.tracks[0]?.unplug()
    await device.pass(50)
    const { frames, endedBy, heard } = await take
    expect({ endedBy, heard }).toEqual({ endedBy: 'microphone', heard: { kind: 'sound' } })
    expect(frames).toBeGreaterThan(framesOf(400))
    expect(kept.frames).toBe(frames)
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'unplugged' })
  })

  it('ends by its silence the take whose sound has begun: nobody is at the keys', async () => {
    const { take } = wait()
    await device.hear(1800)
    await device.pass(2600)
    expect(await take).toMatchObject({ endedBy: 'microphone', heard: { kind: 'sound' } })
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'silent' })
    expect(device.live()).toEqual(nothing)
  })
})

describe('frames lost', () => {
  it('while a take waited are not its own', async () => {
    await device.hear(10_200)
    const { take } = wait()
    await device.hear(300)
    device.tracks[0]?.speak(480, 'lost')
    await device.hear(3400)
    expect(recorder.state.get()).toMatchObject({ kind: 'recording', droppedFrames: 0 })
    await device.hear(2000)
    expect((await take).droppedFrames).toBe(0)
  })

  it('in a take that a sound began are told while it goes on, and counted', async () => {
    await device.hear(10_200)
    const { take } = wait()
    await device.hear(1600)
    device.tracks[0]?.speak(960, 'lost')
    await device.hear(2000)
    expect(recorder.state.get()).toMatchObject({ kind: 'recording', droppedFrames: 960 })
    await device.hear(2500)
    expect(await take).toMatchObject({ droppedFrames: 960, continuityProven: true })
  })

  it('cannot be ruled out once the microphone is gone', async () => {
    const take = recorder.take(() => Promise.resolve(), never)
    await device.hear(500)
    device.tracks[0]?.unplug()
    await device.pass(50)
    expect(await take).toMatchObject({ droppedFrames: 0, continuityProven: false })
  })

  it('cannot be ruled out by a browser that keeps no count', async () => {
    for (const track of device.tracks) delete track.stats
    const key = recorder.take(() => Promise.resolve(), never)
    await device.hear(500)
    recorder.stop()
    await device.hear(600)
    expect(await key).toMatchObject({ droppedFrames: 0, continuityProven: false })
  })
})

describe('listening without a take', () => {
  it('gives the sound from then on', async () => {
    const heard = recorder.listen({ seconds: 0.5 })
    await device.hear(700)
    const { samples, sampleRateHz: rateHz } = await heard
    expect(rateHz).toBe(sampleRateHz)
    expect(samples).toEqual(scene.slice(framesOf(400), framesOf(900)))
    expect(states).toEqual([])
  })

  it('ends early at the signal, and at its most without it', async () => {
    const enough = new AbortController()
    const early = recorder.listenUntil(enough.signal, { mostSeconds: 5 })
    const most = recorder.listenUntil(enough.signal, { mostSeconds: 0.2 })
    await device.hear(300)
    enough.abort()
    await device.hear(100)
    expect((await early).samples).toEqual(scene.slice(framesOf(400), framesOf(700)))
    expect((await most).samples).toEqual(scene.slice(framesOf(400), framesOf(600)))
  })

  it('ends with the reason of who gives it up', async () => {
    const wanted = new AbortController()
    const ended = outcome(recorder.listen({ seconds: 2, signal: wanted.signal }))
    await device.hear(300)
    wanted.abort('another page')
    expect(await ended).toBe('another page')
    expect(await outcome(recorder.listen({ seconds: 2, signal: wanted.signal }))).toBe('another page')
  })

  it('ends with the microphone', async () => {
    const unplugged = outcome(recorder.listen({ seconds: 2 }))
    await device.hear(300)
    device.tracks[0]?.unplug()
    await device.pass(50)
    expect(await unplugged).toBe('unplugged')
    expect(await outcome(recorder.listen({ seconds: 2 }))).toBe('closed')
  })

  it('ends when the microphone is closed, or falls silent', async () => {
    const closed = outcome(recorder.listenUntil(new AbortController().signal, { mostSeconds: 2 }))
    recorder.close()
    expect(await closed).toBe('closed')
    const opened = recorder.open(null)
    await device.hear(400)
    await opened
    const silent = outcome(recorder.listen({ seconds: 2 }))
    await device.pass(2600)
    expect(await silent).toBe('silent')
    expect(device.live()).toEqual(nothing)
  })
})
