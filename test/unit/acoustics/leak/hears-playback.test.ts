import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { hearsPlayback } from '#shared/acoustics/leak/hears-playback.ts'
import { runs } from '#test/support/runs.ts'
import {
  framesOf,
  keyClick,
  levelled,
  pinkNoise,
  sampleRateHz,
  takeIn,
  tone,
  vowel,
  whiteNoiseOf,
} from '../checks/a-take.ts'
import { speakInventory } from '../hands-free/espeak-sounds.ts'
import { type Leak, atRate, leakOf } from './a-room.ts'

interface Clip {
  ipaSymbol: string
  soundClass: SoundClass
  samples: Float32Array
}

/** Sounds of all classes, at the level at which clips are played. */
let clips: Clip[]
let voicedClips: Clip[]
/** All sounds, in another voice: higher, with a longer throat. */
let otherVoice: Clip[]
beforeAll(async () => {
  const loud = (clip: Clip) => ({ ...clip, samples: levelled(clip.samples, -20) })
  const all = (await speakInventory()).map(loud)
  clips = all.filter((_, index) => index % 3 === 0)
  voicedClips = all.filter(({ soundClass }) => ['vowel', 'diphthong', 'nasal'].includes(soundClass))
  otherVoice = (await speakInventory(50)).map((clip) => loud({ ...clip, samples: atRate(clip.samples, 8, 9) }))
})

const told = (played: Float32Array, heard: Float32Array) =>
  hearsPlayback({ played, playedRateHz: sampleRateHz, heard, heardRateHz: sampleRateHz })

const symbols = (some: readonly Clip[]) => some.map(({ ipaSymbol }) => ipaSymbol)

describe('what comes back from the loudspeaker', () => {
  it.each<{ what: string; leak: Omit<Leak, 'seed'> }>([
    { what: 'loud', leak: { leakDb: -10, delayMs: 0, noiseDbfs: -65 } },
    { what: 'soft and late', leak: { leakDb: -40, delayMs: 600, noiseDbfs: -70 } },
    { what: 'in an unquiet room', leak: { leakDb: -25, delayMs: 200, noiseDbfs: -50 } },
    { what: 'dull', leak: { leakDb: -30, delayMs: 300, noiseDbfs: -70, dullHz: 2000 } },
    { what: 'with echoes', leak: { leakDb: -30, delayMs: 150, noiseDbfs: -65, echoesDb: -3 } },
    { what: 'with echoes as strong as itself', leak: { leakDb: -20, delayMs: 450, noiseDbfs: -65, echoesDb: 0 } },
  ])('is heard when it is $what, and so is its delay', ({ leak }) => {
    const all = clips.map(({ samples }, seed) => told(samples, leakOf(samples, { ...leak, seed })))
    expect(symbols(clips.filter((_, index) => all[index]?.heard !== true))).toEqual([])
    const off = all.map(({ delaySeconds }) => Math.abs((delaySeconds ?? 9) - leak.delayMs / 1000))
    expect(Math.max(...off)).toBeLessThan(0.002)
  })

  it('is heard by a microphone of another rate than the clip has', () => {
    for (const { samples } of clips.slice(0, 5)) {
      const heard = leakOf(samples, { leakDb: -20, delayMs: 250, noiseDbfs: -65, seed: 1 })
      const answer = hearsPlayback({
        played: atRate(samples, sampleRateHz, 22_050),
        playedRateHz: 22_050,
        heard: atRate(heard, sampleRateHz, 44_100),
        heardRateHz: 44_100,
      })
      expect(answer.heard).toBe(true)
      expect(answer.delaySeconds).toBeCloseTo(0.25, 2)
    }
  })

  it('is heard while somebody speaks a little softer', () => {
    const missed = clips.filter(({ samples }, index) => {
      const heard = leakOf(samples, { leakDb: -20, delayMs: 250, noiseDbfs: -65, seed: index })
      const speaker = levelled(otherVoice[(3 * index + 7) % otherVoice.length]?.samples ?? samples, -46)
      return !told(samples, takeIn(heard, [200, speaker])).heard
    })
    expect(symbols(missed)).toEqual([])
  })

  it('is heard the same at any gain, and with the wires the other way round', () => {
    fc.assert(
      fc.property(
        fc.nat(clips.length - 1),
        fc.double({ min: 0.002, max: 50, noNaN: true }),
        fc.double({ min: 0.002, max: 50, noNaN: true }),
        fc.boolean(),
        fc.integer({ min: 0, max: 600 }),
        (index, playedGain, heardGain, isTurned, delayMs) => {
          const played = clips[index]?.samples ?? new Float32Array(0)
          const heard = leakOf(played, { leakDb: -25, delayMs, noiseDbfs: -60, seed: delayMs })
          const usual = told(played, heard)
          const other = told(
            played.map((sample) => sample * playedGain),
            heard.map((sample) => sample * heardGain * (isTurned ? -1 : 1)),
          )
          expect(usual.heard).toBe(true)
          expect(other).toMatchObject({ heard: true, delaySeconds: usual.delaySeconds })
          expect(other.correlation).toBeCloseTo(usual.correlation, 5)
        },
      ),
      { numRuns: runs(25) },
    )
  })
})

