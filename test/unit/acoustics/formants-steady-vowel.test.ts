import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { steadyVowel } from '#shared/acoustics/formants/steady-vowel.ts'
import type { FormantFrame } from '#shared/acoustics/formants/track-formants.ts'

describe('the steady part of a vowel', () => {
  const frame = (index: number, ...places: number[]): FormantFrame => {
    const formants = places.map((frequencyHz) => ({ frequencyHz, bandwidthHz: 80 }))
    return { timeSeconds: index / 100, formants }
  }
  const steady = (index: number) => frame(index, 500, 1500, 2500, 3500)

  it('is found beside a glide, wherever that is', () => {
    const before = Array.from({ length: 40 }, (_, i) =>
      i < 20 ? frame(i, 300 + 10 * i, 2200 - 35 * i, 2500) : steady(i),
    )
    const after = before.toReversed().map(({ formants }, i) => ({ timeSeconds: i / 100, formants }))
    expect(steadyVowel(before)).toMatchObject({ f1Hz: 500, f2Hz: 1500, f3Hz: 2500 })
    expect(steadyVowel(before)?.startSeconds).toBeGreaterThanOrEqual(0.2)
    expect(steadyVowel(after)?.endSeconds).toBeLessThanOrEqual(0.2)
  })

  it('is found although each formant is missing now and then, and a stray one comes in', () => {
    const lacking = [
      [1500, 2500, 3500],
      [500, 2500, 3500],
      [500, 1500, 3500],
      [500, 1000, 1500, 2500],
    ]
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 10, maxLength: 20 }), (kinds) => {
        const frames = kinds.flatMap((kind, i) => {
          return [steady(4 * i), frame(4 * i + 1, ...(lacking[kind] ?? [])), steady(4 * i + 2), steady(4 * i + 3)]
        })
        expect(steadyVowel(frames)).toMatchObject({ f1Hz: 500, f2Hz: 1500, f3Hz: 2500 })
      }),
    )
  })

  it('is not drawn towards F2 by frames that lack F1', () => {
    const frames = Array.from({ length: 60 }, (_, i) => {
      const f1 = 450 + 100 * (((i * 7) % 20) / 19)
      return i % 5 === 1 || i % 5 === 3 ? frame(i, 1500, 2500, 3500) : frame(i, f1, 1500, 2500, 3500)
    })
    const found = steadyVowel(frames)
    expect(Math.abs((found?.f1Hz ?? Number.NaN) - 500)).toBeLessThan(15)
    expect(found).toMatchObject({ f2Hz: 1500, f3Hz: 2500 })
  })

  it('takes nothing as broad as a slope for a formant, and says when one is not there', () => {
    const slope = { frequencyHz: 900, bandwidthHz: 2400 }
    const frames = Array.from({ length: 20 }, (_, i) => {
      const { timeSeconds, formants } = frame(i, 500, 1500)
      return { timeSeconds, formants: [...formants, slope].sort((one, other) => one.frequencyHz - other.frequencyHz) }
    })
    expect(steadyVowel(frames)).toMatchObject({ f1Hz: 500, f2Hz: 1500, f3Hz: null })
  })

  it('is looked for in the span that is given', () => {
    const frames = [
      ...Array.from({ length: 30 }, (_, i) => frame(i, 300, 2300, 3000)),
      ...Array.from({ length: 30 }, (_, i) => steady(30 + i)),
    ]
    expect(steadyVowel(frames, { endSeconds: 0.29 })).toMatchObject({ f1Hz: 300, f2Hz: 2300 })
    expect(steadyVowel(frames, { startSeconds: 0.3 })).toMatchObject({ f1Hz: 500, f2Hz: 1500 })
    expect(steadyVowel(frames, { startSeconds: 1 })).toBeNull()
  })
})
