import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeTrim } from '#shared/acoustics/trim-marks.ts'

const sampleRateHz = 48_000
const framesOf = (ms: number) => Math.round((ms * sampleRateHz) / 1000)

type Colour = 'white' | 'brown' | 'hiss'

/** Noise of the given RMS that is the same at every run: brown like rooms, or with the high frequencies of /θ s f/. */
function noise(ms: number, rmsDbfs: number, colour: Colour, seed = 1): Float32Array {
  let state = seed
  let low = 0
  let before = 0
  const raw = Float32Array.from({ length: framesOf(ms) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const white = state / 1_073_741_824 - 1
    low = 0.995 * low + white * 0.1
    const hiss = white - before
    before = white
    return { white, brown: low, hiss }[colour]
  })
  return levelled(raw, rmsDbfs)
}

/** A voiced sound at 120 Hz that swells and dies away. */
function vowel(ms: number, rmsDbfs: number): Float32Array {
  const length = framesOf(ms)
  const raw = Float32Array.from({ length }, (_, frame) => {
    let sample = 0
    for (let k = 1; k < 20; k += 1) sample += Math.sin((2 * Math.PI * 120 * k * frame) / sampleRateHz) / k
    return sample * Math.min(1, frame / 1000, (length - frame) / 2000)
  })
  return levelled(raw, rmsDbfs)
}

function levelled(samples: Float32Array, rmsDbfs: number): Float32Array {
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
  return samples.map((sample) => (sample * 10 ** (rmsDbfs / 20)) / rms)
}

function takeIn(room: Float32Array, ...sounds: [atMs: number, sound: Float32Array][]): Float32Array {
  const take = Float32Array.from(room)
  for (const [atMs, sound] of sounds) {
    sound.forEach((sample, frame) => {
      take[framesOf(atMs) + frame] = (take[framesOf(atMs) + frame] ?? 0) + sample
    })
  }
  return take
}

const room = (rmsDbfs = -60, colour: Colour = 'brown', ms = 2000) => noise(ms, rmsDbfs, colour, 7)
const aVowel = () => takeIn(room(), [700, vowel(400, -20)])
const padded = framesOf(150)

/** How many frames of the sound from `startMs` to `endMs`, and of the pads around it, the marks leave out. */
function leftOut(take: Float32Array, startMs: number, endMs: number) {
  const { startFrame, endFrame } = proposeTrim(take, sampleRateHz)
  return {
    before: Math.max(0, startFrame - Math.max(0, framesOf(startMs) - padded)),
    after: Math.max(0, Math.min(take.length, framesOf(endMs) + padded) - endFrame),
  }
}

const nothing = { before: 0, after: 0 }

