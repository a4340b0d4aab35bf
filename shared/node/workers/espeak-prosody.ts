import { SpeechFault } from '../engines/speech-fault.ts'

const normalWordsPerMinute = 175
/** eSpeak silently keeps to 80…450 words a minute; a clip must not claim a rate that it does not have. */
const rateBounds = { least: -54, most: 157 }
/** Where the voice's 0…99 scale stops to keep its promise. */
const pitchBounds = { least: -35, most: 70 }
/** The package has no volume to set. */
const volumeBounds = { least: 0, most: 0 }
const normalPitch = 50
/** Measured on the fundamental in the middle of /ɑː iː/, en-us and en-gb-x-rp, over the whole scale. */
const pitchStepsPerOctave = 64

/** Words per minute for a change in percent; whole, rounded down (−30 % is 122). Throws OUT_OF_RANGE. */
export function wordsPerMinute(ratePercent: number): number {
  refuseOutside('ratePercent', ratePercent, rateBounds)
  // In integers first: 175 × 0.7 falls on either side of 122.5 by the order of the operations.
  return Math.floor((normalWordsPerMinute * (100 + ratePercent)) / 100)
}

/** eSpeak's pitch setting (0…99) for a change of the fundamental frequency in percent. Throws OUT_OF_RANGE. */
export function pitchSetting(pitchPercent: number): number {
  refuseOutside('pitchPercent', pitchPercent, pitchBounds)
  return Math.round(normalPitch + Math.log2(1 + pitchPercent / 100) * pitchStepsPerOctave)
}

/** Throws OUT_OF_RANGE for any change of loudness. */
export function refuseOtherVolume(volumePercent: number): void {
  refuseOutside('volumePercent', volumePercent, volumeBounds)
}

function refuseOutside(
  quantity: 'ratePercent' | 'pitchPercent' | 'volumePercent',
  value: number,
  bounds: { least: number; most: number },
): void {
  // Written so that NaN is refused too.
  if (value >= bounds.least && value <= bounds.most) return
  throw new SpeechFault({ code: 'OUT_OF_RANGE', data: { engine: 'espeak', quantity, value, ...bounds } })
}
