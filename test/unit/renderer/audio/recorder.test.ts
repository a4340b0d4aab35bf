import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MicrophoneError } from '#renderer/audio/microphone.ts'
import type { Recorder } from '#renderer/audio/recorder.ts'
import { createRecorder } from '#renderer/audio/recorder.ts'
import type { Scope } from '#renderer/audio/scope.ts'
import { openScope } from '#renderer/audio/scope.ts'
import type { DeviceDouble } from './device-double.ts'
import { installDeviceDouble } from './device-double.ts'

const nothing = { tracks: 0, workers: 0, contexts: 0, timers: 0 }
const keep = () => Promise.resolve()
const never = () => Promise.resolve(false)

let device: DeviceDouble
let scope: Scope
let recorder: Recorder

beforeEach(() => {
  device = installDeviceDouble()
  scope = openScope()
  recorder = createRecorder(scope)
})
afterEach(() => {
  scope.close()
  device.restore()
})

async function openMicrophone() {
  const opened = recorder.open(null)
  await device.hear(400)
  return opened
}

/** The promise's outcome as a value, so that a rejection before it is looked at is nobody's surprise. */
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof MicrophoneError ? error.fault : error),
  )

describe('opening the microphone', () => {
  it('listens once the first frames have come', async () => {
    const opened = recorder.open(null)
    await device.pass(50)
    expect(recorder.state.get().kind).toBe('opening')
    await device.hear(20)
    expect(await opened).toMatchObject({ sampleRateHz: 1000, channelCount: 1 })
    expect(recorder.state.get().kind).toBe('listening')
  })

  it('records without a level meter where the machine has none to give', async () => {
    device.refuseAudioContext()
    await openMicrophone()
    expect(recorder.state.get()).toMatchObject({ kind: 'listening', meter: null })
    const take = recorder.take(keep, never)
    await device.hear(500)
    recorder.stop()
    await device.hear(400)
    expect((await take).frames).toBe(1100)
  })

  it('is over when it is closed meanwhile: nothing stays on', async () => {
    const opened = outcome(recorder.open(null))
    await device.pass(5)
    recorder.close()
    expect(device.live()).toEqual(nothing)
    await device.hear(100)
    expect(recorder.state.get().kind).toBe('closed')
    expect(await opened).toBe('closed')
  })

  it('is over when it is closed while the person is still being asked', async () => {
    const door = device.holdTheDoor()
    const opened = outcome(recorder.open(null))
    await device.pass(5)
    recorder.close()
    door.letIn()
    await device.hear(100)
    expect(device.live()).toEqual(nothing)
    expect(recorder.state.get().kind).toBe('closed')
    expect(await opened).toBe('closed')
  })

  it('goes to the last who asked', async () => {
    const first = outcome(recorder.open('one'))
    const second = outcome(recorder.open('two'))
    await device.hear(100)
    expect(await first).toBe('closed')
    expect(await second).toBe('done')
    expect(recorder.state.get().kind).toBe('listening')
    expect(device.live()).toMatchObject({ tracks: 1, workers: 1, contexts: 1 })
    recorder.close()
    expect(device.live()).toEqual(nothing)
  })

  it('is not failed by a refusal that came after another was asked for', async () => {
    const door = device.holdTheDoor()
    const first = outcome(recorder.open('one'))
    await device.pass(5)
    door.refuse()
    const second = outcome(recorder.open('two'))
    await device.hear(100)
    expect(await first).toBe('closed')
    expect(await second).toBe('done')
    expect(recorder.state.get().kind).toBe('listening')
  })

  it('leaves nothing on, however often it is opened and closed, in whatever state', async () => {
    for (let round = 0; round < 50; round += 1) {
      const opened = outcome(recorder.open(null))
      if (round % 3 > 0) await device.hear(400)
      const take = round % 3 === 2 ? outcome(recorder.take(keep, never)) : null
      if (take) await device.hear(100)
      recorder.close()
      expect(device.live(), `round ${round}`).toMatchObject({ tracks: 0, workers: 0, contexts: 0 })
      await device.pass(20)
      expect(device.live(), `round ${round}`).toEqual(nothing)
      const outcomes = [
        ['closed', null],
        ['done', null],
        ['done', 'closed'],
      ]
      expect([await opened, await take]).toEqual(outcomes[round % 3])
    }
    await device.pass(5000)
    expect(device.live()).toEqual(nothing)
  })

  it('ends with the scope that owns it', async () => {
    await openMicrophone()
    scope.close()
    expect(device.live()).toEqual(nothing)
  })
})

