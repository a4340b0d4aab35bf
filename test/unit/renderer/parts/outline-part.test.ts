import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outlineOfOutline, outlineOfSamples } from '#renderer/parts/trim-editor/outline-part.ts'

describe('the outline of a part', () => {
  it('holds its lowest and highest sample, of all channels, and nothing from outside', () => {
    const samples = fc.array(
      fc.integer({ min: -32_768, max: 32_767 }).map((step) => step / 32_768),
      { minLength: 1, maxLength: 200 },
    )
    fc.assert(
      fc.property(
        samples,
        samples,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 300 }),
        (a, b, from, more, points) => {
          const channels = [Float32Array.from(a), Float32Array.from(b)]
          const length = Math.min(a.length, b.length)
          const startFrame = from % length
          const endFrame = Math.min(length, startFrame + 1 + (more % length))
          const { lows, highs, durationSeconds } = outlineOfSamples(channels, { startFrame, endFrame }, 1000, points)
          const part = channels.flatMap((channel) => [...channel.subarray(startFrame, endFrame)])
          expect(Math.min(...lows)).toBe(Math.min(...part))
          expect(Math.max(...highs)).toBe(Math.max(...part))
          expect(lows.length).toBeLessThanOrEqual(points)
          expect(durationSeconds).toBeCloseTo((endFrame - startFrame) / 1000)
        },
      ),
    )
  })

  it('shows a click of one sample, however far away it is looked at from', () => {
    const samples = new Float32Array(48_000)
    samples[31_415] = 0.9
    const { highs } = outlineOfSamples([samples], { startFrame: 0, endFrame: 48_000 }, 48_000, 100)
    expect(highs[65]).toBeCloseTo(0.9)
    expect(highs.filter((high) => high > 0)).toHaveLength(1)
  })

  it('is cut from a stored outline until the samples are there', () => {
    const stored = {
      lows: new Float32Array(10),
      highs: Float32Array.from({ length: 10 }, (_, at) => at),
      durationSeconds: 2,
    }
    const part = outlineOfOutline(stored, { startFrame: 200, endFrame: 500 }, 1000)
    expect([...part.highs]).toEqual([2, 3, 4])
    expect(part.durationSeconds).toBeCloseTo(0.6)
  })
})
