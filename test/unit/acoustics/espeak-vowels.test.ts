import { beforeAll, describe, expect, it } from 'vitest'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { conditionClip } from '#shared/acoustics/condition-clip.ts'
import { steadyVowel } from '#shared/acoustics/formants/steady-vowel.ts'
import { trackFormants } from '#shared/acoustics/formants/track-formants.ts'
import {
  agreementOf,
  type FormantsApart,
  formantsApart,
  levelsApartDb,
  momentsApart,
  pitchBeside,
} from './beside-praat.ts'
import { byPraat, praat } from './praat.ts'
import { offTheGrid, speakWays, type SpokenWay } from './spoken-ways.ts'

/** F1 and F2 in Hz at the vowel's middle, as Praat measured eSpeak NG 1.52 when its mnemonics were chosen. */
const measuredHz: Record<string, readonly [f1: number, f2: number]> = {
  iː: [286, 2278],
  ɪ: [408, 1887],
  ɛ: [570, 1715],
  æ: [635, 1591],
  ʌ: [600, 1302],
  ɑː: [707, 1187],
  ɒ: [645, 999],
  ɔː: [540, 864],
  ʊ: [489, 1042],
  uː: [338, 1133],
  ə: [536, 1438],
  ɜː: [537, 1438],
}

/** eSpeak's English voices are men's. */
const ceilingHz = 5000

let ways: SpokenWay[]
let vowels: SpokenWay[]
beforeAll(async () => {
  ways = await speakWays()
  vowels = ways.filter(({ soundClass }) => soundClass === 'vowel')
}, 60_000)

interface Formants {
  name: string
  ipaSymbol: string
  f1Hz: number
  f2Hz: number
}

function farFromMeasured(found: readonly Formants[]): Formants[] {
  return found.filter(({ ipaSymbol, f1Hz, f2Hz }) => {
    const [f1 = Number.NaN, f2 = Number.NaN] = measuredHz[ipaSymbol] ?? []
    return !(Math.abs(f1Hz / f1 - 1) < 0.2 && Math.abs(f2Hz / f2 - 1) < 0.2)
  })
}

function byOurselves({ name, ipaSymbol, samples, sampleRateHz }: SpokenWay): Formants {
  const seconds = samples.length / sampleRateHz
  const frames = trackFormants(samples, sampleRateHz, { ceilingHz })
  const middle = steadyVowel(frames, { startSeconds: 0.3 * seconds, endSeconds: 0.7 * seconds })
  return { name, ipaSymbol, f1Hz: middle?.f1Hz ?? Number.NaN, f2Hz: middle?.f2Hz ?? Number.NaN }
}

describe('the vowels that the inventory asks eSpeak for', () => {
  it('are all twelve, each in every voice that has it', () => {
    expect(new Set(vowels.map(({ ipaSymbol }) => ipaSymbol))).toEqual(new Set(Object.keys(measuredHz)))
    expect(vowels.length).toBeGreaterThan(12)
  })

  it('have F1 and F2 within 20 % of what was measured', () => {
    expect(farFromMeasured(vowels.map(byOurselves))).toEqual([])
  })

  it('are told apart by them: each is nearest to its own figures, but for neighbours', () => {
    const neighbours = ['ə ɜː', 'ʌ ɑː', 'ɑː ɒ', 'ɛ æ', 'ʊ ə', 'ʌ ə']
    const bark = (hz: number) => (26.81 * hz) / (1960 + hz) - 0.53
    const taken = vowels.map(byOurselves).map(({ ipaSymbol, f1Hz, f2Hz }) => {
      const distance = ([, [f1, f2]]: (typeof entries)[number]) =>
        Math.hypot(bark(f1Hz) - bark(f1), bark(f2Hz) - bark(f2))
      const entries = Object.entries(measuredHz)
      const nearest = entries.toSorted((one, other) => distance(one) - distance(other))[0]?.[0] ?? ''
      return { ipaSymbol, nearest }
    })
    const strange = taken.filter(({ ipaSymbol, nearest }) => {
      return (
        ipaSymbol !== nearest &&
        !neighbours.some((pair) => [ipaSymbol, nearest].every((each) => pair.split(' ').includes(each)))
      )
    })
    expect(strange).toEqual([])
  })

  it.skipIf(praat.missing)(
    `have them by Praat, too${praat.note}`,
    () => {
      const found = byPraat(vowels, [
        'middle = Get total duration',
        'middle = middle / 2',
        `To Formant (burg): 0, 5, ${ceilingHz}, 0.025, 50`,
        'f1 = Get value at time: 1, middle, "hertz", "Linear"',
        'f2 = Get value at time: 2, middle, "hertz", "Linear"',
        'writeFile: out$, f1, " ", f2',
      ]).map((text, index): Formants => {
        const [f1Hz = Number.NaN, f2Hz = Number.NaN] = text.split(' ').map(Number)
        const { name = '', ipaSymbol = '' } = vowels[index] ?? {}
        return { name, ipaSymbol, f1Hz, f2Hz }
      })
      expect(farFromMeasured(found)).toEqual([])
      const ours = vowels.map(byOurselves)
      const apart = found.map(({ f1Hz, f2Hz }, index) => {
        const own = ours[index]
        return Math.max(Math.abs((own?.f1Hz ?? Number.NaN) / f1Hz - 1), Math.abs((own?.f2Hz ?? Number.NaN) / f2Hz - 1))
      })
      expect(apart.filter((each) => !(each < 0.05))).toEqual([])
    },
    60_000,
  )
})

