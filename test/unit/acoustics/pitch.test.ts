import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PitchFrame, trackPitch } from '#shared/acoustics/pitch/track-pitch.ts'
import { agreementOf, pitchBeside } from './beside-praat.ts'
import { tone, whiteNoiseOf } from './checks/a-take.ts'
import { type MadeVoice, madeVoice, resonatorsOf, sampleRateHz } from './made-voices.ts'
import { praat, type Sample } from './praat.ts'

const ɛ = resonatorsOf('ɛ')
const apart = (one: number | null, other: number) => Math.abs((one ?? Number.NaN) / other - 1)
const worst = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0)
const voiced = (frames: readonly PitchFrame[]) =>
  frames.flatMap(({ timeSeconds, frequencyHz }) => (frequencyHz === null ? [] : [{ timeSeconds, frequencyHz }]))

function take(...parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]))
}

describe('the pitch of a voice', () => {
  it.each([80, 117, 220, 440])('that stays at %d Hz is found at every time, to one in a thousand', (f0Hz) => {
    const frames = trackPitch(madeVoice({ seconds: 0.5, f0Hz: () => f0Hz, resonators: ɛ }), sampleRateHz)
    expect(frames.length).toBeGreaterThan(40)
    expect(worst(frames.map(({ frequencyHz }) => apart(frequencyHz, f0Hz)))).toBeLessThan(0.001)
  })

  it.each([
    ['up', (t: number) => 100 + 150 * t],
    ['down', (t: number) => 250 - 150 * t],
    ['to and fro', (t: number) => 180 + 20 * Math.sin(2 * Math.PI * 3 * t)],
  ])('that glides %s is followed, to two in a thousand at most times', (_, f0Hz) => {
    const frames = trackPitch(madeVoice({ seconds: 1, f0Hz, resonators: ɛ }), sampleRateHz)
    const errors = frames.map(({ timeSeconds, frequencyHz }) => apart(frequencyHz, f0Hz(timeSeconds)))
    expect(worst(errors)).toBeLessThan(0.01)
    expect(errors.filter((error) => error < 0.002).length).toBeGreaterThan(errors.length / 2)
  })

  it('is heard from where the voice begins to where it ends', () => {
    const voice = madeVoice({ seconds: 0.3, f0Hz: () => 130, resonators: ɛ })
    const silence = new Float32Array(sampleRateHz * 0.2)
    const times = voiced(trackPitch(take(silence, voice, silence), sampleRateHz)).map(({ timeSeconds }) => timeSeconds)
    expect(Math.abs((times.at(0) ?? 0) - 0.2)).toBeLessThan(0.02)
    expect(Math.abs((times.at(-1) ?? 0) - 0.5)).toBeLessThan(0.025)
  })

  it('is not taken for an octave of it when its own tone is missing', () => {
    const harmonics = [2, 3, 4, 5].map((k) => tone(400, -30, 150 * k))
    const voice = tone(400, -120, 150).map((sample, frame) =>
      harmonics.reduce((sum, harmonic) => sum + (harmonic[frame] ?? 0), sample),
    )
    expect(worst(trackPitch(voice, sampleRateHz).map(({ frequencyHz }) => apart(frequencyHz, 150)))).toBeLessThan(0.001)
  })

  it('has a strength near 1; with noise 6 dB below, near the share of the voice in the power', () => {
    const voice = tone(600, -20, 200)
    const noise = whiteNoiseOf(600, -26, 2)
    const strengths = (samples: Float32Array) => trackPitch(samples, sampleRateHz).map(({ strength }) => strength)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.min(...strengths(voice))).toBeGreaterThan(0.999)
    const noisy = mean(strengths(voice.map((sample, frame) => sample + (noise[frame] ?? 0))))
    expect(Math.abs(noisy - 0.8)).toBeLessThan(0.03)
  })

  it('is looked for between the floor and the ceiling that are given', () => {
    const high = madeVoice({ seconds: 0.4, f0Hz: () => 620 })
    expect(voiced(trackPitch(high, sampleRateHz)).filter(({ frequencyHz }) => apart(frequencyHz, 620) < 0.1)).toEqual(
      [],
    )
    const found = trackPitch(high, sampleRateHz, { ceilingHz: 800 })
    expect(worst(found.map(({ frequencyHz }) => apart(frequencyHz, 620)))).toBeLessThan(0.001)
    const low = madeVoice({ seconds: 0.6, f0Hz: () => 60 })
    expect(voiced(trackPitch(low, sampleRateHz)).filter(({ frequencyHz }) => frequencyHz < 74)).toEqual([])
    const lower = trackPitch(low, sampleRateHz, { floorHz: 40 })
    expect(worst(lower.map(({ frequencyHz }) => apart(frequencyHz, 60)))).toBeLessThan(0.001)
  })
})

