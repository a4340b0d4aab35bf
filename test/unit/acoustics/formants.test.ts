import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formantCeilingHz } from '#shared/acoustics/formants/formant-ceiling.ts'
import { steadyVowel } from '#shared/acoustics/formants/steady-vowel.ts'
import { type FormantFrame, trackFormants } from '#shared/acoustics/formants/track-formants.ts'
import { formantsApart } from './beside-praat.ts'
import { tone, whiteNoiseOf } from './checks/a-take.ts'
import { type MadeVoice, madeVoice, resonatorsOf, sampleRateHz, vowels } from './made-voices.ts'
import { praat } from './praat.ts'

const made = (vowel: string, f0Hz: MadeVoice['f0Hz'], more: Partial<MadeVoice> = {}) =>
  madeVoice({ seconds: 0.3, f0Hz, resonators: resonatorsOf(vowel), ...more })
const apart = (one: number | null | undefined, other: number | undefined) =>
  Math.abs((one ?? Number.NaN) / (other ?? Number.NaN) - 1)
const worst = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0)
const frequencies = (frames: readonly FormantFrame[]) =>
  frames.flatMap(({ formants }) => formants.map(({ frequencyHz }) => frequencyHz))
const nearest = (frame: FormantFrame | undefined, placeHz: number) =>
  frame?.formants.toSorted(
    (one, other) => Math.abs(one.frequencyHz - placeHz) - Math.abs(other.frequencyHz - placeHz),
  )[0]

describe('the formants of a vowel', () => {
  it.each(
    vowels.flatMap((vowel) => [
      { vowel, ceiling: 5000, rate: 48_000 },
      { vowel, ceiling: 5500, rate: 44_100 },
      { vowel, ceiling: 5000, rate: 22_050 },
    ]),
  )(
    '/$vowel/ are its resonators, one in a hundred off (below $ceiling Hz, from $rate Hz)',
    ({ vowel, ceiling, rate }) => {
      // So low that each period tells nearly all about the resonators, and little about the voice.
      const samples = made(vowel, () => 50, { rateHz: rate, resonators: resonatorsOf(vowel, ceiling) })
      const found = steadyVowel(trackFormants(samples, rate, { ceilingHz: ceiling }))
      const [f1, f2, f3] = resonatorsOf(vowel, ceiling)
      expect(apart(found?.f1Hz, f1?.[0])).toBeLessThan(0.01)
      expect(apart(found?.f2Hz, f2?.[0])).toBeLessThan(0.01)
      expect(apart(found?.f3Hz, f3?.[0])).toBeLessThan(0.01)
    },
  )

  it('are about as broad as its resonators, though a window that holds few pulses blurs that', () => {
    const frames = trackFormants(
      made('ɛ', () => 50),
      sampleRateHz,
      { ceilingHz: 5000 },
    )
    for (const [frequencyHz, bandwidthHz] of resonatorsOf('ɛ')) {
      const found = frames.map((frame) => nearest(frame, frequencyHz)?.bandwidthHz ?? Number.NaN)
      const median = found.toSorted((one, other) => one - other)[Math.floor(found.length / 2)] ?? Number.NaN
      expect(Math.abs(Math.log2(median / bandwidthHz))).toBeLessThan(0.8)
    }
  })

  it.each([100, 130, 170])('are found in a voice of %d Hz, nearer than its harmonics lie', (f0Hz) => {
    for (const vowel of vowels) {
      const found = steadyVowel(
        trackFormants(
          made(vowel, () => f0Hz),
          sampleRateHz,
          { ceilingHz: 5000 },
        ),
      )
      const [f1, f2] = resonatorsOf(vowel)
      expect(Math.abs((found?.f1Hz ?? Number.NaN) - (f1?.[0] ?? 0))).toBeLessThan(f0Hz / 3)
      expect(Math.abs((found?.f2Hz ?? Number.NaN) - (f2?.[0] ?? 0))).toBeLessThan(f0Hz / 3)
    }
  })

  it('are told lowest first, each 50 Hz or more within the range, one frame every 6.25 ms', () => {
    const frames = trackFormants(whiteNoiseOf(500, -20, 1), sampleRateHz)
    for (const { formants } of frames) {
      const found = formants.map(({ frequencyHz }) => frequencyHz)
      expect(found).toEqual(found.toSorted((one, other) => one - other))
      expect(found.length).toBeLessThanOrEqual(5)
      expect(formants.every(({ bandwidthHz }) => bandwidthHz > 0)).toBe(true)
    }
    expect(Math.min(...frequencies(frames))).toBeGreaterThanOrEqual(50)
    expect(Math.max(...frequencies(frames))).toBeLessThanOrEqual(5450)
    expect((frames[1]?.timeSeconds ?? 0) - (frames[0]?.timeSeconds ?? 0)).toBeCloseTo(0.006_25, 9)
  })

  it('lie below 5000 Hz in men, below 5500 Hz in women and wherever nothing is known', () => {
    expect(['male', 'female', 'other', null].map(formantCeilingHz)).toEqual([5000, 5500, 5500, 5500])
  })
})