describe('the 44 phonemes that the inventory asks eSpeak for', () => {
  it('are each heard, for as long as a sound of their class may be', () => {
    expect(new Set(ways.map(({ ipaSymbol }) => ipaSymbol)).size).toBe(44)
    const wrong = ways.filter(({ samples, sampleRateHz, soundClass }) => {
      const clip = conditionClip(samples, sampleRateHz)
      const seconds = clip ? clip.soundEndSeconds - clip.soundStartSeconds : 0
      const { shortestSeconds, longestSeconds } = defaultCheckLimits.byClass[soundClass]
      return !(seconds >= shortestSeconds && seconds <= longestSeconds)
    })
    expect(wrong.map(({ name }) => name)).toEqual([])
  })
})

describe.skipIf(praat.missing)(`what we and what Praat measure in all phonemes that eSpeak says${praat.note}`, () => {
  let sounds: SpokenWay[]
  beforeAll(() => {
    const symbols = ways.map(({ ipaSymbol }) => ipaSymbol)
    sounds = ways.filter(({ ipaSymbol }, index) => symbols.indexOf(ipaSymbol) === index).map(offTheGrid)
  })

  it('agrees on formants: to 1 Hz in what is voiced throughout, to 1 % in noise', () => {
    const voicedClasses: SoundClass[] = ['vowel', 'diphthong', 'nasal', 'approximant']
    const agrees = ({ hz, share }: FormantsApart, index: number) =>
      voicedClasses.includes(sounds[index]?.soundClass ?? 'word')
        ? hz.every((each) => each < 1)
        : share.every((each) => each < 0.01)
    const found = formantsApart(sounds, ceilingHz)
    expect(found).toHaveLength(44)
    expect(found.filter((each, index) => !agrees(each, index))).toEqual([])
  }, 60_000)

  it('agrees on voicing at 98 of 100 times, and on pitch to 0.5 %', () => {
    const { voicing, voiced, farthest } = agreementOf(pitchBeside(sounds))
    expect(voiced).toBeGreaterThan(700)
    expect(voicing).toBeGreaterThanOrEqual(0.98)
    expect(farthest).toBeLessThan(0.005)
  }, 60_000)

  it('agrees on the moments of spectra to one in a thousand', () => {
    expect(Math.max(...momentsApart(sounds))).toBeLessThan(0.001)
  }, 60_000)

  it('agrees on levels in spectrograms to 0.1 dB', () => {
    const chosen = sounds.filter(({ ipaSymbol }) => ['iː', 's', 'tʃ', 'm'].includes(ipaSymbol))
    expect(chosen).toHaveLength(4)
    expect(Math.max(...levelsApartDb(chosen, { maximumHz: 11_000, windowSeconds: 0.005 }))).toBeLessThan(0.1)
  }, 60_000)
})
