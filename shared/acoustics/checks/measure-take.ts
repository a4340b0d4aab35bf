import { createLevels, dbfs } from '../levels.ts'
import { measureMainsHum } from '../room-noise/mains-hum.ts'
import type { TrimMarks } from '../../entities/recorded-sound.ts'
import { type FindSound, type FoundSound, findSound } from './find-sound.ts'
import { activePower, powerDbfs, powerIn } from './levels-of-span.ts'

export interface MeasureTake extends FindSound {
  trim: TrimMarks
}

/** What the checks know of a take. A level is null where there was nothing to measure it on. */
export interface CheckMeasurements {
  peakDbfs: number | null
  clippedSamples: number
  /** Of the sound's active part, see activePower. */
  activeRmsDbfs: number | null
  /** RMS of the take's own room; null where the room isn't heard, or is digital silence. */
  noiseFloorDbfs: number | null
  /** Power of the active sound, less the room's, over the room's. */
  snrDb: number | null
  roomFrom: FoundSound['roomFrom']
  /** Length of the sound itself, without room and pads. */
  soundSeconds: number
  sound: TrimMarks | null
  humHz: 50 | 60 | null
  humDbfs: number | null
  /** Mean of the samples while nobody speaks; of all of them where the room is not heard. */
  dcOffset: number
  longestZeroRunSeconds: number
  zerosInSound: boolean
}

/** Measures peak and clipping within the marks, the sound where it is found within them, and the room everywhere. */
export function measureTake(take: MeasureTake): CheckMeasurements {
  const { samples, sampleRateHz, trim } = take
  const levels = createLevels()
  levels.add(samples.subarray(trim.startFrame, trim.endFrame))
  const { peakDbfs, clippedSamples } = levels.result()

  const { span: found, room, roomFrom } = findSound(take)
  // A voice's pulses are not even about zero: what the device adds is what is left when nobody speaks.
  const silence = room.map(({ startFrame, endFrame }) => samples.subarray(startFrame, endFrame))
  const dcOffset = offsetOf(silence.length === 0 ? [samples] : silence)
  const sound = found && within(found, trim)
  const roomPower = powerIn(samples, room, dcOffset)
  const soundPower = sound && activePower(samples.subarray(sound.startFrame, sound.endFrame), sampleRateHz, dcOffset)
  const longest = longestOf(room)
  const hum = longest && measureMainsHum(samples.subarray(longest.startFrame, longest.endFrame), sampleRateHz)
  const zeros = longestZeroRun(samples)
  return {
    peakDbfs,
    clippedSamples,
    activeRmsDbfs: powerDbfs(soundPower),
    noiseFloorDbfs: powerDbfs(roomPower),
    snrDb: soundPower && roomPower ? dbfs(Math.sqrt(Math.max(soundPower - roomPower, 0) / roomPower)) : null,
    roomFrom,
    soundSeconds: sound ? (sound.endFrame - sound.startFrame) / sampleRateHz : 0,
    sound: found,
    humHz: hum?.frequencyHz ?? null,
    humDbfs: hum?.levelDbfs ?? null,
    dcOffset,
    longestZeroRunSeconds: (zeros.endFrame - zeros.startFrame) / sampleRateHz,
    zerosInSound: sound !== null && zeros.startFrame > sound.startFrame && zeros.endFrame < sound.endFrame,
  }
}

/** Digital silence at the ends is not the converter's, and has no share in its offset. */
function offsetOf(stretches: readonly Float32Array[]): number {
  let sum = 0
  let count = 0
  for (const stretch of stretches) {
    for (const sample of stretch) sum += sample
    count += stretch.length
  }
  return count === 0 ? 0 : sum / count
}

function within(span: TrimMarks, trim: TrimMarks): TrimMarks | null {
  const startFrame = Math.max(span.startFrame, trim.startFrame)
  const endFrame = Math.min(span.endFrame, trim.endFrame)
  return endFrame > startFrame ? { startFrame, endFrame } : null
}

function longestOf(stretches: readonly TrimMarks[]): TrimMarks | null {
  return stretches.reduce<TrimMarks | null>(
    (most, next) => (most && most.endFrame - most.startFrame >= next.endFrame - next.startFrame ? most : next),
    null,
  )
}

function longestZeroRun(samples: Float32Array): TrimMarks {
  let longest = { startFrame: 0, endFrame: 0 }
  let startFrame = 0
  for (let frame = 0; frame <= samples.length; frame += 1) {
    if (samples[frame] === 0) continue
    if (frame - startFrame > longest.endFrame - longest.startFrame) longest = { startFrame, endFrame: frame }
    startFrame = frame + 1
  }
  return longest
}
