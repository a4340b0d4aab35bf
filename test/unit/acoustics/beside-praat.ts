import { expect } from 'vitest'
import { trackFormants } from '#shared/acoustics/formants/track-formants.ts'
import { trackPitch } from '#shared/acoustics/pitch/track-pitch.ts'
import { spectralMoments } from '#shared/acoustics/spectrum/spectral-moments.ts'
import { spectrogram } from '#shared/acoustics/spectrum/spectrogram.ts'
import { byPraat, type Matrix, matrixOf, type Sample, type Table, tableOf } from './praat.ts'

const most = (values: readonly number[]) =>
  values.reduce((so, value) => (value <= so ? so : value), Number.NEGATIVE_INFINITY)

/** Each sound with what Praat found in it. */
function withPraat<Found, Result>(
  sounds: readonly Sample[],
  commands: readonly string[],
  read: (text: string) => Found,
  compare: (sound: Sample, theirs: Found) => Result,
): Result[] {
  const texts = byPraat(sounds, commands)
  return sounds.map((sound, index) => compare(sound, read(texts[index] ?? '')))
}

export interface FormantsApart {
  name: string
  /** Medians of F1, F2 and F3, over the frames in which both have that formant. */
  hz: number[]
  /** The same, of the frequency. */
  share: number[]
}

export function formantsApart(sounds: readonly Sample[], ceilingHz: number): FormantsApart[] {
  const commands = [
    `To Formant (burg): 0, 5, ${ceilingHz}, 0.025, 50`,
    'Down to Table: "no", "yes", 9, "no", 3, "no", 6, "no"',
    'Save as tab-separated file: out$',
  ]
  return withPraat<Table, FormantsApart>(sounds, commands, tableOf, ({ name, samples, sampleRateHz }, theirs) => {
    const ours = trackFormants(samples, sampleRateHz, { ceilingHz })
    expectSameTimes(
      ours,
      theirs.map((row) => row['time(s)'] ?? Number.NaN),
    )
    const medians = [1, 2, 3].map((order) => {
      const both = ours.flatMap(({ formants }, index) => {
        const [one, other] = [formants[order - 1]?.frequencyHz, theirs[index]?.[`F${order}(Hz)`]]
        return one && other ? [{ hz: Math.abs(one - other), share: Math.abs(one / other - 1) }] : []
      })
      const middle = both.toSorted((one, other) => one.hz - other.hz)[Math.floor(both.length / 2)]
      return middle ?? { hz: Number.NaN, share: Number.NaN }
    })
    return { name, hz: medians.map(({ hz }) => hz), share: medians.map(({ share }) => share) }
  })
}

export interface PitchBoth {
  oursHz: number | null
  theirsHz: number | null
}

export function pitchBeside(sounds: readonly Sample[]): PitchBoth[] {
  const commands = [
    'To Pitch (ac): 0, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 500',
    'To Matrix',
    'Save as short text file: out$',
  ]
  const compare = ({ samples, sampleRateHz }: Sample, { firstX, stepX, rows: [theirs = []] }: Matrix) => {
    const ours = trackPitch(samples, sampleRateHz)
    expectSameTimes(
      ours,
      theirs.map((_, index) => firstX + index * stepX),
    )
    // A Matrix has 0 where a Pitch is undefined.
    return ours.map(({ frequencyHz }, index) => ({ oursHz: frequencyHz, theirsHz: theirs[index] || null }))
  }
  return withPraat(sounds, commands, matrixOf, compare).flat()
}

/** Agreement in voicing, of all frames, and in frequency, of those in which both hear a voice. */
export function agreementOf(frames: readonly PitchBoth[]): { voicing: number; voiced: number; farthest: number } {
  const agreeing = frames.filter(({ oursHz, theirsHz }) => (oursHz === null) === (theirsHz === null))
  const both = agreeing.flatMap(({ oursHz, theirsHz }) => (oursHz && theirsHz ? Math.abs(oursHz / theirsHz - 1) : []))
  return { voicing: agreeing.length / frames.length, voiced: both.length, farthest: most(both) }
}

/** Of each sound, how far the cells within 50 dB of the strongest are apart at most. */
export function levelsApartDb(
  sounds: readonly Sample[],
  { maximumHz, windowSeconds }: { maximumHz: number; windowSeconds: number },
): number[] {
  const commands = [
    `To Spectrogram: ${windowSeconds}, ${maximumHz}, 0.002, 20, "Gaussian"`,
    'To Matrix',
    'Save as short text file: out$',
  ]
  return withPraat(sounds, commands, matrixOf, ({ samples, sampleRateHz }, { firstX, rows }) => {
    const image = spectrogram(samples, sampleRateHz, { maximumHz, windowSeconds, dynamicRangeDb: 60 })
    expect([image.frequencies.length, image.times.length]).toEqual([rows.length, rows[0]?.length])
    expect(image.times[0]).toBeCloseTo(firstX, 9)
    const heardDb = (image.maximumDb ?? Number.NaN) - 50
    const apart = image.columns.flatMap((column, at) =>
      Array.from(column, (db, cell) =>
        db < heardDb ? 0 : Math.abs(db - 10 * Math.log10(rows[cell]?.[at] ?? Number.NaN)),
      ),
    )
    return most(apart)
  })
}

/** Of each sound, how far its four moments are apart at most, of their size. */
export function momentsApart(sounds: readonly Sample[]): number[] {
  const measure = ['centre of gravity', 'standard deviation', 'skewness', 'kurtosis'].flatMap((what, index) => [
    `v${index} = Get ${what}: 2`,
    `appendFile: out$, v${index}, " "`,
  ])
  const commands = ['To Spectrum: "yes"', 'writeFile: out$, ""', ...measure]
  const read = (text: string) => text.trim().split(' ').map(Number)
  return withPraat(sounds, commands, read, ({ samples, sampleRateHz }, theirs) => {
    const ours = spectralMoments(samples, sampleRateHz)
    const four = [ours?.centreOfGravityHz, ours?.standardDeviationHz, ours?.skewness, ours?.kurtosis]
    return most(
      four.map((own, index) => {
        const other = theirs[index] ?? Number.NaN
        // Skewness and kurtosis may be near 0.
        return Math.abs((own ?? Number.NaN) - other) / (1 + Math.abs(other))
      }),
    )
  })
}

function expectSameTimes(ours: readonly { timeSeconds: number }[], theirs: readonly number[]): void {
  expect(ours).toHaveLength(theirs.length)
  expect(
    most(ours.map(({ timeSeconds }, index) => Math.abs(timeSeconds - (theirs[index] ?? Number.NaN)))),
  ).toBeLessThan(1e-6)
}
