import type { AudioSource } from './audio-source.ts'
import { dayMs } from './audio-source.ts'

/** One per audio source, made and deleted with it. */
export interface AudioCacheRecord {
  sourceId: string
  fileSizeBytes: number
  generatedAt: string
  /** null: never played. */
  lastAccessedAt: string | null
  usageCount: number
}

/** The record that is made with a source: its file's size and time, and no plays. */
export function newCacheRecord(source: Pick<AudioSource, 'id' | 'fileSizeBytes' | 'createdAt'>): AudioCacheRecord {
  return {
    sourceId: source.id,
    fileSizeBytes: source.fileSizeBytes ?? 0,
    generatedAt: source.createdAt,
    lastAccessedAt: null,
    usageCount: 0,
  }
}

/** One play more, at `at`. Plays arrive in any order, and a late report moves nothing back. */
export function withPlay(record: AudioCacheRecord, at: string): AudioCacheRecord {
  const { lastAccessedAt, usageCount } = record
  const isLater = lastAccessedAt === null || at > lastAccessedAt
  return { ...record, lastAccessedAt: isLater ? at : lastAccessedAt, usageCount: usageCount + 1 }
}

/** Whole days since the file was generated, floored; 0 where another machine's clock was ahead. */
export function cacheAgeDays(record: Pick<AudioCacheRecord, 'generatedAt'>, now: string): number {
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(record.generatedAt)) / dayMs))
}

/** Bytes / 1,048,576, two decimals. */
export function megabytes(bytes: number): number {
  return Math.round((bytes / 1_048_576) * 100) / 100
}