describe('the marks proposed for a take', () => {
  it('leave out the room, but for generous pads', () => {
    const { startFrame, endFrame } = proposeTrim(aVowel(), sampleRateHz)
    expect(leftOut(aVowel(), 700, 1100)).toEqual(nothing)
    expect(startFrame).toBeGreaterThan(framesOf(700 - 300))
    expect(endFrame).toBeLessThan(framesOf(1100 + 350))
  })

  it.each([-75, -65, -55, -50])('keep the soft sounds before and after a vowel, in a room of %d dBFS', (roomDbfs) => {
    for (const colour of ['white', 'brown'] as const) {
      const theta = takeIn(room(roomDbfs, colour), [600, noise(180, -45, 'hiss')], [780, vowel(300, -20)])
      expect(leftOut(theta, 600, 1080)).toEqual(nothing)
      const final = takeIn(room(roomDbfs, colour), [600, vowel(300, -20)], [900, noise(250, -42, 'hiss')])
      expect(leftOut(final, 600, 1150)).toEqual(nothing)
      const released = takeIn(room(roomDbfs, colour), [600, vowel(200, -20)], [920, noise(12, -38, 'hiss')])
      expect(leftOut(released, 600, 932)).toEqual(nothing)
    }
  })

  it('hear a soft sound in a rumbling room that is louder than it', () => {
    const take = takeIn(room(-42), [500, noise(350, -47, 'hiss')], [850, vowel(300, -15)])
    expect(leftOut(take, 500, 1150)).toEqual(nothing)
  })

  it.each([-75, -65])('find a lone soft /θ/ in a room of %d dBFS', (roomDbfs) => {
    const take = takeIn(room(roomDbfs), [800, noise(300, -45, 'hiss')])
    expect(leftOut(take, 800, 1100)).toEqual(nothing)
    expect(proposeTrim(take, sampleRateHz).startFrame).toBeGreaterThan(0)
  })

  it('keep pads as long as the take has them', () => {
    const take = takeIn(room(-60, 'brown', 700), [120, vowel(400, -20)])
    expect(proposeTrim(take, sampleRateHz)).toEqual({ startFrame: 0, endFrame: take.length })
  })

  it.each([
    ['nothing', new Float32Array(0)],
    ['a single sample', Float32Array.of(0.5)],
    ['digital silence', new Float32Array(framesOf(1000))],
    ['only the room', room()],
    ['a sound hardly above the room', takeIn(room(-40, 'white'), [800, noise(300, -36, 'white')])],
    ['a sound cut to the quick', vowel(500, -20)],
    [
      'a soft sound and a vowel, cut to the quick',
      takeIn(new Float32Array(framesOf(600)), [0, noise(300, -45, 'hiss')], [300, vowel(300, -20)]),
    ],
    [
      'a room that changes',
      takeIn(
        new Float32Array(framesOf(2000)),
        [0, room(-70, 'white', 1000)],
        [1000, room(-40, 'white', 1000)],
        [900, vowel(300, -15)],
      ),
    ],
  ])('enclose all of %s, since they cannot be sure', (_, take) => {
    expect(proposeTrim(take, sampleRateHz)).toEqual({ startFrame: 0, endFrame: take.length })
  })

  it('never leave out anything but digital silence where a gate shut around the sound', () => {
    const take = takeIn(new Float32Array(framesOf(3000)), [1000, noise(300, -47, 'hiss')], [1300, vowel(300, -20)])
    expect(leftOut(take, 1000, 1600)).toEqual(nothing)
    expect(proposeTrim(take, sampleRateHz).startFrame).toBeGreaterThan(framesOf(700))
  })

  it('are not moved by rumble, nor by an offset', () => {
    const still = proposeTrim(aVowel(), sampleRateHz)
    const shaken = aVowel().map(
      (sample, frame) => sample + 0.05 + 0.01 * Math.sin((2 * Math.PI * 9 * frame) / sampleRateHz),
    )
    const { startFrame, endFrame } = proposeTrim(shaken, sampleRateHz)
    expect(Math.abs(startFrame - still.startFrame)).toBeLessThan(framesOf(60))
    expect(Math.abs(endFrame - still.endFrame)).toBeLessThan(framesOf(60))
  })

  it('are in the same place at any sample rate', () => {
    const every3rd = aVowel().filter((_, frame) => frame % 3 === 0)
    const [low, high] = [proposeTrim(every3rd, 16_000), proposeTrim(aVowel(), sampleRateHz)]
    expect(Math.abs(low.startFrame / 16_000 - high.startFrame / sampleRateHz)).toBeLessThan(0.03)
    expect(Math.abs(low.endFrame / 16_000 - high.endFrame / sampleRateHz)).toBeLessThan(0.06)
  })

  const takes = fc.constantFrom(
    aVowel(),
    takeIn(room(), [600, noise(180, -45, 'hiss')], [780, vowel(300, -20)]),
    takeIn(room(-75, 'white'), [800, noise(300, -45, 'hiss')]),
    room(),
    vowel(500, -20),
  )

  it('do not depend on the gain, nor on which way up the sound is', () => {
    fc.assert(
      fc.property(takes, fc.integer({ min: -10, max: 3 }), fc.boolean(), (take, doublings, turned) => {
        const gain = 2 ** doublings * (turned ? -1 : 1)
        expect(
          proposeTrim(
            take.map((sample) => sample * gain),
            sampleRateHz,
          ),
        ).toEqual(proposeTrim(take, sampleRateHz))
      }),
      { numRuns: 30 },
    )
  })

  it('move along with silence added before the take', () => {
    fc.assert(
      fc.property(takes, fc.integer({ min: 0, max: 50_000 }), (take, addedFrames) => {
        const later = new Float32Array(addedFrames + take.length)
        later.set(take, addedFrames)
        const [before, after] = [proposeTrim(take, sampleRateHz), proposeTrim(later, sampleRateHz)]
        expect(after.endFrame).toBe(before.endFrame + addedFrames)
        // A pad that the take was too short for may now reach into the silence.
        const shortfall = before.startFrame === 0 ? framesOf(200) : 0
        expect(after.startFrame).toBeLessThanOrEqual(before.startFrame + addedFrames)
        expect(after.startFrame).toBeGreaterThanOrEqual(Math.max(0, before.startFrame + addedFrames - shortfall))
      }),
      { numRuns: 30 },
    )
  })
})
