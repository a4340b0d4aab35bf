import type { SoundClass } from './sound-class.ts'

/** What one class of sound may be like. "Look" is worth a glance, "bad" asks for another take. */
export interface ClassLimits {
  /** Of the sound itself, without room and pads: shorter is bad. */
  shortestSeconds: number
  /** Longer is worth a look, more than twice as long is bad. */
  longestSeconds: number
  /** Active RMS. */
  quietLookDbfs: number
  quietBadDbfs: number
  loudLookDbfs: number
  loudBadDbfs: number
  /** Active sound over the take's own room. */
  snrLookDb: number
  snrBadDb: number
}

/** All bars that takes are held against. Plain data: an editor changes it, and it is stored with the take. */
export interface CheckLimits {
  /** Highest sample above this is worth a look. */
  peakLookDbfs: number
  /** Samples at full scale. */
  clippedLookSamples: number
  clippedBadSamples: number
  /** RMS of the room before the sound. */
  floorLookDbfs: number
  floorBadDbfs: number
  /** The room is this much louder than at the sound check. */
  floorRiseLookDb: number
  humLookDbfs: number
  humBadDbfs: number
  /** Mean of the samples, of full scale 1, either sign. */
  dcLook: number
  dcBad: number
  /** A sound whose active RMS is below this is none. */
  silentBelowDbfs: number
  /** Samples of exactly 0 in a row that a live microphone doesn't give. */
  zeroRunLookSeconds: number
  /** A sound that begins or ends this near to an end of the file is cut. */
  cutEdgeSeconds: number
  /** How much of the sound the trim marks may leave out. */
  cutByMarksSeconds: number
  /** Frames that were delivered and not read. */
  droppedBadFrames: number
  byClass: Record<SoundClass, ClassLimits>
}

const vowel: ClassLimits = {
  shortestSeconds: 0.06,
  longestSeconds: 2,
  quietLookDbfs: -32,
  quietBadDbfs: -42,
  loudLookDbfs: -10,
  loudBadDbfs: -6,
  snrLookDb: 30,
  snrBadDb: 12,
}

/**
 * The bars of a new studio. Peak, floor and SNR are those that the field accepts (peak −1 dBFS, room −60 dBFS RMS, SNR
 * 30 dB); a lone consonant gets the room that its nature asks for, since fricatives are 11–27 dB and nasals some 8 dB
 * below vowels of the same effort, and a bar that every /f/ misses would say nothing about the take. See
 * docs/formats/take-checks.md.
 */
export const defaultCheckLimits: CheckLimits = {
  peakLookDbfs: -1,
  clippedLookSamples: 1,
  clippedBadSamples: 3,
  floorLookDbfs: -60,
  floorBadDbfs: -40,
  floorRiseLookDb: 10,
  humLookDbfs: -60,
  humBadDbfs: -40,
  dcLook: 0.005,
  dcBad: 0.05,
  silentBelowDbfs: -70,
  zeroRunLookSeconds: 0.02,
  cutEdgeSeconds: 0.02,
  cutByMarksSeconds: 0.01,
  droppedBadFrames: 1,
  byClass: {
    stop: {
      ...vowel,
      shortestSeconds: 0.01,
      longestSeconds: 0.8,
      quietLookDbfs: -40,
      quietBadDbfs: -52,
      snrLookDb: 24,
    },
    affricate: {
      ...vowel,
      shortestSeconds: 0.04,
      longestSeconds: 1,
      quietLookDbfs: -40,
      quietBadDbfs: -52,
      snrLookDb: 24,
    },
    fricative: { ...vowel, quietLookDbfs: -50, quietBadDbfs: -62, snrLookDb: 12, snrBadDb: 6 },
    nasal: { ...vowel, quietLookDbfs: -40, quietBadDbfs: -50, snrLookDb: 22, snrBadDb: 10 },
    approximant: { ...vowel, quietLookDbfs: -36, quietBadDbfs: -46, snrLookDb: 26 },
    vowel,
    diphthong: { ...vowel, shortestSeconds: 0.1, longestSeconds: 2.2 },
    syllable: { ...vowel, shortestSeconds: 0.08 },
    word: { ...vowel, shortestSeconds: 0.12, longestSeconds: 3 },
  },
}
