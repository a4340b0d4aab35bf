import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import type { Room } from '#shared/acoustics/room-noise/measure-room.ts'
import {
  framesOf,
  keyClick,
  pinkNoise,
  sampleRateHz,
  takeIn,
  vowel,
  whiteNoiseOf,
} from '../../acoustics/checks/a-take.ts'
import type { HearingReader } from './hearing-reader.ts'
import { openReader } from './hearing-reader.ts'

const measuredRoom = measureRoom(pinkNoise(2000, -65, 1), sampleRateHz)
const rollFrames = framesOf(300)

let reader: HearingReader
const openAnother = (channelCount = 1) => {
  reader?.close()
  reader = openReader(channelCount)
}
beforeEach(() => openAnother())
afterEach(() => {
  reader.close()
  vi.useRealTimers()
})

const quiet = (ms: number) => pinkNoise(ms, -65, 2)
const said = vowel(400, -20)

/** What the microphone hears from its opening on. */
function streamOf(stream: Float32Array, bufferFrames = 480) {
  let heard = 0
  return {
    stream,
    until: async (ms: number) => {
      const next = framesOf(ms)
      await reader.hear(stream.subarray(heard, next), bufferFrames)
      heard = next
    },
    toItsEnd: async () => reader.hear(stream.subarray(heard), bufferFrames),
  }
}

const waitFor = (soundClass: SoundClass, takeNumber = 1, room: Room | null = measuredRoom) =>
  reader.say({ kind: 'wait', takeNumber, soundClass, room })

/** Where in the stream a take begins and ends, found by its own samples. */
function placeOf(takeNumber: number, stream: Float32Array): { first: number; end: number } {
  const take = reader.samplesOf(takeNumber)
  const first = stream.findIndex((_, at) => take.every((sample, frame) => stream[at + frame] === sample))
  if (take.length === 0 || first < 0) throw new Error('the take is no stretch of the stream')
  return { first, end: first + take.length }
}

function extentOf(takeNumber: number) {
  const done = reader.all('done').find((each) => each.takeNumber === takeNumber)
  if (!done) throw new Error('the take is not over')
  return done
}

const kinds = () => reader.messages.map(({ kind }) => kind).filter((kind) => kind !== 'chunk' && kind !== 'format')

