import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { framesOf, sampleRateHz } from '../../acoustics/checks/a-take.ts'
import type { RecorderInARoom } from './recorder-in-a-room.ts'
import { never, openRecorderInARoom, outcome, scene } from './recorder-in-a-room.ts'

const nothing = { tracks: 0, workers: 0, contexts: 0, timers: 0 }

let here: RecorderInARoom
beforeEach(async () => {
  here = await openRecorderInARoom()
})
afterEach(() => here.close())

describe('frames lost', () => {
  it('while a take waited are not its own', async () => {
    await here.device.hear(10_200)
    const { take } = here.wait()
    await here.device.hear(300)
    here.device.tracks[0]?.speak(480, 'lost')
    await here.device.hear(3400)
    expect(here.recorder.state.get()).toMatchObject({ kind: 'recording', droppedFrames: 0 })
    await here.device.hear(2000)
    expect((await take).droppedFrames).toBe(0)
  })

  it('in a take that a sound began are told while it goes on, and counted', async () => {
    await here.device.hear(10_200)
    const { take } = here.wait()
    await here.device.hear(1600)
    here.device.tracks[0]?.speak(960, 'lost')
    await here.device.hear(2000)
    expect(here.recorder.state.get()).toMatchObject({ kind: 'recording', droppedFrames: 960 })
    await here.device.hear(2500)
    expect(await take).toMatchObject({ droppedFrames: 960, continuityProven: true })
  })

  it('cannot be ruled out once the microphone is gone', async () => {
    const take = here.recorder.take(() => Promise.resolve(), never)
    await here.device.hear(500)
    here.device.tracks[0]?.unplug()
    await here.device.pass(50)
    expect(await take).toMatchObject({ droppedFrames: 0, continuityProven: false })
  })

  it('cannot be ruled out by a browser that keeps no count', async () => {
    for (const track of here.device.tracks) delete track.stats
    const key = here.recorder.take(() => Promise.resolve(), never)
    await here.device.hear(500)
    here.recorder.stop()
    await here.device.hear(600)
    expect(await key).toMatchObject({ droppedFrames: 0, continuityProven: false })
  })
})

describe('listening without a take', () => {
  it('gives the sound from then on', async () => {
    const heard = here.recorder.listen({ seconds: 0.5 })
    await here.device.hear(700)
    const { samples, sampleRateHz: rateHz } = await heard
    expect(rateHz).toBe(sampleRateHz)
    expect(samples).toEqual(scene.slice(framesOf(400), framesOf(900)))
    expect(here.states).toEqual([])
  })

  it('ends early at the signal, and at its most without it', async () => {
    const enough = new AbortController()
    const early = here.recorder.listenUntil(enough.signal, { mostSeconds: 5 })
    const most = here.recorder.listenUntil(enough.signal, { mostSeconds: 0.2 })
    await here.device.hear(300)
    enough.abort()
    await here.device.hear(100)
    expect((await early).samples).toEqual(scene.slice(framesOf(400), framesOf(700)))
    expect((await most).samples).toEqual(scene.slice(framesOf(400), framesOf(600)))
  })

  it('ends with the reason of who gives it up', async () => {
    const wanted = new AbortController()
    const ended = outcome(here.recorder.listen({ seconds: 2, signal: wanted.signal }))
    await here.device.hear(300)
    wanted.abort('another page')
    expect(await ended).toBe('another page')
    expect(await outcome(here.recorder.listen({ seconds: 2, signal: wanted.signal }))).toBe('another page')
  })

  it('ends with the microphone', async () => {
    const unplugged = outcome(here.recorder.listen({ seconds: 2 }))
    await here.device.hear(300)
    here.device.tracks[0]?.unplug()
    await here.device.pass(50)
    expect(await unplugged).toBe('unplugged')
    expect(await outcome(here.recorder.listen({ seconds: 2 }))).toBe('closed')
  })

  it('ends when the microphone is closed, or falls silent', async () => {
    const closed = outcome(here.recorder.listenUntil(new AbortController().signal, { mostSeconds: 2 }))
    here.recorder.close()
    expect(await closed).toBe('closed')
    const opened = here.recorder.open(null)
    await here.device.hear(400)
    await opened
    const silent = outcome(here.recorder.listen({ seconds: 2 }))
    await here.device.pass(2600)
    expect(await silent).toBe('silent')
    expect(here.device.live()).toEqual(nothing)
  })
})
