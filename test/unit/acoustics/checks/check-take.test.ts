import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CheckTake, checkTake } from '#shared/acoustics/checks/check-take.ts'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import type { Finding, FindingCode } from '#shared/acoustics/checks/findings.ts'
import { proposeTakeTrim } from '#shared/acoustics/checks/propose-take-trim.ts'
import type { InputSettings } from '#shared/entities/take.ts'
import { runs } from '#test/support/runs.ts'
import { everything, framesOf, keyClick, pinkNoise, sampleRateHz, takeIn, tone, vowel, whiteNoiseOf } from './a-take.ts'

const preRollFrames = framesOf(300)

function check(samples: Float32Array, more: Partial<CheckTake> = {}) {
  const trim = more.trim ?? proposeTakeTrim({ samples, sampleRateHz, preRollFrames, ...more })
  return checkTake({
    samples,
    sampleRateHz,
    trim,
    preRollFrames,
    soundClass: 'vowel',
    limits: defaultCheckLimits,
    droppedFrames: 0,
    ...more,
  })
}

const codes = (samples: Float32Array, more: Partial<CheckTake> = {}) =>
  check(samples, more).findings.map(({ code, severity }) => `${code} ${severity}`)

function finding<Code extends FindingCode>(code: Code, samples: Float32Array, more: Partial<CheckTake> = {}) {
  const found = check(samples, more).findings.find((each) => each.code === code)
  if (!found) throw new Error(`${code} was not found`)
  return found as Extract<Finding, { code: Code }>
}

function soundIn({ measurements: { sound } }: ReturnType<typeof check>) {
  if (!sound) throw new Error('Nothing was heard')
  return sound
}

const room = (rmsDbfs = -68, ms = 1200) => pinkNoise(ms, rmsDbfs, 3)
const aVowel = (rmsDbfs = -20, ms = 400) => takeIn(room(), [400, vowel(ms, rmsDbfs)])

describe('a good take', () => {
  it('has no findings', () => {
    expect(check(aVowel())).toMatchObject({ verdict: 'good', findings: [] })
  })

  it('of a single /t/ of 80 ms is long enough for a stop, and too short for a diphthong', () => {
    const burst = whiteNoiseOf(80, -30, 5)
    const take = takeIn(room(), [400, burst])
    expect(codes(take, { soundClass: 'stop' })).toEqual([])
    expect(codes(take, { soundClass: 'diphthong' })).toContain('TOO_SHORT bad')
  })

  it('of a soft /θ/ is found, and not called quiet', () => {
    const take = takeIn(room(), [400, whiteNoiseOf(250, -45, 5)])
    expect(codes(take, { soundClass: 'fricative' })).toEqual([])
    expect(codes(take, { soundClass: 'vowel' })).toContain('TOO_QUIET bad')
  })
})

describe('signal and noise', () => {
  it.each([6, 10, 20, 30, 40, 50])('of a tone %d dB above the room are told to within a decibel', (snrDb) => {
    for (const make of [pinkNoise, whiteNoiseOf]) {
      for (const seed of [1, 2, 3]) {
        const take = takeIn(make(1400, -20 - snrDb, seed), [500, tone(400, -20)])
        const { measurements } = check(take)
        expect(Math.abs((measurements.snrDb ?? 0) - snrDb)).toBeLessThan(1)
        expect(Math.abs((measurements.noiseFloorDbfs ?? 0) - (-20 - snrDb))).toBeLessThan(1)
      }
    }
  })

  it('are not spoiled by the click of a key in the pre-roll', () => {
    const clean = takeIn(room(), [450, vowel(400, -20)])
    const clicked = takeIn(clean, [285, keyClick(-12, 8)], [120, keyClick(-20, 9)])
    const keyFrames = [preRollFrames]
    const [before, after] = [check(clean, { keyFrames }).measurements, check(clicked, { keyFrames }).measurements]
    expect(Math.abs((after.noiseFloorDbfs ?? 0) - (before.noiseFloorDbfs ?? 0))).toBeLessThan(1)
    expect(after.activeRmsDbfs).toBeCloseTo(before.activeRmsDbfs ?? 0, 1)
  })

  it('below the bar of the class are warned about, far below it refused', () => {
    const over = (noiseDbfs: number) => takeIn(room(noiseDbfs), [400, vowel(400, -20)])
    expect(codes(over(-45))).toEqual(['NOISY look', 'FLOOR_HIGH look'])
    expect(codes(over(-31))).toEqual(['NOISY bad', 'FLOOR_HIGH bad'])
    expect(Math.abs(finding('NOISY', over(-45)).snrDb - 25)).toBeLessThan(1)
  })

  it('are measured after the sound when the speaker began before the key', () => {
    const take = takeIn(room(), [30, vowel(500, -20)])
    expect(check(take).measurements).toMatchObject({ roomFrom: 'quietest' })
    expect(check(take).measurements.noiseFloorDbfs).toBeCloseTo(-68, -0.5)
  })
})