describe('what has no voice', () => {
  it('has no pitch: noise, digital silence, garbage', () => {
    const noise = trackPitch(whiteNoiseOf(1000, -20, 4), sampleRateHz)
    expect(voiced(noise).length / noise.length).toBeLessThan(0.02)
    for (const value of [0, Number.NaN, Number.POSITIVE_INFINITY, 0.5]) {
      const frames = trackPitch(new Float32Array(9600).fill(value), sampleRateHz)
      expect(frames).toHaveLength(17)
      expect(frames.every(({ frequencyHz, strength }) => frequencyHz === null && strength === 0)).toBe(true)
    }
  })

  it('may be a voice far below the rest of the sound, unless silence is not to be told by level', () => {
    const voice = madeVoice({ seconds: 0.3, f0Hz: () => 130, resonators: ɛ })
    const fading = take(
      voice,
      voice.map((sample) => sample / 100),
    )
    const later = (frames: readonly PitchFrame[]) => voiced(frames).filter(({ timeSeconds }) => timeSeconds > 0.33)
    expect(later(trackPitch(fading, sampleRateHz))).toEqual([])
    expect(later(trackPitch(fading, sampleRateHz, { silenceThreshold: 0 })).length).toBeGreaterThan(20)
  })

  it('has no frames when it is shorter than three periods of the floor', () => {
    expect(trackPitch(new Float32Array(), sampleRateHz)).toEqual([])
    expect(trackPitch(tone(39, -20, 200), sampleRateHz)).toEqual([])
    expect(trackPitch(tone(40, -20, 200), sampleRateHz)).toHaveLength(1)
  })
})

describe('whatever the voice, its pitch', () => {
  /** Even, and steady enough that every frame is the voice's for certain. */
  const glides = fc
    .record({ from: fc.integer({ min: 90, max: 300 }), to: fc.integer({ min: 90, max: 300 }) })
    .map(({ from, to }): MadeVoice => ({ seconds: 0.3, f0Hz: (t) => from + ((to - from) * t) / 0.3, resonators: ɛ }))
  const few = { numRuns: 8 }

  it('does not depend on gain or polarity', () => {
    fc.assert(
      fc.property(glides, fc.double({ min: 0.001, max: 1.9, noNaN: true }), fc.boolean(), (glide, gain, turned) => {
        const voice = madeVoice(glide)
        const before = trackPitch(voice, sampleRateHz)
        const after = trackPitch(
          voice.map((sample) => (turned ? -gain : gain) * sample),
          sampleRateHz,
        )
        expect(after.map(({ timeSeconds }) => timeSeconds)).toEqual(before.map(({ timeSeconds }) => timeSeconds))
        expect(worst(after.map(({ frequencyHz }, i) => apart(frequencyHz, before[i]?.frequencyHz ?? 0)))).toBeLessThan(
          1e-5,
        )
      }),
      few,
    )
  })

  it('only comes later after silence', () => {
    fc.assert(
      fc.property(glides, fc.integer({ min: 1, max: 40 }), (glide, steps) => {
        const voice = madeVoice(glide)
        // What comes before the first frames may decide between two candidates that are as good.
        const before = trackPitch(voice, sampleRateHz).slice(3)
        const after = trackPitch(take(new Float32Array(480 * steps), voice), sampleRateHz).slice(3 + steps)
        const timesApart = after.map(({ timeSeconds }, i) => timeSeconds - (before[i]?.timeSeconds ?? 0) - steps / 100)
        expect(after).toHaveLength(before.length)
        expect(worst(timesApart.map(Math.abs))).toBeLessThan(1e-9)
        expect(worst(after.map(({ frequencyHz }, i) => apart(frequencyHz, before[i]?.frequencyHz ?? 0)))).toBeLessThan(
          1e-5,
        )
      }),
      few,
    )
  })

  it('is the same backwards', () => {
    fc.assert(
      fc.property(glides, (glide) => {
        const voice = madeVoice(glide)
        const before = trackPitch(voice, sampleRateHz)
        const after = trackPitch(voice.toReversed(), sampleRateHz).toReversed()
        expect(worst(after.map(({ frequencyHz }, i) => apart(frequencyHz, before[i]?.frequencyHz ?? 0)))).toBeLessThan(
          1e-5,
        )
      }),
      few,
    )
  })
})

it.skipIf(praat.missing)(
  `pitch that glides is Praat's to 0.5 %, and voicing is at 98 of 100 times${praat.note}`,
  () => {
    const made = (name: string, f0Hz: MadeVoice['f0Hz'], resonators = ɛ): Sample => {
      return { name, samples: madeVoice({ seconds: 0.507, f0Hz, resonators }), sampleRateHz }
    }
    const up = made('up', (t) => 90 + 350 * t)
    const broken = Float32Array.from(up.samples, (sample, frame) => (frame % 12_000 < 4000 ? 0 : sample))
    const { voicing, voiced, farthest } = agreementOf(
      pitchBeside([
        up,
        made('down', (t) => 300 - 400 * t),
        made('pulses alone', (t) => 100 + 100 * t, []),
        { name: 'broken off', samples: broken, sampleRateHz },
      ]),
    )
    expect(voiced).toBeGreaterThan(130)
    expect(voicing).toBeGreaterThan(0.98)
    expect(farthest).toBeLessThan(0.005)
  },
  60_000,
)
