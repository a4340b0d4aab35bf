import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLevels, peakDbfs } from '#shared/acoustics/levels.ts'

const sample = fc.float({ min: -1, max: 1, noNaN: true })

function levelsOf(...chunks: Float32Array[]) {
  const levels = createLevels()
  for (const chunk of chunks) levels.add(chunk)
  return levels.result()
}

describe('the levels of a take', () => {
  it('are 0 dBFS peak and −3 dB RMS for a full-scale sine', () => {
    const sine = Float32Array.from({ length: 48_000 }, (_, frame) => Math.sin((2 * Math.PI * 1000 * frame) / 48_000))
    const { peakDbfs, rmsDbfs } = levelsOf(sine)
    expect(peakDbfs).toBeCloseTo(0, 3)
    expect(rmsDbfs).toBeCloseTo(-3.0103, 3)
  })

  it('are not a number for digital silence, and for nothing at all', () => {
    const silence = { peakDbfs: null, rmsDbfs: null, clippedSamples: 0 }
    expect(levelsOf(new Float32Array(100), new Float32Array(100))).toEqual(silence)
    expect(createLevels().result()).toEqual(silence)
  })

  it('count what a 16-bit converter clips, up and down, and nothing below', () => {
    const top = 32_767 / 32_768
    expect(levelsOf(Float32Array.of(top, -1, 1, -top, 32_766 / 32_768, 0)).clippedSamples).toBe(4)
  })

  it('are the same however the take was cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.array(sample, { maxLength: 40 }), { maxLength: 10 }), (chunks) => {
        const meter = createLevels()
        for (const chunk of chunks) meter.add(Float32Array.from(chunk))
        expect(meter.result()).toEqual(levelsOf(Float32Array.from(chunks.flat())))
      }),
    )
  })

  it('go down by 6 dB when a sound is halved', () => {
    const loud = Float32Array.from({ length: 1000 }, (_, frame) => Math.sin(frame) * 0.9)
    const [before, after] = [levelsOf(loud), levelsOf(loud.map((value) => value / 2))]
    expect((before.peakDbfs ?? 0) - (after.peakDbfs ?? 0)).toBeCloseTo(6.0206, 3)
    expect((before.rmsDbfs ?? 0) - (after.rmsDbfs ?? 0)).toBeCloseTo(6.0206, 3)
  })

  it('of one channel peak where the highest sample is, up or down', () => {
    expect(peakDbfs(Float32Array.of(0.1, -0.5, 0.2))).toBeCloseTo(-6.0206, 3)
    expect(peakDbfs(new Float32Array(10))).toBeNull()
  })

  it('are not spoilt by what is no number', () => {
    expect(levelsOf(Float32Array.of(0.5, Number.NaN, Number.POSITIVE_INFINITY))).toMatchObject({ clippedSamples: 0 })
    expect(levelsOf(Float32Array.of(0.5, Number.NaN, Number.POSITIVE_INFINITY)).peakDbfs).toBeCloseTo(-6.0206, 3)
  })
})
