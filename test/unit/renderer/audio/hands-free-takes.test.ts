import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { framesOf, keyClick, takeIn, vowel, whiteNoiseOf } from '../../acoustics/checks/a-take.ts'
import type { HearingReader } from './hearing-reader.ts'
import { openReader, quiet, streamTo } from './hearing-reader.ts'

const rollFrames = framesOf(300)
const said = vowel(400, -20)

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

describe('a take that begins and ends with its sound', () => {
  it('has exactly its pre-roll before the sound, and no less than its post-roll after it', async () => {
    const { stream, until, toItsEnd } = streamTo(reader, takeIn(quiet(2600), [1500, said]))
    await until(500)
    reader.waitFor('vowel')
    await toItsEnd()
    expect(reader.kinds()).toEqual(['armed', 'began', 'done'])
    const { first, end } = reader.placeOf(1, stream)
    const { frames, preRollFrames, keyUpFrame, refusal } = reader.extentOf(1)
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
      const { stream, until, toItsEnd } = streamTo(reader, takeIn(quiet(2600), [1500, said]), bufferFrames)
      await until(500)
      reader.waitFor('vowel')
      await toItsEnd()
      const { first, end } = reader.placeOf(1, stream)
      return { first, end, ...reader.extentOf(1) }
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
    const { until } = streamTo(reader, takeIn(quiet(2600), [1500, said]))
    await until(500)
    reader.waitFor('vowel')
    await until(1800)
    const sizes = reader.all('chunk').map(({ samples }) => samples.length)
    expect(sizes.length).toBeGreaterThan(3)
    expect(new Set(sizes.slice(1))).toEqual(new Set([framesOf(50)]))
    expect(reader.all('chunk').map(({ sequence }) => sequence)).toEqual(sizes.keys().toArray())
  })

  it('holds all of a sound that began just when the waiting did', async () => {
    for (const beginsMs of [-40, 0, 30]) {
      openAnother()
      const { stream, until, toItsEnd } = streamTo(reader, takeIn(quiet(2000), [1000 + beginsMs, said]))
      await until(1000)
      reader.waitFor('vowel')
      await toItsEnd()
      const { first, end } = reader.placeOf(1, stream)
      expect(first).toBeLessThanOrEqual(framesOf(1000 + beginsMs - 200))
      expect(end).toBeGreaterThanOrEqual(framesOf(1400 + beginsMs))
    }
  })

  it('shares no sample with the take before it, and has the less pre-roll the sooner it comes', async () => {
    const { stream, until, toItsEnd } = streamTo(reader, takeIn(quiet(3400), [1000, said], [1850, said]))
    await until(500)
    reader.waitFor('vowel')
    await until(1750)
    reader.waitFor('vowel', 2)
    await toItsEnd()
    const before = reader.placeOf(1, stream)
    const after = reader.placeOf(2, stream)
    expect(after.first).toBe(before.end)
    expect(reader.extentOf(2).preRollFrames).toBeLessThan(rollFrames)
    expect(Math.abs(after.first + reader.extentOf(2).preRollFrames - framesOf(1850))).toBeLessThanOrEqual(framesOf(10))
  })

  it('is begun by a sound on one input of two', async () => {
    openAnother(2)
    const mono = takeIn(quiet(2600), [1500, said])
    const stereo = Float32Array.from({ length: mono.length * 2 }, (_, at) => (at % 2 === 0 ? (mono[at / 2] ?? 0) : 0))
    await reader.hear(stereo.subarray(0, framesOf(500) * 2))
    reader.waitFor('vowel')
    await reader.hear(stereo.subarray(framesOf(500) * 2))
    const { frames, preRollFrames } = reader.extentOf(1)
    expect(preRollFrames).toBe(rollFrames)
    expect(reader.samplesOf(1).length).toBe(frames * 2)
  })

  it.each([
    { what: 'a click', soundClass: 'stop', sound: keyClick(-12, 3), reason: 'TOO_SHORT' },
    { what: 'a hiss', soundClass: 'vowel', sound: whiteNoiseOf(400, -25, 3), reason: 'NOT_VOICED' },
    { what: 'a voice held too long', soundClass: 'stop', sound: vowel(1800, -20), reason: 'TOO_LONG' },
  ] as const)('says why $what is not what was asked for', async ({ soundClass, sound, reason }) => {
    const { stream, until, toItsEnd } = streamTo(reader, takeIn(quiet(4200), [1500, sound]))
    await until(500)
    reader.waitFor(soundClass)
    await toItsEnd()
    expect(reader.kinds()).toEqual(['armed', 'began', 'done'])
    const { frames, preRollFrames, keyUpFrame, refusal } = reader.extentOf(1)
    expect(refusal).toBe(reason)
    expect(preRollFrames).toBe(rollFrames)
    expect(frames - keyUpFrame).toBe(rollFrames)
    expect(reader.placeOf(1, stream).end).toBeGreaterThan(framesOf(1800))
  })
})

describe('a take whose sound goes on', () => {
  it('is ended by the key with its whole post-roll, and is taken for what was asked for', async () => {
    const { stream, until, toItsEnd } = streamTo(reader, takeIn(quiet(3600), [1000, vowel(1500, -20)]))
    await until(500)
    reader.waitFor('vowel')
    await until(2000)
    reader.say({ kind: 'stop' })
    await toItsEnd()
    expect(reader.placeOf(1, stream).end).toBe(framesOf(2300))
    const { frames, keyUpFrame, refusal } = reader.extentOf(1)
    expect(frames - keyUpFrame).toBe(rollFrames)
    expect(refusal).toBeNull()
    expect(reader.kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('is ended by the key also when it has just died away, and nothing is held against it', async () => {
    const { until, toItsEnd } = streamTo(reader, takeIn(quiet(3000), [1000, whiteNoiseOf(400, -25, 3)]))
    await until(500)
    reader.waitFor('vowel')
    await until(1550)
    reader.say({ kind: 'stop' })
    await toItsEnd()
    expect(reader.extentOf(1).refusal).toBeNull()
  })

  it('is ended as by the key when it is given up', async () => {
    const { stream, until, toItsEnd } = streamTo(reader, takeIn(quiet(3600), [1000, vowel(1500, -20)]))
    await until(500)
    reader.waitFor('vowel')
    await until(2000)
    reader.say({ kind: 'cancel', takeNumber: 1 })
    await toItsEnd()
    expect(reader.placeOf(1, stream).end).toBe(framesOf(2300))
    expect(reader.kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('keeps what was heard when the stream ends', async () => {
    const { stream, until } = streamTo(reader, takeIn(quiet(2000), [1000, vowel(1000, -20)]))
    await until(500)
    reader.waitFor('vowel')
    await until(1505)
    await reader.end()
    expect(reader.kinds()).toEqual(['armed', 'began', 'ended', 'done'])
    expect(reader.placeOf(1, stream).end).toBe(framesOf(1505))
    expect(reader.extentOf(1)).toMatchObject({ preRollFrames: rollFrames, refusal: null })
  })

  it('is over when the device says nothing any more: nobody is at the keys', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    openAnother()
    const { until } = streamTo(reader, takeIn(quiet(2000), [1000, vowel(1000, -20)]))
    await until(500)
    reader.waitFor('vowel')
    await until(1505)
    vi.advanceTimersByTime(2000)
    expect(reader.kinds()).toEqual(['armed', 'began'])
    vi.advanceTimersByTime(1000)
    expect(reader.kinds()).toEqual(['armed', 'began', 'silent', 'done'])
  })
})
