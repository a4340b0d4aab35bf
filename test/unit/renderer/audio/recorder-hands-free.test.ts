import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HeardTake } from '#renderer/audio/recorder.ts'
import { TakeCancelled } from '#renderer/audio/recorder.ts'
import { framesOf } from '../../acoustics/checks/a-take.ts'
import type { RecorderInARoom } from './recorder-in-a-room.ts'
import { openRecorderInARoom, outcome } from './recorder-in-a-room.ts'

const nothing = { tracks: 0, workers: 0, contexts: 0, timers: 0 }

let here: RecorderInARoom
beforeEach(async () => {
  here = await openRecorderInARoom()
})
afterEach(() => here.close())

describe('a take that waits for its sound', () => {
  it('is armed, recorded, finished, and then it listens again', async () => {
    const { take, kept } = here.wait()
    expect(here.now()).toBe('listening')
    await here.device.hear(300)
    expect(here.now()).toBe('armed')
    await here.device.hear(1500)
    expect(here.now()).toBe('recording')
    await here.device.hear(800)
    const { frames, preRollFrames, keyUpFrame, droppedFrames, continuityProven, endedBy, heard } = await take
    expect(here.states).toEqual(['armed', 'recording', 'finishing', 'listening'])
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
    const { take } = here.wait()
    await here.device.hear(1800)
    const state = here.recorder.state.get()
    expect(state.kind === 'recording' && Math.abs(state.sinceMs - startedMs - 2000)).toBeLessThan(30)
    await here.device.hear(800)
    await take
  })

  it('follows one after the other, each from its own sound', async () => {
    const takes: HeardTake[] = []
    await here.device.hear(400)
    for (let sound = 0; sound < 4; sound += 1) {
      const { take } = here.wait()
      await here.device.hear(2000)
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
    const { take, kept } = here.wait({ signal: wanted.signal })
    const ended = outcome(take)
    await here.device.hear(500)
    wanted.abort()
    expect(here.now()).toBe('listening')
    await here.device.hear(3000)
    expect(await ended).toBeInstanceOf(TakeCancelled)
    expect(kept.frames).toBe(0)
    expect(here.states).toEqual(['armed', 'listening', 'listening'])
  })

  it('is not begun for somebody who has given it up already', async () => {
    expect(await outcome(here.wait({ signal: AbortSignal.abort() }).take)).toBeInstanceOf(TakeCancelled)
    const { take } = here.wait()
    await here.device.hear(2500)
    expect((await take).heard).toEqual({ kind: 'sound' })
  })

  it('is a take like any other when it is given up after its sound has begun', async () => {
    const wanted = new AbortController()
    const { take } = here.wait({ signal: wanted.signal })
    await here.device.hear(1750)
    expect(here.now()).toBe('recording')
    wanted.abort()
    expect(here.now()).toBe('finishing')
    await here.device.hear(600)
    expect(await take).toMatchObject({ endedBy: 'stop', heard: { kind: 'sound' }, preRollFrames: framesOf(300) })
    expect(here.now()).toBe('listening')
  })

  it('is a take too when its sound began while the word to give it up was on its way', async () => {
    const wanted = new AbortController()
    const { take } = here.wait({ signal: wanted.signal })
    await here.device.hear(1620)
    expect(here.now()).toBe('armed')
    // Heard by the worker at once, told to the window a turn later.
    for (let spoken = 0; spoken < 6; spoken += 1) here.device.tracks[0]?.speak(480)
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
    wanted.abort()
    await here.device.hear(600)
    expect((await take).endedBy).toBe('stop')
    expect(here.states).not.toContain('recording')
    expect(here.states.slice(-2)).toEqual(['finishing', 'listening'])
  })

  it('goes on waiting when somebody presses the key that stops', async () => {
    const { take } = here.wait()
    await here.device.hear(500)
    here.recorder.stop()
    await here.device.hear(2000)
    expect((await take).heard).toEqual({ kind: 'sound' })
  })

  it('is ended by the key that stops once its sound has begun', async () => {
    const { take } = here.wait()
    await here.device.hear(1750)
    here.recorder.stop()
    await here.device.hear(600)
    const { frames, keyUpFrame, endedBy } = await take
    expect(frames - keyUpFrame).toBe(framesOf(300))
    expect(endedBy).toBe('stop')
  })

  it('stays armed while the microphone is muted and unmuted', async () => {
    const { take } = here.wait()
    const ended = outcome(take)
    await here.device.hear(300)
    here.device.tracks[0]?.dispatchEvent(new Event('mute'))
    expect(here.recorder.state.get()).toMatchObject({ kind: 'listening', armed: true })
    here.recorder.close()
    expect(await ended).toBe('closed')
  })

  it('leaves nothing on when it is closed while it waits, or while its sound goes on', async () => {
    for (const closedAfterMs of [0, 50, 500, 1750]) {
      const opened = here.recorder.open(null)
      await here.device.hear(400)
      await opened
      const ended = outcome(here.wait().take)
      await here.device.hear(closedAfterMs)
      here.recorder.close()
      expect(here.device.live()).toMatchObject({ tracks: 0, workers: 0, contexts: 0 })
      await here.device.pass(20)
      expect(await ended).toBe('closed')
      expect(here.device.live()).toEqual(nothing)
    }
  })

  it('fails when what was heard cannot be delivered, and the next one is heard', async () => {
    const full = new Error('the disk is full')
    const ended = outcome(here.wait({ sink: () => Promise.reject(full) }).take)
    await here.device.hear(2600)
    expect(await ended).toBe(full)
    expect(here.now()).toBe('listening')
    const { take } = here.wait()
    await here.device.hear(2500)
    expect(await take).toMatchObject({ endedBy: 'stop', heard: { kind: 'refused' } })
  })
})

describe('a microphone that stops while a take waits', () => {
  it('is told at once when it is unplugged', async () => {
    const ended = outcome(here.wait().take)
    await here.device.hear(500)
    here.device.tracks[0]?.unplug()
    await here.device.pass(50)
    expect(await ended).toBe('unplugged')
    expect(here.recorder.state.get()).toEqual({ kind: 'failed', fault: 'unplugged' })
    expect(here.device.live()).toEqual(nothing)
  })

  it('is told as silent when no frame comes any more', async () => {
    const ended = outcome(here.wait().take)
    await here.device.hear(500)
    await here.device.pass(2600)
    expect(await ended).toBe('silent')
    expect(here.recorder.state.get()).toEqual({ kind: 'failed', fault: 'silent' })
  })

  it('ends the take whose sound has begun, and keeps what was heard', async () => {
    const { take, kept } = here.wait()
    await here.device.hear(1800)
    here.device.tracks[0]?.unplug()
    await here.device.pass(50)
    const { frames, endedBy, heard } = await take
    expect({ endedBy, heard }).toEqual({ endedBy: 'microphone', heard: { kind: 'sound' } })
    expect(frames).toBeGreaterThan(framesOf(400))
    expect(kept.frames).toBe(frames)
    expect(here.recorder.state.get()).toEqual({ kind: 'failed', fault: 'unplugged' })
  })

  it('ends by its silence the take whose sound has begun: nobody is at the keys', async () => {
    const { take } = here.wait()
    await here.device.hear(1800)
    await here.device.pass(2600)
    expect(await take).toMatchObject({ endedBy: 'microphone', heard: { kind: 'sound' } })
    expect(here.recorder.state.get()).toEqual({ kind: 'failed', fault: 'silent' })
    expect(here.device.live()).toEqual(nothing)
  })
})
