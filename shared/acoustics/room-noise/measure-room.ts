import { createLevels, dbfs } from '../levels.ts'
import { type Band, type BandPowers, bands, createBandMeter } from './band-meter.ts'
import { type MainsHum, measureMainsHum } from './mains-hum.ts'
import { steadyHops } from './steady-hops.ts'

/** The room at rest; the hands-free detector's thresholds are relative to it. Plain data, kept with the sitting. */
export interface Room {
  /** RMS of the stretches without clicks and steps; null for digital silence. */
  noiseFloorDbfs: number | null
  bandsDbfs: Record<Band, number | null>
  /** How far 20 ms of this room reach above its mean, in the band where they do most. */
  unrestDb: number
  hum: MainsHum | null
  /** How much of the stretch was the room only, 0…1. */
  steadyShare: number
}

export type RoomAdvice =
  | { code: 'NOTHING_HEARD' }
  | { code: 'ROOM_LOUD'; noiseFloorDbfs: number }
  | { code: 'FAN_HUM'; frequencyHz: 50 | 60; levelDbfs: number }
  | { code: 'RUMBLE'; levelDbfs: number }
  | { code: 'HISS'; levelDbfs: number }
  | { code: 'UNQUIET'; steadyShare: number }

/** Where advice begins, in dBFS where nothing else is said. */
export interface RoomLimits {
  loudDbfs: number
  humDbfs: number
  rumbleDbfs: number
  /** The high band hides /s f θ/ long before the room as a whole is loud. */
  hissDbfs: number
  leastSteadyShare: number
}

export const defaultRoomLimits: RoomLimits = {
  loudDbfs: -60,
  humDbfs: -60,
  rumbleDbfs: -50,
  hissDbfs: -62,
  leastSteadyShare: 0.6,
}

/**
 * Measures some two seconds in which nobody speaks; mono, −1…1. A click or a step within them doesn't count. The first
 * 60 ms, in which the filters settle, are left out.
 */
export function measureRoom(samples: Float32Array, sampleRateHz: number): Room {
  const meter = createBandMeter(sampleRateHz)
  const settle = Math.min(12, Math.floor(samples.length / meter.hopFrames / 4))
  const hops = meter.feed(samples).slice(settle)
  const steady = steadyHops(hops)
  const quiet = hops.filter((_, index) => steady[index])
  const levels = createLevels()
  const unbiased = withoutOffset(samples)
  for (const { frame } of quiet) levels.add(unbiased.subarray(frame, frame + meter.hopFrames))

  const powers: BandPowers = { rumble: 0, low: 0, mid: 0, high: 0 }
  for (const hop of quiet) for (const band of bands) powers[band] += hop[band] / quiet.length
  const hasRoom = quiet.some(({ low, mid, high }) => low + mid + high > 0)
  return {
    noiseFloorDbfs: hasRoom ? levels.result().rmsDbfs : null,
    bandsDbfs: {
      rumble: dbfs(Math.sqrt(powers.rumble)),
      low: dbfs(Math.sqrt(powers.low)),
      mid: dbfs(Math.sqrt(powers.mid)),
      high: dbfs(Math.sqrt(powers.high)),
    },
    unrestDb: unrestOf(quiet, powers),
    hum: hasRoom ? measureMainsHum(unbiased, sampleRateHz) : null,
    steadyShare: hops.length === 0 ? 0 : quiet.length / hops.length,
  }
}

export function adviseOnRoom(room: Room, limits: RoomLimits = defaultRoomLimits): RoomAdvice[] {
  const { noiseFloorDbfs, bandsDbfs, hum, steadyShare } = room
  if (noiseFloorDbfs === null) return [{ code: 'NOTHING_HEARD' }]
  const advice: RoomAdvice[] = []
  if (noiseFloorDbfs > limits.loudDbfs) advice.push({ code: 'ROOM_LOUD', noiseFloorDbfs })
  if (hum && hum.levelDbfs > limits.humDbfs) advice.push({ code: 'FAN_HUM', ...hum })
  else if (bandsDbfs.rumble !== null && bandsDbfs.rumble > limits.rumbleDbfs) {
    advice.push({ code: 'RUMBLE', levelDbfs: bandsDbfs.rumble })
  }
  if (bandsDbfs.high !== null && bandsDbfs.high > limits.hissDbfs)
    advice.push({ code: 'HISS', levelDbfs: bandsDbfs.high })
  if (steadyShare < limits.leastSteadyShare) advice.push({ code: 'UNQUIET', steadyShare })
  return advice
}

function withoutOffset(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / Math.max(1, samples.length)
  return samples.map((sample) => sample - mean)
}

/** The 98th percentile of 20 ms levels over the mean. */
function unrestOf(hops: readonly BandPowers[], mean: BandPowers): number {
  return (['low', 'mid', 'high'] as const).reduce((most, band) => {
    const powers = hops
      .slice(3)
      .map((_, index) => hops.slice(index, index + 4).reduce((sum, hop) => sum + hop[band] / 4, 0))
      .sort((a, b) => a - b)
    const high = powers[Math.floor(powers.length * 0.98)] ?? 0
    return mean[band] > 0 && high > 0 ? Math.max(most, 10 * Math.log10(high / mean[band])) : most
  }, 0)
}