describe('a microphone that stops', () => {
  it('is told as unplugged when its stream breaks, and the take keeps what was heard', async () => {
    await openMicrophone()
    const take = recorder.take(keep, never)
    await device.hear(500)
    device.tracks[0]?.breakStream()
    await device.pass(50)
    expect(await take).toMatchObject({ frames: 800, endedBy: 'microphone' })
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'unplugged' })
    expect(device.live()).toEqual(nothing)
  })

  it('ends a take that was begun just when it went', async () => {
    await openMicrophone()
    device.tracks[0]?.unplug()
    const take = recorder.take(keep, never)
    await device.pass(50)
    expect(await take).toMatchObject({ frames: 300, droppedFrames: 0, endedBy: 'microphone' })
  })

  it('does not keep a stopped take waiting when it says nothing any more', async () => {
    await openMicrophone()
    const take = recorder.take(keep, never)
    await device.hear(500)
    recorder.stop()
    await device.hear(100)
    await device.pass(1500)
    expect(await take).toMatchObject({ frames: 900, endedBy: 'stop' })
  })

  it('is told as silent after more than two seconds without a frame', async () => {
    await openMicrophone()
    await device.pass(1900)
    expect(recorder.state.get().kind).toBe('listening')
    await device.pass(700)
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'silent' })
    expect(device.live()).toEqual(nothing)
  })

  it('is told as silent when it never says anything', async () => {
    const opened = outcome(recorder.open(null))
    await device.pass(8000)
    expect(recorder.state.get().kind).toBe('opening')
    await device.pass(3000)
    expect(await opened).toBe('silent')
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'silent' })
  })

  it('is not held to be silent while it is muted', async () => {
    await openMicrophone()
    const [track] = device.tracks
    if (track) track.muted = true
    await device.pass(6000)
    expect(recorder.state.get().kind).toBe('listening')
  })

  it('ends no take by saying nothing: the key does, and then it is told', async () => {
    await openMicrophone()
    const take = recorder.take(keep, never)
    await device.hear(500)
    await device.pass(5000)
    expect(recorder.state.get().kind).toBe('recording')
    recorder.stop()
    await device.pass(500)
    expect(await take).toMatchObject({ frames: 800, endedBy: 'stop' })
    await device.pass(2500)
    expect(recorder.state.get()).toEqual({ kind: 'failed', fault: 'silent' })
  })
})

describe('a take', () => {
  it('knows where its pre-roll ends and where the key was pressed', async () => {
    await openMicrophone()
    const take = recorder.take(keep, never)
    await device.hear(500)
    recorder.stop()
    await device.hear(400)
    expect(await take).toMatchObject({ frames: 1100, preRollFrames: 300, keyUpFrame: 800 })
  })

  it('tells a drop-out while it is being recorded', async () => {
    await openMicrophone()
    const take = recorder.take(keep, never)
    await device.hear(1500)
    expect(recorder.state.get()).toMatchObject({ kind: 'recording', droppedFrames: 0 })
    device.tracks[0]?.speak(40, 'lost')
    await device.hear(3000)
    expect(recorder.state.get()).toMatchObject({ kind: 'recording', droppedFrames: 40 })
    recorder.stop()
    await device.hear(2500)
    expect((await take).droppedFrames).toBe(40)
  })

  it('tells the room only what has changed', async () => {
    await openMicrophone()
    const take = recorder.take(keep, never)
    let told = 0
    recorder.state.subscribe(() => (told += 1))
    await device.hear(5000)
    expect(told).toBe(0)
    recorder.stop()
    await device.hear(1000)
    await take
  })
})
