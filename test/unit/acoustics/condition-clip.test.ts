import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { conditionClip } from '#shared/acoustics/condition-clip.ts'

const sampleRateHz = 22_050

/** A tone of the given RMS level, with silence around it. */
function tone(rmsDbfs: number, { seconds = 0.3, leadSeconds = 0.2, tailSeconds = 0.4 } = {}): Float32Array {
  const amplitude = Math.SQRT2 * 10 ** (rmsDbfs / 20)
  const [lead, length, tail] = [leadSeconds, seconds, tailSeconds].map((s) => Math.round(s * sampleRateHz)) as [
    number,
    number,
    number,
  ]
  const samples = new Float32Array(lead + length + tail)
  // A quarter period off zero, so that the tone starts and ends abruptly.
  for (let i = 0; i < length; i++) samples[lead + i] = amplitude * Math.cos((2 * Math.PI * 441 * i) / sampleRateHz)
  return samples
}

function condition(samples: Float32Array) {
  const clip = conditionClip(samples, sampleRateHz)
  if (!clip) throw new Error('took it for silence')
  return clip
}

function levelDb(value: number): number {
  return 20 * Math.log10(value)
}

function peakDbfs(samples: Float32Array): number {
  return levelDb(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0))
}

it('outer silence goes, 50 ms of it stay on each side', () => {
  const clip = condition(tone(-20, { leadSeconds: 1, tailSeconds: 2 }))
  expect(clip.samples.length / sampleRateHz).toBeCloseTo(0.4, 2)
  expect(clip.soundStartSeconds).toBeCloseTo(0.05, 3)
  expect(clip.soundEndSeconds).toBeCloseTo(0.35, 3)
})

it('a clip without any silence gets pads of its own', () => {
  const clip = condition(tone(-20, { leadSeconds: 0, tailSeconds: 0 }))
  expect(clip.samples.length / sampleRateHz).toBeCloseTo(0.4, 3)
  expect(clip.samples.subarray(0, 1000).every((sample) => sample === 0)).toBe(true)
})

it('a loud sound is brought down to −20 dBFS, all the way', () => {
  expect(condition(tone(-8)).appliedGainDb).toBeCloseTo(-12, 1)
})

it('a quiet sound is brought half of the way up, and never by more than 12 dB', () => {
  expect(condition(tone(-30)).appliedGainDb).toBeCloseTo(5, 1)
  expect(condition(tone(-43)).appliedGainDb).toBeCloseTo(11.5, 1)
  expect(condition(tone(-60)).appliedGainDb).toBeCloseTo(12, 1)
})

it('pauses inside a sound do not count as quietness', () => {
  const burst = tone(-20, { leadSeconds: 0, tailSeconds: 0.5 })
  const twice = new Float32Array(burst.length * 2)
  twice.set(burst)
  twice.set(burst, burst.length)
  expect(condition(twice).appliedGainDb).toBeCloseTo(condition(burst).appliedGainDb, 1)
})

it('a peaky sound keeps under −3 dBFS, whatever its RMS asks for', () => {
  const clicks = tone(-50)
  for (let i = 6_000; i < 10_000; i += 441) clicks[i] = 0.9
  expect(peakDbfs(condition(clicks).samples)).toBeCloseTo(-3, 1)
})

it('digital silence, the last bit of noise and nothing at all are not clips', () => {
  expect(conditionClip(new Float32Array(1000), sampleRateHz)).toBeNull()
  expect(conditionClip(new Float32Array(1000).fill(1 / 32768), sampleRateHz)).toBeNull()
  expect(conditionClip(new Float32Array(0), sampleRateHz)).toBeNull()
})

it('a soft decay before and after the sound stays in the pads, and only their ends are faded', () => {
  const samples = tone(-10)
  const hum = 10 ** (-70 / 20)
  for (let i = 0; i < samples.length; i++) if (samples[i] === 0) samples[i] = hum
  const clip = condition(samples)
  const gain = 10 ** (clip.appliedGainDb / 20)
  const edgeLength = 220
  expect(clip.samples[0]).toBe(0)
  expect(clip.samples.at(-1)).toBe(0)
  expect(clip.samples[edgeLength / 2]).toBeCloseTo((hum * gain) / 2, 5)
  expect(clip.samples[edgeLength + 1]).toBeCloseTo(hum * gain, 6)
  expect(clip.samples[Math.round(0.04 * sampleRateHz)]).toBeCloseTo(hum * gain, 6)
})

const anySound = fc.record({
  length: fc.integer({ min: 1, max: 4_000 }),
  lead: fc.integer({ min: 0, max: 3_000 }),
  tail: fc.integer({ min: 0, max: 3_000 }),
  levelDb: fc.double({ min: -70, max: 0, noNaN: true }),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
})

function noise({
  length,
  lead,
  tail,
  levelDb,
  seed,
}: {
  length: number
  lead: number
  tail: number
  levelDb: number
  seed: number
}): Float32Array {
  const samples = new Float32Array(lead + length + tail)
  let state = seed
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    samples[lead + i] = (state / 0x40000000 - 1) * 10 ** (levelDb / 20)
  }
  samples[lead] = 10 ** (levelDb / 20)
  samples[lead + length - 1] = 10 ** (levelDb / 20)
  return samples
}

it('the sound itself is its source times one gain, sample by sample, whatever the source', () => {
  fc.assert(
    fc.property(anySound, (shape) => {
      const source = noise(shape)
      const clip = condition(source)
      const gain = 10 ** (clip.appliedGainDb / 20)
      const start = Math.round(clip.soundStartSeconds * sampleRateHz)
      const sound = clip.samples.subarray(start, Math.round(clip.soundEndSeconds * sampleRateHz))
      expect(sound.length).toBe(shape.length)
      for (let i = 0; i < sound.length; i++) {
        expect(Math.abs((sound[i] ?? 0) - (source[shape.lead + i] ?? 0) * gain)).toBeLessThan(1e-6)
      }
    }),
    { numRuns: 60 },
  )
})

it('no clip passes −3 dBFS, gains more than 12 dB, or starts and ends off zero', () => {
  fc.assert(
    fc.property(anySound, (shape) => {
      const clip = condition(noise(shape))
      expect(peakDbfs(clip.samples)).toBeLessThanOrEqual(-3 + 1e-4)
      expect(clip.appliedGainDb).toBeLessThanOrEqual(12)
      expect([clip.samples[0], clip.samples.at(-1)]).toEqual([0, 0])
    }),
  )
})

it('of two sounds the louder one stays the louder', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -60, max: -4, noNaN: true }),
      fc.double({ min: 0.5, max: 20, noNaN: true }),
      (louder, lessDb) => {
        const [one, other] = [condition(tone(louder)), condition(tone(Math.max(-70, louder - lessDb)))]
        expect(peakDbfs(one.samples)).toBeGreaterThanOrEqual(peakDbfs(other.samples) - 0.1)
      },
    ),
    { numRuns: 50 },
  )
})
