import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { proposeTakeTrim } from '#shared/acoustics/checks/propose-take-trim.ts'
import { soundClasses } from '#shared/acoustics/checks/sound-class.ts'
import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import type { OnsetEvent } from '#shared/acoustics/hands-free/onset-detector.ts'
import { inTurns, isLongRun } from '#test/support/runs.ts'
import { framesOf, pinkNoise, sampleRateHz } from '../checks/a-take.ts'
import { type SpokenPhoneme, speakInventory } from './espeak-sounds.ts'
import { type Heard, eventsIn, levelOf, listenTo, vowelsLevel, waitMs } from './listening.ts'
import { noises } from './noises.ts'

let spoken: SpokenPhoneme[]
let roomDbfs: number
beforeAll(async () => {
  spoken = await speakInventory()
  roomDbfs = vowelsLevel(spoken) - 30
})

const endOf = (events: readonly OnsetEvent[]) => events.find((event) => event.kind === 'end')

/** Where in the stream the sound itself is: what lies no more than 40 dB below its peak. */
function bounds(sound: Float32Array): [number, number] {
  const bar = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 100
  const at = framesOf(waitMs)
  return [
    at + sound.findIndex((sample) => Math.abs(sample) > bar),
    at + sound.findLastIndex((sample) => Math.abs(sample) > bar) + 1,
  ]
}

/** Milliseconds of the sound that the trim marks of its take leave out; null if there is no take. */
function cutMs({ stream, events }: Heard, sound: Float32Array): number | null {
  const end = endOf(events)
  if (!end) return null
  const takeStart = Math.max(0, end.startFrame - framesOf(300))
  const samples = stream.slice(takeStart, end.endFrame + framesOf(300))
  const trim = proposeTakeTrim({ samples, sampleRateHz, preRollFrames: end.startFrame - takeStart })
  const [start, stop] = bounds(sound)
  const cut = Math.max(0, takeStart + trim.startFrame - start) + Math.max(0, stop - (takeStart + trim.endFrame))
  return (cut * 1000) / sampleRateHz
}

describe('the 44 phonemes at their natural levels, in pink noise 30 dB below the vowels', () => {
  const sitting = (seed: number) =>
    spoken.map((phoneme, index) => {
      const heard = listenTo(phoneme.samples, phoneme.soundClass, roomDbfs, seed + index)
      return {
        phoneme: phoneme.ipaSymbol,
        soundClass: phoneme.soundClass,
        standsOut: levelOf(phoneme) - roomDbfs >= 6,
        cutMs: cutMs(heard, phoneme.samples),
      }
    })

  it('are caught, all that stand 6 dB above it but two at most, and their marks cut no more than 10 ms', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const asked = sitting(seed).filter(({ standsOut }) => standsOut)
        expect(asked.length).toBeGreaterThanOrEqual(42)
        const missed = asked.filter(({ cutMs }) => cutMs === null || cutMs > 10)
        expect(missed.slice(asked.length - 42)).toEqual([])
      }),
      { numRuns: isLongRun ? 2 : 1, endOnFailure: true },
    )
  }, 60_000)

  it('are told by class when the noise is always the same', () => {
    const caught: Record<string, string> = {}
    const all = sitting(20_250)
    for (const soundClass of new Set(all.map((each) => each.soundClass))) {
      const asked = all.filter((each) => each.soundClass === soundClass)
      caught[soundClass] = `${asked.filter(({ cutMs }) => cutMs !== null && cutMs <= 10).length} of ${asked.length}`
    }
    expect(caught).toEqual({
      vowel: '12 of 12',
      diphthong: '8 of 8',
      stop: '6 of 6',
      affricate: '2 of 2',
      fricative: '9 of 9',
      nasal: '3 of 3',
      approximant: '4 of 4',
    })
  }, 30_000)

  it.each(inTurns([-25, 50]))(
    'are caught as well from a voice whose pitch is off by %d percent',
    async (pitchPercent) => {
      const voice = await speakInventory(pitchPercent)
      const room = vowelsLevel(voice) - 35
      const missed = voice.filter(({ samples, soundClass }, index) => {
        return !endOf(listenTo(samples, soundClass, room, index).events)
      })
      expect(missed.map(({ ipaSymbol }) => ipaSymbol)).toEqual([])
    },
    30_000,
  )

  it('are heard where they are: within 10 ms at the start, and 40 ms at the end', () => {
    spoken.forEach(({ samples, soundClass }, index) => {
      const end = endOf(listenTo(samples, soundClass, roomDbfs - 10, index).events)
      const [start, stop] = bounds(samples)
      expect(Math.abs((end?.startFrame ?? 0) - start)).toBeLessThanOrEqual(framesOf(10))
      expect(Math.abs((end?.endFrame ?? 0) - stop)).toBeLessThanOrEqual(framesOf(40))
    })
  }, 30_000)
})

describe('what a room does by itself', () => {
  const prompts = noises.flatMap((noise) =>
    soundClasses
      .filter((soundClass) => !(noise.likeStop && soundClass === 'stop'))
      .map((soundClass) => ({ noise, soundClass })),
  )

  it.each(noises)(
    '$name starts no take, or is refused',
    ({ name }) => {
      for (const { noise, soundClass } of prompts.filter((prompt) => prompt.noise.name === name)) {
        fc.assert(
          fc.property(fc.integer(), fc.constantFrom(-70, -48), (seed, roomDbfs) => {
            const { events } = listenTo(noise.make(seed), soundClass, roomDbfs, seed)
            expect(endOf(events)).toBeUndefined()
          }),
          { numRuns: isLongRun ? 3 : 1 },
        )
      }
    },
    60_000,
  )

  it('that once was taken for a sound is not again: two knocks, on a prompt for a fricative', () => {
    const twice = noises.find(({ name }) => name === 'two knocks')?.make(-1_359_694_250) ?? new Float32Array(0)
    for (const soundClass of ['affricate', 'fricative', 'vowel', 'word'] as const) {
      expect(listenTo(twice, soundClass, -70, -1_359_694_250).events.at(-1)).toMatchObject({ kind: 'refused' })
    }
  })

  it('that once was taken for a sound is not again: chairs', () => {
    const scrape = noises.find(({ name }) => name === 'a chair that scrapes')
    for (const seed of [-2_147_483_639, 39_600, 63_357, 285_089]) {
      for (const soundClass of ['stop', 'fricative', 'vowel'] as const) {
        const { events } = listenTo(scrape?.make(seed) ?? new Float32Array(0), soundClass, -70, seed)
        expect(events.at(-1)).toMatchObject({ kind: 'refused' })
      }
    }
  })

  it('that once was taken for a sound is not again: a hum in a loud room', () => {
    const hum = noises.find(({ name }) => name === 'mains hum that comes on for a second')
    for (const soundClass of ['stop', 'nasal', 'vowel', 'word'] as const) {
      const { events } = listenTo(hum?.make(591_706_100) ?? new Float32Array(0), soundClass, -48, 591_706_100)
      expect(events.at(-1)).toMatchObject({ kind: 'refused', reason: 'HUM' })
    }
  })

  it('for half a minute starts nothing, in a quiet room and in a loud one', () => {
    for (const [level, seed] of [
      [-70, 1],
      [-45, 2],
    ] as const) {
      const noise = pinkNoise(30_000, level, seed)
      const room = measureRoom(noise.subarray(0, framesOf(2000)), sampleRateHz)
      for (const soundClass of ['stop', 'fricative', 'vowel', 'word'] as const) {
        expect(eventsIn(noise, soundClass, room, 4096)).toEqual([])
      }
    }
  }, 60_000)
})
