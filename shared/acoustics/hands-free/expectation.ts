import type { SoundClass } from '../checks/sound-class.ts'
import type { Band } from '../room-noise/band-meter.ts'

export type HeardBand = Exclude<Band, 'rumble'>

/** What the detector waits for. */
export interface Expectation {
  /** The bands in which such a sound rises out of the room first; any of them starts a take. */
  triggerBands: readonly HeardBand[]
  /** How long it must stay there. */
  triggerSeconds: number
  /** How long without a break it must be near its loudest, which knocks and clicks are not. */
  leastPlateauSeconds: number
  /** How much voice it must have; null where voiceless sounds are in the class. */
  leastVoicedSeconds: number | null
  /** The longest noise without voice; null where voice is asked for anyway. */
  longestVoicelessSeconds: number | null
  /** Silence that ends the take: longer than any closure inside such a sound. */
  hangOverSeconds: number
  longestSeconds: number
}

const voiced: Expectation = {
  triggerBands: ['low', 'mid'],
  triggerSeconds: 0.05,
  leastPlateauSeconds: 0.07,
  leastVoicedSeconds: 0.05,
  longestVoicelessSeconds: null,
  hangOverSeconds: 0.25,
  longestSeconds: 3,
}

const anyBand = ['low', 'mid', 'high'] as const

export const expectations: Record<SoundClass, Expectation> = {
  stop: {
    ...voiced,
    triggerBands: anyBand,
    triggerSeconds: 0.01,
    leastPlateauSeconds: 0.015,
    leastVoicedSeconds: null,
    longestVoicelessSeconds: 0.2,
    longestSeconds: 1.6,
  },
  affricate: {
    ...voiced,
    triggerBands: anyBand,
    triggerSeconds: 0.02,
    leastPlateauSeconds: 0.04,
    leastVoicedSeconds: null,
    longestVoicelessSeconds: 0.25,
    longestSeconds: 2,
  },
  fricative: {
    ...voiced,
    triggerBands: anyBand,
    leastPlateauSeconds: 0.05,
    leastVoicedSeconds: null,
    longestVoicelessSeconds: 2.5,
  },
  nasal: { ...voiced, triggerBands: ['low'] },
  approximant: voiced,
  vowel: voiced,
  diphthong: { ...voiced, longestSeconds: 3.5 },
  syllable: { ...voiced, triggerBands: anyBand, triggerSeconds: 0.03, hangOverSeconds: 0.3 },
  word: { ...voiced, triggerBands: anyBand, triggerSeconds: 0.03, hangOverSeconds: 0.35, longestSeconds: 4 },
}
