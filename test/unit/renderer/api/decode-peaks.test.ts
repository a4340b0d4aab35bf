import { expect, it } from 'vitest'
import { decodePeaks } from '#renderer/api/decode-peaks.ts'

it('an outline that travelled as Int8 pairs comes out as lows and highs with its true length', () => {
  const peaksBase64 = btoa(String.fromCharCode(...new Uint8Array(Int8Array.of(-127, 127, -64, 0, 0, 1).buffer)))
  const { lows, highs, durationSeconds } = decodePeaks({
    peaksBase64,
    points: 3,
    frameCount: 22_050,
    sampleRateHz: 44_100,
  })
  expect([...lows]).toEqual([-1, Math.fround(-64 / 127), 0])
  expect([...highs]).toEqual([1, 0, Math.fround(1 / 127)])
  expect(durationSeconds).toBe(0.5)
})