describe('clipping', () => {
  it.each([1, 2, 3, 17, 500])('of exactly %d samples is counted as that many', (clippedSamples) => {
    const take = aVowel(-20)
    for (let n = 0; n < clippedSamples; n += 1) take[framesOf(500) + 7 * n] = n % 2 === 0 ? 1 : -1
    expect(finding('CLIPPED', take)).toMatchObject({ clippedSamples, severity: clippedSamples < 3 ? 'look' : 'bad' })
  })

  it('that is only near is a high peak', () => {
    const take = aVowel(-20)
    take[framesOf(500)] = 0.95
    expect(codes(take)).toEqual(['PEAK_HIGH look'])
  })

  it('outside the marks, such as a key struck hard, is none', () => {
    const take = takeIn(aVowel())
    take[10] = 1
    expect(codes(take, { trim: { startFrame: framesOf(200), endFrame: take.length } })).toEqual([])
  })
})

describe('what a microphone or a room does wrong', () => {
  it.each([50, 60] as const)('hum at %d Hz, with its level', (humHz) => {
    const hum = takeIn(tone(1200, -52, humHz), [0, tone(1200, -58, humHz * 2)], [0, tone(1200, -60, humHz * 3)])
    const take = takeIn(room(), [0, hum], [400, vowel(400, -20)])
    const { humDbfs, ...found } = finding('HUM', take)
    expect(found).toEqual({ code: 'HUM', severity: 'look', humHz })
    const total = 10 * Math.log10(10 ** -5.2 + 10 ** -5.8 + 10 ** -6)
    expect(Math.abs(humDbfs - total)).toBeLessThan(1)
  })

  it('an offset', () => {
    const shifted = aVowel().map((sample) => sample - 0.02)
    expect(finding('DC_OFFSET', shifted).dcOffset).toBeCloseTo(-0.02, 3)
    const { activeRmsDbfs, noiseFloorDbfs, snrDb } = check(shifted).measurements
    const straight = check(aVowel()).measurements
    expect(activeRmsDbfs).toBeCloseTo(straight.activeRmsDbfs ?? 0, 1)
    expect(noiseFloorDbfs).toBeCloseTo(straight.noiseFloorDbfs ?? 0, 1)
    expect(snrDb).toBeCloseTo(straight.snrDb ?? 0, 1)
  })

  it('digital silence, which is not a quiet room', () => {
    expect(codes(new Float32Array(framesOf(900)))).toEqual(['DIGITAL_ZEROS bad', 'SILENT bad'])
    expect(codes(room())).toEqual(['SILENT bad'])
    expect(codes(new Float32Array(0))).toEqual(['SILENT bad'])
  })

  it('zeros within the sound, where samples were lost, are worse than a gate around it', () => {
    expect(codes(aVowel().fill(0, framesOf(600), framesOf(630)))).toContain('DIGITAL_ZEROS bad')
    expect(codes(aVowel().fill(0, framesOf(1000), framesOf(1100)))).toContain('DIGITAL_ZEROS look')
  })

  it('a drop-out', () => {
    expect(codes(aVowel(), { droppedFrames: 128 })).toEqual(['DROPOUT bad'])
  })

  it.each([
    ['too loud', aVowel(-8), ['TOO_LOUD look']],
    ['too quiet', aVowel(-37), ['TOO_QUIET look']],
    ['much too quiet', aVowel(-45), ['TOO_QUIET bad', 'NOISY look']],
    ['too short', aVowel(-20, 30), ['TOO_SHORT bad']],
    ['long', takeIn(room(-68, 4000), [400, vowel(2500, -20)]), ['TOO_LONG look']],
    ['endless', takeIn(room(-68, 6000), [400, vowel(4500, -20)]), ['TOO_LONG bad']],
  ] as const)('a sound that is %s', (_, take, expected) => {
    // The model of a vowel has a crest of 14 dB, so a loud one also peaks high.
    expect(codes(take).filter((code) => !/^(CLIPPED|PEAK)/.test(code))).toEqual(expected)
  })
})

describe('a cut sound', () => {
  it('is told at the start, at the end, and at both', () => {
    const whole = aVowel()
    expect(codes(whole.slice(framesOf(450)))).toEqual(['CUT_START bad'])
    expect(codes(whole.slice(0, framesOf(700)))).toEqual(['CUT_END bad'])
    expect(codes(whole.slice(framesOf(450), framesOf(750)))).toEqual(['CUT_START bad', 'CUT_END bad'])
  })

  it('is told when it is soft, too', () => {
    const soft = takeIn(room(), [0, whiteNoiseOf(300, -45, 5)])
    expect(codes(soft, { soundClass: 'fricative' })).toContain('CUT_START bad')
  })

  it('by its marks is told with what they leave out', () => {
    const take = aVowel()
    const trim = { startFrame: framesOf(450), endFrame: framesOf(760) }
    const { findings } = check(take, { trim })
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['CUT_START look', 'CUT_END look'])
    expect(finding('CUT_START', take, { trim }).missingSeconds).toBeCloseTo(0.05, 1)
    expect(finding('CUT_END', take, { trim }).missingSeconds).toBeCloseTo(0.04, 1)
  })
})

