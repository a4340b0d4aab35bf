import type { AudioCacheRecord } from '../cache-record.ts'
import { laterOf } from './row-clocks.ts'

/** The plays of one source on one device: they only grow. */
export interface DevicePlays {
  sourceId: string
  deviceId: string
  plays: number
  lastPlayedAt: string
}

/** Of each device the larger count, sorted by device. */
export function mergePlays(mine: readonly DevicePlays[], theirs: readonly DevicePlays[]): DevicePlays[] {
  const byDevice = new Map(mine.map((each) => [each.deviceId, each]))
  for (const other of theirs) {
    const own = byDevice.get(other.deviceId)
    byDevice.set(other.deviceId, own === undefined ? other : largerOf(own, other))
  }
  return [...byDevice.values()].toSorted((a, b) => (a.deviceId < b.deviceId ? -1 : 1))
}

function largerOf(a: DevicePlays, b: DevicePlays): DevicePlays {
  return { ...a, plays: Math.max(a.plays, b.plays), lastPlayedAt: laterOf(a.lastPlayedAt, b.lastPlayedAt) }
}

/** Counts every device once, and moves nothing back. What was written of the file stays as the record has it. */
export function countedRecord(
  record: AudioCacheRecord,
  lastAccessedElsewhere: string | null,
  plays: readonly DevicePlays[],
): AudioCacheRecord {
  const times = [record.lastAccessedAt, lastAccessedElsewhere, ...plays.map(({ lastPlayedAt }) => lastPlayedAt)]
  const lastAccessedAt = times.reduce<string>((last, time) => laterOf(last, time ?? ''), '')
  const usageCount = plays.reduce((sum, each) => sum + each.plays, 0)
  return { ...record, lastAccessedAt: lastAccessedAt === '' ? null : lastAccessedAt, usageCount }
}