describe('what does not come from the loudspeaker', () => {
  const heardIn = (microphone: Float32Array) => symbols(clips.filter(({ samples }) => told(samples, microphone).heard))

  it.each([
    { what: 'silence', microphone: new Float32Array(framesOf(1500)) },
    { what: 'a fan', microphone: pinkNoise(1500, -45, 3) },
    { what: 'a hiss', microphone: whiteNoiseOf(1500, -30, 4) },
    {
      what: 'mains hum',
      microphone: takeIn(tone(1500, -30, 50), [0, tone(1500, -36, 150)], [0, tone(1500, -40, 350)]),
    },
    { what: 'a tone', microphone: takeIn(pinkNoise(1500, -60, 5), [0, tone(1500, -20, 440)]) },
    { what: 'keys', microphone: takeIn(pinkNoise(1500, -60, 6), [300, keyClick(-10, 1)], [700, keyClick(-14, 2)]) },
    { what: 'a hummed vowel', microphone: takeIn(pinkNoise(1500, -60, 7), [400, vowel(600, -20)]) },
    { what: 'nothing at all', microphone: new Float32Array(0) },
    { what: 'a moment', microphone: pinkNoise(20, -60, 8) },
  ])('is not mistaken for it: $what', ({ microphone }) => {
    expect(heardIn(microphone)).toEqual([])
    expect(told(clips[0]?.samples ?? microphone, microphone).delaySeconds).toBeNull()
  })

  it('is not mistaken for it: noise, however it falls', () => {
    fc.assert(
      fc.property(fc.nat(clips.length - 1), fc.integer(), fc.integer({ min: 100, max: 2000 }), (index, seed, ms) => {
        expect(told(clips[index]?.samples ?? new Float32Array(0), pinkNoise(ms, -50, seed)).heard).toBe(false)
      }),
      { numRuns: runs(40) },
    )
  })

  it('is not mistaken for it: another voice that says something else', () => {
    const mistaken = clips.flatMap((played, index) =>
      [4, 17, 29].flatMap((further) => {
        const said = otherVoice[(3 * index + further) % otherVoice.length]
        const heard = leakOf(said?.samples ?? played.samples, { leakDb: 0, delayMs: 200, noiseDbfs: -65, seed: index })
        return told(played.samples, heard).heard ? [`${played.ipaSymbol} for ${said?.ipaSymbol}`] : []
      }),
    )
    expect(mistaken).toEqual([])
  })

  it('is not mistaken for it: another voice that says the same', () => {
    const mistaken = voicedClips.filter(({ ipaSymbol, samples }, index) => {
      const said = otherVoice.find((clip) => clip.ipaSymbol === ipaSymbol)?.samples ?? samples
      return told(samples, leakOf(said, { leakDb: 0, delayMs: 200, noiseDbfs: -65, seed: index })).heard
    })
    expect(symbols(mistaken)).toEqual([])
  })

  it('is nothing when nothing is played', () => {
    const answer = told(new Float32Array(framesOf(500)), pinkNoise(1500, -50, 9))
    expect(answer).toEqual({ heard: false, correlation: 0, delaySeconds: null })
    expect(told(new Float32Array(0), pinkNoise(1500, -50, 9))).toEqual(answer)
  })
})
