import { createLevels, dbfs } from '../levels.ts'
import { activePower, powerDbfs } from '../checks/levels-of-span.ts'
import { type Room } from './measure-room.ts'

export interface SentenceMeasurements {
  peakDbfs: number | null
  clippedSamples: number
  /** Of the frames within 20 dB of the loudest. */
  activeRmsDbfs: number | null
  /** Over the room; null where the room is unknown or digital silence. */
  snrDb: number | null
}

export type SentenceAdvice =
  | { code: 'NOTHING_HEARD' }
  | { code: 'CLIPPED'; clippedSamples: number }
  | { code: 'MOVE_AWAY'; activeRmsDbfs: number; peakDbfs: number }
  | { code: 'MOVE_CLOSER'; activeRmsDbfs: number }
  | { code: 'ROOM_TOO_NEAR'; snrDb: number }
  | { code: 'LEVEL_GOOD'; activeRmsDbfs: number }

/** The level that a test sentence should have; the field asks for peaks under −3 dBFS and RMS of −23 … −18 dB. */
export interface SentenceLimits {
  quietDbfs: number
  loudDbfs: number
  peakDbfs: number
  /** Less than this above the room is no sentence. */
  silentSnrDb: number
  leastSnrDb: number
}

export const defaultSentenceLimits: SentenceLimits = {
  quietDbfs: -30,
  loudDbfs: -14,
  peakDbfs: -3,
  silentSnrDb: 6,
  leastSnrDb: 30,
}

/** Measures a test sentence of a few seconds; mono, −1…1. */
export function measureSentence(samples: Float32Array, sampleRateHz: number, room: Room | null): SentenceMeasurements {
  const levels = createLevels()
  levels.add(samples)
  const { peakDbfs, clippedSamples } = levels.result()
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / Math.max(1, samples.length)
  const power = activePower(samples, sampleRateHz, mean)
  const roomPower = room?.noiseFloorDbfs == null ? null : 10 ** (room.noiseFloorDbfs / 10)
  return {
    peakDbfs,
    clippedSamples,
    activeRmsDbfs: powerDbfs(power),
    snrDb: power && roomPower ? dbfs(Math.sqrt(Math.max(power - roomPower, 0) / roomPower)) : null,
  }
}

/** The most urgent first; never both closer and away. */
export function adviseOnSentence(
  { peakDbfs, clippedSamples, activeRmsDbfs, snrDb }: SentenceMeasurements,
  limits: SentenceLimits = defaultSentenceLimits,
): SentenceAdvice[] {
  const isHeard = activeRmsDbfs !== null && peakDbfs !== null && (snrDb ?? limits.silentSnrDb) >= limits.silentSnrDb
  if (!isHeard || activeRmsDbfs < -70) return [{ code: 'NOTHING_HEARD' }]
  const advice: SentenceAdvice[] = []
  if (clippedSamples > 0) advice.push({ code: 'CLIPPED', clippedSamples })
  if (clippedSamples > 0 || peakDbfs > limits.peakDbfs || activeRmsDbfs > limits.loudDbfs) {
    advice.push({ code: 'MOVE_AWAY', activeRmsDbfs, peakDbfs })
  } else if (activeRmsDbfs < limits.quietDbfs) {
    advice.push({ code: 'MOVE_CLOSER', activeRmsDbfs })
  }
  if (snrDb !== null && snrDb < limits.leastSnrDb) advice.push({ code: 'ROOM_TOO_NEAR', snrDb })
  return advice.length > 0 ? advice : [{ code: 'LEVEL_GOOD', activeRmsDbfs }]
}
