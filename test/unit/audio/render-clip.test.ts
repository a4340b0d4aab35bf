import { describe, expect, it } from 'vitest'
import { renderClip } from '#shared/node/audio/render-clip.ts'
import { decodeWav } from '#shared/node/audio/wav.ts'

/** Whole 24-bit steps, so that what is kept exactly can be told from what is nearly kept. */
function voice(seed: number, amplitude = 0.5): Float32Array<ArrayBuffer> {
  let state = seed
  return Float32Array.from({ length: 4800 }, (_, frame) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const sample = (Math.sin(frame / (9 + seed)) + state / 2_147_483_648 - 0.5) * amplitude * 0.6
    return Math.round(sample * 8_388_608) / 8_388_608
  })
}

const trim = { startFrame: 100, endFrame: 4000 }

function clipOf(channels: Float32Array<ArrayBuffer>[]): Float32Array {
  const clip = decodeWav(renderClip({ sampleRateHz: 44_100, channels, frameCount: 4800 }, trim))
  expect(clip).toMatchObject({ sampleRateHz: 44_100, frameCount: 3900 })
  expect(clip.channels).toHaveLength(1)
  return clip.channels[0] ?? new Float32Array()
}

const between = (samples: Float32Array) => samples.subarray(trim.startFrame, trim.endFrame)

describe('a published clip', () => {
  it('is what lies between the marks, exactly, in 24 bits at the rate of the take', () => {
    const only = voice(1)
    expect(clipOf([only])).toEqual(between(only))
    expect(renderClip({ sampleRateHz: 44_100, channels: [only], frameCount: 4800 }, trim).readUInt16LE(34)).toBe(24)
  })

  it('is one of the two, exactly, where one microphone fills both channels', () => {
    expect(clipOf([voice(1), voice(1)])).toEqual(between(voice(1)))
  })

  it('is the channel that has the microphone, exactly, where the other input is empty or only hisses', () => {
    const silence = new Float32Array(4800)
    expect(clipOf([silence, voice(1)])).toEqual(between(voice(1)))
    expect(clipOf([voice(1), voice(2, 0.001)])).toEqual(between(voice(1)))
  })

  it('is the mean where two microphones heard the speaker', () => {
    const [a, b] = [voice(1), voice(2, 0.3)]
    const clip = clipOf([a, b])
    between(a).forEach((sample, frame) => {
      expect(clip[frame]).toBeCloseTo((sample + (between(b)[frame] ?? 0)) / 2, 6)
    })
  })

  it('is not silence where one of two microphones is wired the other way round', () => {
    const upsideDown = voice(1).map((sample) => -sample * 0.9)
    expect(clipOf([upsideDown, voice(1)])).toEqual(between(voice(1)))
  })

  it('is silence where the take is', () => {
    expect(clipOf([new Float32Array(4800), new Float32Array(4800)])).toEqual(new Float32Array(3900))
  })

  it.each([
    [-1, 10],
    [10, 10],
    [20, 10],
    [0, 4801],
    [0.5, 10],
  ])('is refused for the marks %d and %d', (startFrame, endFrame) => {
    const take = { sampleRateHz: 44_100, channels: [voice(1)], frameCount: 4800 }
    expect(() => renderClip(take, { startFrame, endFrame })).toThrow(RangeError)
  })
})
