import type { TrimMarks } from '../../entities/recorded-sound.ts'
import { type FindSound, findSound } from './find-sound.ts'

/**
 * Kept around the sound. Long enough that a final burst after a closure, if it was mistaken for the click of the stop
 * key, is still inside.
 */
const padBeforeSeconds = 0.15
const padAfterSeconds = 0.2

/**
 * Where a take's sound begins and ends, with pads, for takes that were begun and ended by keys or by themselves. Clicks of
 * the keys in `keyFrames`, at either end, move neither mark. Where no sound is found, or the room can't be heard, the
 * marks enclose the whole take, but for digital silence at its ends.
 */
export function proposeTakeTrim(take: FindSound): TrimMarks {
  const { samples, sampleRateHz } = take
  const { span } = findSound(take)
  if (span === null) return { startFrame: 0, endFrame: samples.length }
  return {
    startFrame: Math.max(0, span.startFrame - Math.round(padBeforeSeconds * sampleRateHz)),
    endFrame: Math.min(samples.length, span.endFrame + Math.round(padAfterSeconds * sampleRateHz)),
  }
}