describe('the microphone, against the sound check', () => {
  const input: InputSettings = {
    deviceLabel: 'USB microphone',
    deviceId: 'a',
    sampleRateHz: 48_000,
    channelCount: 1,
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: null,
  }
  const soundCheck = { noiseFloorDbfs: -68, input }

  it.each<[string, Partial<CheckTake>, string[]]>([
    ['is the same', { input, soundCheck }, []],
    ['is another', { input: { ...input, deviceId: 'b' }, soundCheck }, ['DEVICE_CHANGED bad']],
    ['now suppresses noise', { input: { ...input, noiseSuppression: true }, soundCheck }, ['SETTINGS_CHANGED bad']],
    ['has another rate', { input: { ...input, sampleRateHz: 44_100 }, soundCheck }, ['SETTINGS_CHANGED look']],
    ['now says what it did not say', { input: { ...input, autoGainControl: false }, soundCheck }, []],
    ['was in a quieter room', { input, soundCheck: { noiseFloorDbfs: -82, input } }, ['FLOOR_RISEN look']],
    ['was never checked', { input, soundCheck: null }, ['UNCHECKED note']],
  ])('%s', (_, more, expected) => {
    expect(codes(aVowel(), more)).toEqual(expected)
  })

  it('that was never checked does not make a good take worse', () => {
    expect(check(aVowel(), { input, soundCheck: null }).verdict).toBe('good')
  })
})

describe('measurements, over many takes', () => {
  const takes = fc.record({
    noiseDbfs: fc.integer({ min: -75, max: -45 }),
    soundDbfs: fc.integer({ min: -30, max: -18 }),
    ms: fc.integer({ min: 80, max: 600 }),
    seed: fc.integer(),
  })
  const make = ({ noiseDbfs, soundDbfs, ms, seed }: Parameters<Parameters<typeof takes.map>[0]>[0]) =>
    takeIn(pinkNoise(ms + 800, noiseDbfs, seed), [400, vowel(ms, soundDbfs)])

  it('move with the gain by just that much, and what is no level stays', () => {
    fc.assert(
      fc.property(takes, fc.integer({ min: -3, max: 2 }), (given, doublings) => {
        const take = make(given)
        const before = check(take).measurements
        const after = check(take.map((sample) => sample * 2 ** doublings)).measurements
        const gainDb = 20 * Math.log10(2 ** doublings)
        for (const level of ['peakDbfs', 'activeRmsDbfs', 'noiseFloorDbfs'] as const) {
          expect(after[level]).toBeCloseTo((before[level] ?? Number.NaN) + gainDb, 6)
        }
        expect(after.snrDb).toBeCloseTo(before.snrDb ?? Number.NaN, 6)
        expect(after.sound).toEqual(before.sound)
        expect(after.soundSeconds).toBe(before.soundSeconds)
      }),
      { numRuns: runs(40) },
    )
  })

  it('do not care which way up the sound is, but for the sign of the offset', () => {
    fc.assert(
      fc.property(takes, (given) => {
        const take = make(given)
        const { dcOffset, ...before } = check(take).measurements
        const { dcOffset: turned, ...after } = check(take.map((sample) => -sample)).measurements
        expect(after).toEqual(before)
        expect(turned).toBeCloseTo(-dcOffset, 12)
      }),
      { numRuns: runs(30) },
    )
  })

  it('stay when digital silence is put before the take, but for its zeros and where the sound lies', () => {
    fc.assert(
      fc.property(takes, fc.integer({ min: 1000, max: 60_000 }), (given, addedFrames) => {
        const take = make(given)
        const later = new Float32Array(addedFrames + take.length)
        later.set(take, addedFrames)
        const before = check(take, { trim: everything(take) })
        const after = check(later, { trim: everything(later), preRollFrames: preRollFrames + addedFrames })
        const { startFrame, endFrame } = soundIn(before)
        expect(after.measurements).toEqual({
          ...before.measurements,
          sound: { startFrame: startFrame + addedFrames, endFrame: endFrame + addedFrames },
          longestZeroRunSeconds: addedFrames / sampleRateHz,
        })
        expect(after.findings.filter(({ code }) => code !== 'DIGITAL_ZEROS')).toEqual(before.findings)
      }),
      { numRuns: runs(40) },
    )
  })
})
