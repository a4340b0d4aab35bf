import { silence } from './level.ts'
import type { Level } from './level.ts'

/** What a level meter shows. */
export interface MeterReading extends Level {
  /** The highest peak of the last moments, falling slowly. */
  heldPeakDbfs: number
  /** Whether full scale was reached lately. */
  clipped: boolean
}

const holdMs = 1200
const fallDbPerSecond = 20
const clipShownMs = 3000
/** A hair under full scale: converters stop short of it. */
const clipDbfs = -0.01

export const quietReading: MeterReading = { ...silence, heldPeakDbfs: Number.NEGATIVE_INFINITY, clipped: false }

/** Ballistics of a peak meter: a peak stands for a moment, then falls; a clip mark stays long enough to be seen. */
export function createPeakHold(): (level: Level, nowMs: number) => MeterReading {
  let held = Number.NEGATIVE_INFINITY
  let heldAtMs = 0
  let clippedAtMs = Number.NEGATIVE_INFINITY
  return (level, nowMs) => {
    const fallen = held - Math.max(0, (nowMs - heldAtMs - holdMs) / 1000) * fallDbPerSecond
    const heldPeakDbfs = Math.max(fallen, level.peakDbfs)
    if (level.peakDbfs >= fallen) {
      held = level.peakDbfs
      heldAtMs = nowMs
    }
    if (level.peakDbfs >= clipDbfs) clippedAtMs = nowMs
    return { ...level, heldPeakDbfs, clipped: nowMs - clippedAtMs < clipShownMs }
  }
}
