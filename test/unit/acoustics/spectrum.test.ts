import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRealFft } from '#shared/acoustics/spectrum/fft.ts'
import { spectralMoments } from '#shared/acoustics/spectrum/spectral-moments.ts'
import { spectrogram } from '#shared/acoustics/spectrum/spectrogram.ts'
import { levelsApartDb, momentsApart } from './beside-praat.ts'
import { tone, whiteNoiseOf } from './checks/a-take.ts'
import { madeVoice, resonatorsOf, sampleRateHz } from './made-voices.ts'
import { praat } from './praat.ts'

/** The transform by its definition. */
function plainDft(samples: readonly number[], size: number): { re: number[]; im: number[] } {
  const bins = Array.from({ length: size / 2 + 1 }, (_, k) => k)
  const sum = (k: number, part: (angle: number) => number) =>
    samples.reduce((total, sample, n) => total + sample * part((2 * Math.PI * ((k * n) % size)) / size), 0)
  return { re: bins.map((k) => sum(k, Math.cos)), im: bins.map((k) => -sum(k, Math.sin)) }
}

const sizes = fc.integer({ min: 2, max: 8 }).map((power) => 2 ** power)
const sizedSamples = sizes.chain((size) =>
  fc.tuple(fc.constant(size), fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 0, maxLength: size })),
)

describe('the fast transform', () => {
  it('is the plain one, for any samples and any power of two', () => {
    fc.assert(
      fc.property(sizedSamples, ([size, samples]) => {
        const fast = createRealFft(size).transform(samples)
        const plain = plainDft(samples, size)
        for (const part of ['re', 'im'] as const) {
          const worst = plain[part].map((value, k) => Math.abs(value - (fast[part][k] ?? Number.NaN)))
          expect(Math.max(...worst)).toBeLessThan(1e-12 * size)
        }
      }),
    )
  })

  it('keeps the power of a sound (Parseval), and nothing of the one before', () => {
    const fft = createRealFft(4096)
    const noise = whiteNoiseOf(85, -12, 3)
    fft.transform(noise.map((sample) => 3 * sample + 1))
    const { re, im } = fft.transform(noise)
    const powers = re.map((x, k) => (x * x + (im[k] ?? 0) ** 2) * (k === 0 || k === 2048 ? 1 : 2))
    const inTime = noise.reduce((sum, sample) => sum + sample * sample, 0)
    expect(powers.reduce((sum, power) => sum + power, 0) / 4096 / inTime).toBeCloseTo(1, 9)
  })

  it.each([0, 1, 2, 3, 1000, 2.5, Number.NaN])('refuses a size of %d', (size) => {
    expect(() => createRealFft(size)).toThrow(RangeError)
  })
})

describe('a spectrogram', () => {
  const strongestAt = (image: ReturnType<typeof spectrogram>, column: number) => {
    const levels = image.columns[column] ?? new Float32Array()
    return image.frequencies[levels.indexOf(Math.max(...levels))] ?? Number.NaN
  }

  it('shows a tone where it is and a later one where that is', () => {
    const samples = Float32Array.from([...tone(200, -20, 1000), ...tone(200, -20, 9000)])
    const image = spectrogram(samples, sampleRateHz, { maximumHz: 15_000 })
    const cellHz = (image.frequencies[1] ?? 0) - (image.frequencies[0] ?? 0)
    const at = (seconds: number) => image.times.findIndex((time) => time >= seconds)
    expect(Math.abs(strongestAt(image, at(0.1)) - 1000)).toBeLessThanOrEqual(cellHz)
    expect(Math.abs(strongestAt(image, at(0.3)) - 9000)).toBeLessThanOrEqual(cellHz)
    expect(Math.max(...image.frequencies)).toBeLessThanOrEqual(15_000)
  })

  it('shows white noise at its level, and 6 dB more at double amplitude', () => {
    const noise = whiteNoiseOf(1000, -30, 8)
    const levelDb = (samples: Float32Array) => {
      const { columns } = spectrogram(samples, sampleRateHz, { dynamicRangeDb: 200 })
      const powers = columns.flatMap((column) => Array.from(column, (db) => 10 ** (db / 10)))
      return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length)
    }
    expect(Math.abs(levelDb(noise) + 30)).toBeLessThan(0.5)
    expect(levelDb(noise.map((sample) => 2 * sample)) - levelDb(noise)).toBeCloseTo(6.02, 2)
  })

  it('tells harmonics apart under a long window, and pulses under a short one', () => {
    const high = madeVoice({ seconds: 0.4, f0Hz: () => 200 })
    const long = spectrogram(high, sampleRateHz, { windowSeconds: 0.03 })
    const middle = long.columns[Math.floor(long.columns.length / 2)] ?? new Float32Array()
    const levelNear = (frequencyHz: number) => {
      const near = long.frequencies.map((each) => Math.abs(each - frequencyHz))
      return middle[near.indexOf(Math.min(...near))] ?? Number.NaN
    }
    expect(levelNear(1000) - levelNear(1100)).toBeGreaterThan(20)

    const low = madeVoice({ seconds: 0.4, f0Hz: () => 100 })
    const short = spectrogram(low, sampleRateHz, { stepSeconds: 0.001, dynamicRangeDb: 100 })
    const inTime = short.columns.slice(100, 110).map((column) => column[40] ?? Number.NaN)
    expect(Math.max(...inTime) - Math.min(...inTime)).toBeGreaterThan(20)
  })

  it('reaches no deeper than its range, nor higher than half the sample rate', () => {
    const { columns, maximumDb, frequencies } = spectrogram(tone(100, -20), 16_000, {
      dynamicRangeDb: 40,
      maximumHz: 15_000,
    })
    const levels = columns.flatMap((column) => [...column])
    expect(Math.max(...levels)).toBeCloseTo(maximumDb ?? Number.NaN, 4)
    expect(Math.min(...levels)).toBeCloseTo((maximumDb ?? Number.NaN) - 40, 4)
    expect(Math.max(...frequencies)).toBeLessThan(8000)
  })

  it('has a column for each time and a level for each frequency; none of a sound too short for it', () => {
    const { columns, times, frequencies } = spectrogram(tone(50, -20), sampleRateHz)
    expect(columns).toHaveLength(times.length)
    expect(new Set(columns.map((column) => column.length))).toEqual(new Set([frequencies.length]))
    expect(times[0]).toBeGreaterThanOrEqual(0.005)
    for (const nothing of [new Float32Array(), tone(9, -20)]) {
      expect(spectrogram(nothing, sampleRateHz)).toMatchObject({ columns: [], maximumDb: null })
    }
  })

  it('of digital silence and of garbage is empty of sound, and still of numbers', () => {
    for (const value of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      const { columns, maximumDb } = spectrogram(new Float32Array(4800).fill(value), sampleRateHz)
      expect(maximumDb).toBeNull()
      expect(columns.flatMap((column) => [...column]).every(Number.isFinite)).toBe(true)
    }
  })
})

