import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeTakeTrim } from '#shared/acoustics/checks/propose-take-trim.ts'
import type { TrimMarks } from '#shared/entities/take.ts'
import { framesOf, keyClick, pinkNoise, sampleRateHz, takeIn, vowel, whiteNoiseOf } from './a-take.ts'

const preRollFrames = framesOf(300)

function marks(samples: Float32Array, keysAtMs: readonly number[] = []): TrimMarks {
  return proposeTakeTrim({ samples, sampleRateHz, preRollFrames, keyFrames: keysAtMs.map(framesOf) })
}

/** By how many milliseconds the marks differ. */
function movedMs(a: TrimMarks, b: TrimMarks): number {
  return (Math.max(Math.abs(a.startFrame - b.startFrame), Math.abs(a.endFrame - b.endFrame)) * 1000) / sampleRateHz
}

const sounds: [name: string, make: (seed: number) => Float32Array][] = [
  ['a vowel', () => vowel(350, -20)],
  ['a soft /θ/', (seed) => whiteNoiseOf(250, -44, seed)],
  ['a lone /t/', (seed) => whiteNoiseOf(80, -30, seed)],
]

describe('the marks of a take that a key began and ended', () => {
  // One key: struck at 300 ms, where the pre-roll ends, and again 300 ms before the take's end.
  const keysAtMs = [300, 1400]

  it.each(sounds)('are not moved by the clicks of the key at both ends: %s', (_, make) => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(-75, -65, -55),
        fc.integer({ min: -40, max: -6 }),
        fc.integer({ min: -60, max: 80 }),
        fc.integer({ min: -60, max: 80 }),
        fc.integer({ min: 60, max: 110 }),
        (seed, roomDbfs, clickDbfs, firstMs, secondMs, heldMs) => {
          const clean = takeIn(pinkNoise(1700, roomDbfs, seed), [620, make(seed)])
          const clicks = [300 + firstMs, 300 + firstMs + heldMs, 1400 + secondMs, 1400 + secondMs + heldMs]
          const clicked = takeIn(
            clean,
            ...clicks.map((at, index): [number, Float32Array] => [at, keyClick(clickDbfs, seed + index)]),
          )
          expect(movedMs(marks(clicked, keysAtMs), marks(clean, keysAtMs))).toBeLessThanOrEqual(10)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('find no sound in clicks alone, and enclose everything', () => {
    const take = takeIn(pinkNoise(1700, -65, 2), [310, keyClick(-10, 1)], [1420, keyClick(-10, 2)])
    expect(marks(take, keysAtMs)).toEqual({ startFrame: 0, endFrame: take.length })
  })
})

describe('the marks of a take', () => {
  const rooms = [-75, -65, -55] as const

  it.each(rooms)(
    'leave out no more than 10 ms of a sound, and keep no more than a pad, in a room of %d dBFS',
    (roomDbfs) => {
      for (const [, make] of sounds) {
        const sound = make(5)
        const { startFrame, endFrame } = marks(takeIn(pinkNoise(1700, roomDbfs, 5), [700, sound]))
        const [start, end] = [framesOf(700), framesOf(700) + sound.length]
        expect(startFrame).toBeLessThanOrEqual(start)
        expect(startFrame).toBeGreaterThan(start - framesOf(200))
        expect(endFrame).toBeGreaterThanOrEqual(end)
        expect(endFrame).toBeLessThan(end + framesOf(250))
      }
    },
  )

  it.each(rooms)(
    'keep the released /t/ after its closure, and the soft beginning, in a room of %d dBFS',
    (roomDbfs) => {
      const take = takeIn(
        pinkNoise(2000, roomDbfs, 6),
        [500, whiteNoiseOf(150, -45, 3)],
        [650, vowel(250, -20)],
        [1020, whiteNoiseOf(15, -36, 4)],
      )
      const { startFrame, endFrame } = marks(take)
      expect(startFrame).toBeLessThanOrEqual(framesOf(500))
      expect(endFrame).toBeGreaterThanOrEqual(framesOf(1035))
    },
  )

  it('keep the released /t/ even where the stop key was struck with it', () => {
    const take = takeIn(pinkNoise(1600, -65, 6), [500, vowel(250, -20)], [850, whiteNoiseOf(15, -36, 4)])
    expect(marks(take, [300, 860]).endFrame).toBeGreaterThanOrEqual(framesOf(865))
  })

  it('do not depend on gain or polarity', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -6, max: 2 }), fc.boolean(), (seed, doublings, turned) => {
        const take = takeIn(pinkNoise(1300, -60, seed), [500, vowel(300, -22)])
        const gain = 2 ** doublings * (turned ? -1 : 1)
        expect(marks(take.map((sample) => sample * gain))).toEqual(marks(take))
      }),
      { numRuns: 30 },
    )
  })

  it.each([
    ['nothing', new Float32Array(0)],
    ['digital silence', new Float32Array(48_000)],
    ['the room only', pinkNoise(1500, -60, 1)],
    ['a sound cut to the quick', vowel(400, -20)],
  ])('enclose all of %s', (_, take) => {
    expect(marks(take)).toEqual({ startFrame: 0, endFrame: take.length })
  })
})
