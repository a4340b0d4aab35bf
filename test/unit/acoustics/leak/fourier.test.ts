import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { powerOfTwoFrom, transform } from '#shared/acoustics/leak/fourier.ts'

const signals = fc
  .integer({ min: 0, max: 7 })
  .chain((power) =>
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2 ** power, maxLength: 2 ** power }),
  )

describe('the Fourier transform', () => {
  it('is the sum that defines it', () => {
    fc.assert(
      fc.property(signals, (signal) => {
        const spectrum = { re: Float64Array.from(signal), im: new Float64Array(signal.length) }
        transform(spectrum, 'forward')
        signal.forEach((_, bin) => {
          const angle = (frame: number) => (-2 * Math.PI * bin * frame) / signal.length
          expect(spectrum.re[bin]).toBeCloseTo(
            signal.reduce((sum, value, frame) => sum + value * Math.cos(angle(frame)), 0),
          )
          expect(spectrum.im[bin]).toBeCloseTo(
            signal.reduce((sum, value, frame) => sum + value * Math.sin(angle(frame)), 0),
          )
        })
      }),
      { numRuns: 30 },
    )
  })

  it('comes back from where it went', () => {
    fc.assert(
      fc.property(signals, (signal) => {
        const there = { re: Float64Array.from(signal), im: Float64Array.from(signal.toReversed()) }
        transform(there, 'forward')
        transform(there, 'inverse')
        signal.forEach((value, frame) => expect(there.re[frame]).toBeCloseTo(value))
        signal.toReversed().forEach((value, frame) => expect(there.im[frame]).toBeCloseTo(value))
      }),
    )
  })

  it('fits into the next power of two', () => {
    expect([0, 1, 2, 3, 1000, 1024, 1025].map(powerOfTwoFrom)).toEqual([1, 1, 2, 4, 1024, 1024, 2048])
  })
})