describe('what has no formants', () => {
  it('has none: digital silence, garbage; no samples have no frames', () => {
    for (const value of [0, Number.NaN, Number.NEGATIVE_INFINITY]) {
      const frames = trackFormants(new Float32Array(9600).fill(value), sampleRateHz)
      expect(frames).toHaveLength(25)
      expect(frames.every(({ formants }) => formants.length === 0)).toBe(true)
      expect(steadyVowel(frames)).toBeNull()
    }
    expect(trackFormants(new Float32Array(), sampleRateHz)).toEqual([])
    expect(trackFormants(tone(0.5, -20), sampleRateHz)).toEqual([])
    expect(steadyVowel([])).toBeNull()
  })

  it('may be a sample or two of a vowel, which then count as silence', () => {
    const [garbled, silenced] = [made('ɛ', () => 100), made('ɛ', () => 100)]
    for (const index of [5000, 9000]) [garbled[index], silenced[index]] = [Number.NaN, 0]
    expect(trackFormants(garbled, sampleRateHz)).toEqual(trackFormants(silenced, sampleRateHz))
  })

  it('is one frame, if it is shorter than a window', () => {
    const frames = trackFormants(
      made('ɛ', () => 100, { seconds: 0.03 }),
      sampleRateHz,
      { ceilingHz: 5000 },
    )
    expect(frames).toHaveLength(1)
    expect(frames[0]?.timeSeconds).toBeCloseTo(0.015, 6)
    expect(apart(nearest(frames[0], 1840)?.frequencyHz, 1840)).toBeLessThan(0.05)
  })
})

describe('whatever the vowel, its formants', () => {
  const voices = fc.record({ vowel: fc.constantFrom(...vowels), f0Hz: fc.integer({ min: 80, max: 250 }) })
  const few = { numRuns: 8 }
  /** But for what rounding of single-precision samples does. */
  function expectSame(found: readonly number[], expected: readonly number[]): void {
    expect(found).toHaveLength(expected.length)
    expect(worst(found.map((each, i) => apart(each, expected[i])))).toBeLessThan(1e-4)
  }

  it('do not depend on gain, and not at all on polarity', () => {
    fc.assert(
      fc.property(voices, fc.double({ min: 0.001, max: 1.9, noNaN: true }), ({ vowel, f0Hz }, gain) => {
        const samples = made(vowel, () => f0Hz)
        const before = trackFormants(samples, sampleRateHz)
        expect(
          trackFormants(
            samples.map((sample) => -sample),
            sampleRateHz,
          ),
        ).toEqual(before)
        const scaled = trackFormants(
          samples.map((sample) => gain * sample),
          sampleRateHz,
        )
        expectSame(frequencies(scaled), frequencies(before))
      }),
      few,
    )
  })

  it('only come later after silence', () => {
    fc.assert(
      fc.property(voices, fc.integer({ min: 1, max: 20 }), ({ vowel, f0Hz }, steps) => {
        const samples = made(vowel, () => f0Hz)
        const later = new Float32Array(samples.length + 1200 * steps)
        later.set(samples, 1200 * steps)
        const before = trackFormants(samples, sampleRateHz)
        const after = trackFormants(later, sampleRateHz).slice(4 * steps)
        expect(after).toHaveLength(before.length)
        expect(
          worst(
            after.map(({ timeSeconds }, i) => Math.abs(timeSeconds - steps * 0.025 - (before[i]?.timeSeconds ?? 0))),
          ),
        ).toBeLessThan(1e-9)
        expectSame(frequencies(after), frequencies(before))
      }),
      few,
    )
  })
})

it.skipIf(praat.missing)(
  `formants of made vowels are those of Praat to 2 Hz, whatever the voice does${praat.note}`,
  () => {
    const voices = [() => 100, (t: number) => 90 + 400 * t]
    for (const ceilingHz of [5000, 5500]) {
      const sounds = vowels.flatMap((vowel) => {
        const shape = { seconds: 0.307, resonators: resonatorsOf(vowel, ceilingHz) }
        return voices.map((f0Hz) => ({ name: vowel, samples: made(vowel, f0Hz, shape), sampleRateHz }))
      })
      expect(formantsApart(sounds, ceilingHz).filter(({ hz }) => !hz.every((each) => each < 2))).toEqual([])
    }
  },
  60_000,
)
