import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPeaks } from '#shared/acoustics/peaks.ts'
import { WaveformSchema } from '#shared/contract/schemas.ts'

function outlineSoFar(outliner: ReturnType<typeof createPeaks>) {
  const { points, peaks } = outliner.result()
  return { points, peaks: [...new Int8Array(peaks.buffer)] }
}

function outlineOf(samples: Float32Array, channelCount = 1) {
  const outliner = createPeaks(channelCount)
  outliner.add(samples)
  return outlineSoFar(outliner)
}

/** A sound whose every sample is told from its neighbours. */
function sound(frameCount: number, channelCount = 1): Float32Array {
  return Float32Array.from(
    { length: frameCount * channelCount },
    (_, index) => Math.sin(index * 1.7) * Math.cos(index / 999),
  )
}

function outlineInChunks(samples: Float32Array, channelCount: number, lengths: readonly number[]) {
  const outliner = createPeaks(channelCount)
  let at = 0
  for (const length of lengths) {
    outliner.add(samples.subarray(at, at + length * channelCount))
    at += length * channelCount
  }
  outliner.add(samples.subarray(at))
  return outlineSoFar(outliner)
}

describe("a sound's outline", () => {
  it('is the same however the sound was cut into chunks', () => {
    const samples = sound(150_000, 2)
    const whole = outlineInChunks(samples, 2, [])
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { maxLength: 8 }), (lengths) => {
        expect(outlineInChunks(samples, 2, lengths)).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })

  it('has a pair for every frame of a short sound', () => {
    const { points, peaks } = outlineOf(Float32Array.of(0, 1, -1, 0.5))
    expect(points).toBe(4)
    expect(peaks).toEqual([0, 0, 127, 127, -127, -127, 64, 64])
  })

  it('is empty for an empty sound', () => {
    expect(outlineOf(new Float32Array(0))).toEqual({ points: 0, peaks: [] })
    expect(createPeaks(2).result().points).toBe(0)
  })

  it('shows the lowest and highest of all channels', () => {
    expect(outlineOf(Float32Array.of(0.5, -1), 2).peaks).toEqual([-127, 64])
  })

  it.each([2000, 2001, 65_535, 65_536, 65_537, 200_000, 3_000_001])(
    'of %d frames has 2000 pairs, each over its own stretch, and misses no click',
    (frameCount) => {
      for (const clickAt of [0, 0.1234, 0.5, 0.999, 1]) {
        const samples = new Float32Array(frameCount)
        const frame = Math.min(frameCount - 1, Math.floor(clickAt * frameCount))
        samples[frame] = 1
        const { points, peaks } = outlineOf(samples)
        const shown = Array.from({ length: points }, (_, point) => point).filter(
          (point) => peaks[2 * point + 1] === 127,
        )
        expect(points).toBe(2000)
        // A click that two pairs share is seen in both.
        expect(shown.length).toBeGreaterThan(0)
        for (const point of shown) expect(Math.abs(point - (frame * points) / frameCount)).toBeLessThanOrEqual(1.07)
      }
    },
  )

  it('fits what travels to the window, and what the window draws', () => {
    const peaks = createPeaks(1)
    peaks.add(sound(50_000))
    const outline = peaks.result()
    const peaksBase64 = Buffer.from(outline.peaks).toString('base64')
    const waveform = WaveformSchema.parse({
      sampleRateHz: 48_000,
      frameCount: 50_000,
      points: outline.points,
      peaksBase64,
    })
    expect(Buffer.from(waveform.peaksBase64, 'base64')).toHaveLength(2 * waveform.points)
  })

  it('stays within −127…127 whatever the samples', () => {
    expect(outlineOf(Float32Array.of(9, -9, Number.NaN)).peaks).toEqual([127, 127, -127, -127, 0, 0])
  })
})