it('a garbled sample counts as silence, in a spectrogram and in the moments of a spectrum', () => {
  const [garbled, silenced] = [tone(100, -20), tone(100, -20)]
  for (const index of [100, 3000]) [garbled[index], silenced[index]] = [Number.POSITIVE_INFINITY, 0]
  expect(spectrogram(garbled, sampleRateHz)).toEqual(spectrogram(silenced, sampleRateHz))
  expect(spectralMoments(garbled, sampleRateHz)).toEqual(spectralMoments(silenced, sampleRateHz))
})

describe('the moments of a spectrum', () => {
  it('have their centre at a tone, and half way between two equal ones', () => {
    const one = spectralMoments(tone(500, -20, 4000), sampleRateHz)
    expect(one?.centreOfGravityHz).toBeCloseTo(4000, -1)
    const low = tone(500, -20, 2000)
    const both = spectralMoments(
      tone(500, -20, 6000).map((sample, frame) => sample + (low[frame] ?? 0)),
      sampleRateHz,
    )
    expect(Math.abs((both?.centreOfGravityHz ?? 0) / 4000 - 1)).toBeLessThan(0.005)
    expect(Math.abs((both?.standardDeviationHz ?? 0) / 2000 - 1)).toBeLessThan(0.01)
    expect(Math.abs(both?.skewness ?? Number.NaN)).toBeLessThan(0.05)
    expect(both?.kurtosis).toBeCloseTo(-2, 1)
  })

  it('of white noise are those of an even spread', () => {
    const moments = spectralMoments(whiteNoiseOf(2000, -20, 5), sampleRateHz)
    expect(Math.abs((moments?.centreOfGravityHz ?? 0) / 12_000 - 1)).toBeLessThan(0.02)
    expect(Math.abs((moments?.standardDeviationHz ?? 0) / (24_000 / Math.sqrt(12)) - 1)).toBeLessThan(0.02)
    expect(moments?.kurtosis).toBeCloseTo(-1.2, 1)
  })

  it('do not change with gain, polarity, or silence around the sound', () => {
    const voice = tone(300, -20, 1234)
    const plain = spectralMoments(voice, sampleRateHz)
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 2, noNaN: true }), fc.nat({ max: 4000 }), (gain, ahead) => {
        const samples = new Float32Array(voice.length + ahead)
        samples.set(
          voice.map((sample) => -gain * sample),
          ahead,
        )
        const moments = spectralMoments(samples, sampleRateHz)
        expect(Math.abs((moments?.centreOfGravityHz ?? 0) / (plain?.centreOfGravityHz ?? 1) - 1)).toBeLessThan(1e-3)
      }),
      { numRuns: 10 },
    )
  })

  it('are none without sound; an offset alone lies at 0 Hz', () => {
    expect(spectralMoments(new Float32Array(), sampleRateHz)).toBeNull()
    expect(spectralMoments(new Float32Array(1000), sampleRateHz)).toBeNull()
    expect(spectralMoments(new Float32Array(1000).fill(Number.NaN), sampleRateHz)).toBeNull()
    expect(spectralMoments(new Float32Array(1024).fill(0.5), sampleRateHz)).toMatchObject({
      centreOfGravityHz: 0,
      standardDeviationHz: 0,
    })
  })
})

describe.skipIf(praat.missing)(`spectra and those of Praat, of the same samples${praat.note}`, () => {
  const voice = madeVoice({ seconds: 0.307, f0Hz: (t) => 100 + 80 * t, resonators: resonatorsOf('ɑː') })
  const sounds = [voice, tone(107, -20, 3210), whiteNoiseOf(107, -20, 7)].map((samples, index) => {
    return { name: `made ${index}`, samples, sampleRateHz }
  })

  it('agree on all four moments to one in a thousand', () => {
    expect(Math.max(...momentsApart(sounds))).toBeLessThan(0.001)
  }, 60_000)

  it.each([
    { maximumHz: 15_000, windowSeconds: 0.005 },
    { maximumHz: 5000, windowSeconds: 0.03 },
  ])(
    'agree on levels to 0.1 dB, up to $maximumHz Hz under a window of $windowSeconds s',
    (options) => {
      expect(Math.max(...levelsApartDb(sounds, options))).toBeLessThan(0.1)
    },
    60_000,
  )
})