describe('a take that begins and ends with its sound', () => {
  it('has exactly its pre-roll before the sound, and no less than its post-roll after it', async () => {
    const { stream, until, toItsEnd } = streamOf(takeIn(quiet(2600), [1500, said]))
    await until(500)
    waitFor('vowel')
    await toItsEnd()
    expect(kinds()).toEqual(['armed', 'began', 'done'])
    const { first, end } = placeOf(1, stream)
    const { frames, preRollFrames, keyUpFrame, refusal } = extentOf(1)
    expect(refusal).toBeNull()
    expect(preRollFrames).toBe(rollFrames)
    expect(frames).toBe(end - first)
    expect(frames - keyUpFrame).toBe(rollFrames)
    expect(Math.abs(first + preRollFrames - framesOf(1500))).toBeLessThanOrEqual(framesOf(10))
    expect(Math.abs(first + keyUpFrame - framesOf(1900))).toBeLessThanOrEqual(framesOf(40))
  })

  it('is the same take however long the buffers of the device are', async () => {
    const heard = async (bufferFrames: number) => {
      openAnother()
      const { stream, until, toItsEnd } = streamOf(takeIn(quiet(2600), [1500, said]), bufferFrames)
      await until(500)
      waitFor('vowel')
      await toItsEnd()
      const { first, end } = placeOf(1, stream)
      return { first, end, ...extentOf(1) }
    }
    // The detector is told of sounds in hops of 5 ms, and of these in pieces of 10.
    const usual = await heard(480)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 30_000 }), async (bufferFrames) => {
        const take = await heard(bufferFrames)
        expect(Math.abs(take.first - usual.first)).toBeLessThanOrEqual(framesOf(5))
        expect(Math.abs(take.end - usual.end)).toBeLessThanOrEqual(framesOf(10))
        expect(take.preRollFrames).toBe(rollFrames)
        expect(take.frames - take.keyUpFrame).toBeGreaterThanOrEqual(rollFrames)
      }),
      { numRuns: 12 },
    )
  })

  it('comes in chunks while it is said, each of 50 ms but its first', async () => {
    const { until } = streamOf(takeIn(quiet(2600), [1500, said]))
    await until(500)
    waitFor('vowel')
    await until(1800)
    const sizes = reader.all('chunk').map(({ samples }) => samples.length)
    expect(sizes.length).toBeGreaterThan(3)
    expect(new Set(sizes.slice(1))).toEqual(new Set([framesOf(50)]))
    expect(reader.all('chunk').map(({ sequence }) => sequence)).toEqual(sizes.keys().toArray())
  })

  it('holds all of a sound that began just when the waiting did', async () => {
    for (const beginsMs of [-40, 0, 30]) {
      openAnother()
      const { stream, until, toItsEnd } = streamOf(takeIn(quiet(2000), [1000 + beginsMs, said]))
      await until(1000)
      waitFor('vowel')
      await toItsEnd()
      const { first, end } = placeOf(1, stream)
      expect(first).toBeLessThanOrEqual(framesOf(1000 + beginsMs - 200))
      expect(end).toBeGreaterThanOrEqual(framesOf(1400 + beginsMs))
    }
  })

  it('shares no sample with the take before it, and has the less pre-roll the sooner it comes', async () => {
    const { stream, until, toItsEnd } = streamOf(takeIn(quiet(3400), [1000, said], [1850, said]))
    await until(500)
    waitFor('vowel')
    await until(1750)
    waitFor('vowel', 2)
    await toItsEnd()
    const before = placeOf(1, stream)
    const after = placeOf(2, stream)
    expect(after.first).toBe(before.end)
    expect(extentOf(2).preRollFrames).toBeLessThan(rollFrames)
    expect(Math.abs(after.first + extentOf(2).preRollFrames - framesOf(1850))).toBeLessThanOrEqual(framesOf(10))
  })

  it('is begun by a sound on one input of two', async () => {
    openAnother(2)
    const mono = takeIn(quiet(2600), [1500, said])
    const stereo = Float32Array.from({ length: mono.length * 2 }, (_, at) => (at % 2 === 0 ? (mono[at / 2] ?? 0) : 0))
    await reader.hear(stereo.subarray(0, framesOf(500) * 2))
    waitFor('vowel')
    await reader.hear(stereo.subarray(framesOf(500) * 2))
    const { frames, preRollFrames } = extentOf(1)
    expect(preRollFrames).toBe(rollFrames)
    expect(reader.samplesOf(1).length).toBe(frames * 2)
  })

  it.each([
    { what: 'a click', soundClass: 'stop', sound: keyClick(-12, 3), reason: 'TOO_SHORT' },
    { what: 'a hiss', soundClass: 'vowel', sound: whiteNoiseOf(400, -25, 3), reason: 'NOT_VOICED' },
    { what: 'a voice held too long', soundClass: 'stop', sound: vowel(1800, -20), reason: 'TOO_LONG' },
  ] as const)('says why $what is not what was asked for', async ({ soundClass, sound, reason }) => {
    const { stream, until, toItsEnd } = streamOf(takeIn(quiet(4200), [1500, sound]))
    await until(500)
    waitFor(soundClass)
    await toItsEnd()
    expect(kinds()).toEqual(['armed', 'began', 'done'])
    const { frames, preRollFrames, keyUpFrame, refusal } = extentOf(1)
    expect(refusal).toBe(reason)
    expect(preRollFrames).toBe(rollFrames)
    expect(frames - keyUpFrame).toBe(rollFrames)
    expect(placeOf(1, stream).end).toBeGreaterThan(framesOf(1800))
  })
})

describe('while a take waits for its sound', () => {
  it('nothing is armed before the room is known', async () => {
    const { until } = streamOf(takeIn(quiet(3500), [2000, said]))
    await until(500)
    waitFor('vowel', 1, null)
    await until(1000)
    expect(kinds()).toEqual([])
    await until(1100)
    expect(kinds()).toEqual(['armed'])
    await until(3500)
    expect(kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('what was heard before begins no take, be it ever so loud', async () => {
    for (const soundClass of ['stop', 'fricative', 'vowel', 'word'] as const) {
      openAnother()
      const { until, toItsEnd } = streamOf(takeIn(quiet(3000), [300, vowel(690, -6)]))
      await until(400)
      waitFor(soundClass)
      await until(450)
      reader.say({ kind: 'cancel', takeNumber: 1 })
      await until(1000)
      waitFor(soundClass, 2)
      await toItsEnd()
      expect(kinds().slice(-1)).toEqual(['armed'])
    }
  })

  it('giving it up works at once, and what is said then is nobody’s', async () => {
    const { until, toItsEnd } = streamOf(takeIn(quiet(2600), [1500, said]))
    await until(500)
    waitFor('vowel')
    await until(1000)
    reader.say({ kind: 'cancel', takeNumber: 1 })
    await toItsEnd()
    expect(kinds()).toEqual(['armed', 'cancelled'])
    expect(reader.all('chunk')).toEqual([])
  })

  it('a key that was meant for another take ends nothing', async () => {
    const { until, toItsEnd } = streamOf(takeIn(quiet(2600), [1500, said]))
    await until(500)
    waitFor('vowel')
    await until(1000)
    reader.say({ kind: 'stop' })
    await toItsEnd()
    expect(kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('the end of the stream is told, and no take is', async () => {
    const { until } = streamOf(quiet(1500))
    await until(500)
    waitFor('vowel')
    await until(1500)
    await reader.end()
    expect(kinds()).toEqual(['armed', 'ended'])
  })

  it('a fan that was switched on is refused once; then it is the room, and a voice is heard above it', async () => {
    const fan = takeIn(quiet(9500), [1000, pinkNoise(8500, -45, 3)], [7500, vowel(400, -18)])
    const { until, toItsEnd } = streamOf(fan)
    await until(500)
    waitFor('vowel')
    await until(5000)
    expect(extentOf(1).refusal).toBe('TOO_LONG')
    waitFor('vowel', 2)
    await until(7000)
    expect(kinds()).toEqual(['armed', 'began', 'done', 'armed'])
    await toItsEnd()
    expect(extentOf(2)).toMatchObject({ refusal: null, preRollFrames: rollFrames })
  })
})

describe('a take whose sound goes on', () => {
  it('is ended by the key with its whole post-roll, and is taken for what was asked for', async () => {
    const { stream, until, toItsEnd } = streamOf(takeIn(quiet(3600), [1000, vowel(1500, -20)]))
    await until(500)
    waitFor('vowel')
    await until(2000)
    reader.say({ kind: 'stop' })
    await toItsEnd()
    expect(placeOf(1, stream).end).toBe(framesOf(2300))
    const { frames, keyUpFrame, refusal } = extentOf(1)
    expect(frames - keyUpFrame).toBe(rollFrames)
    expect(refusal).toBeNull()
    expect(kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('is ended by the key also when it has just died away, and nothing is held against it', async () => {
    const { until, toItsEnd } = streamOf(takeIn(quiet(3000), [1000, whiteNoiseOf(400, -25, 3)]))
    await until(500)
    waitFor('vowel')
    await until(1550)
    reader.say({ kind: 'stop' })
    await toItsEnd()
    expect(extentOf(1).refusal).toBeNull()
  })

  it('is ended as by the key when it is given up', async () => {
    const { stream, until, toItsEnd } = streamOf(takeIn(quiet(3600), [1000, vowel(1500, -20)]))
    await until(500)
    waitFor('vowel')
    await until(2000)
    reader.say({ kind: 'cancel', takeNumber: 1 })
    await toItsEnd()
    expect(placeOf(1, stream).end).toBe(framesOf(2300))
    expect(kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('keeps what was heard when the stream ends', async () => {
    const { stream, until } = streamOf(takeIn(quiet(2000), [1000, vowel(1000, -20)]))
    await until(500)
    waitFor('vowel')
    await until(1505)
    await reader.end()
    expect(kinds()).toEqual(['armed', 'began', 'ended', 'done'])
    expect(placeOf(1, stream).end).toBe(framesOf(1505))
    expect(extentOf(1)).toMatchObject({ preRollFrames: rollFrames, refusal: null })
  })

  it('is over when the device says nothing any more: nobody is at the keys', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    openAnother()
    const { until } = streamOf(takeIn(quiet(2000), [1000, vowel(1000, -20)]))
    await until(500)
    waitFor('vowel')
    await until(1505)
    vi.advanceTimersByTime(2000)
    expect(kinds()).toEqual(['armed', 'began'])
    vi.advanceTimersByTime(1000)
    expect(kinds()).toEqual(['armed', 'began', 'silent', 'done'])
  })
})

describe('listening without a take', () => {
  it('hears every frame from then on, for so long', async () => {
    const { stream, until } = streamOf(quiet(2000))
    await until(333)
    reader.say({ kind: 'listen', listener: 7, mostSeconds: 1 })
    await until(2000)
    const [heard] = reader.all('heard')
    expect(heard?.listener).toBe(7)
    expect(heard?.samples).toEqual(stream.slice(framesOf(333), framesOf(1333)))
  })

  it('ends early when enough was heard, and is told once', async () => {
    const { stream, until } = streamOf(quiet(2000))
    await until(300)
    reader.say({ kind: 'listen', listener: 1, mostSeconds: 5 })
    await until(900)
    reader.say({ kind: 'listened', listener: 1 })
    await until(1200)
    reader.say({ kind: 'listened', listener: 1 })
    expect(reader.all('heard').map(({ samples }) => samples)).toEqual([stream.slice(framesOf(300), framesOf(900))])
  })

  it('takes nothing from a take, nor the take from it', async () => {
    const { stream, until } = streamOf(takeIn(quiet(2600), [1500, said]))
    await until(500)
    waitFor('vowel')
    reader.say({ kind: 'listen', listener: 1, mostSeconds: 2 })
    await until(2600)
    expect(reader.all('heard')[0]?.samples).toEqual(stream.slice(framesOf(500), framesOf(2500)))
    expect(extentOf(1)).toMatchObject({ preRollFrames: rollFrames, refusal: null })
  })
})
