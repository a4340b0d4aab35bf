import type { Database } from 'better-sqlite3'
import type { AudioCacheRecord } from '#shared/entities/cache-record.ts'

export type Dimension = 'type' | 'voice' | 'speaker' | 'language' | 'category' | 'month' | 'phoneme'

export interface TotalRow {
  key: string
  sources: number
  bytes: number
  plays: number
  /** Sum of the times of making, in seconds since 1970. */
  madeSeconds: number
}

export interface CoverageRow {
  categoryId: string
  name: string
  phonemes: number
  withNative: number
  withFile: number
}

/** A clip that may be taken away: TTS, and no phoneme prefers it. */
export interface RemovableRow extends AudioCacheRecord {
  cachedUntil: string | null
  path: string | null
}

/** What the catalog answers about itself: from totals that are kept, and along indexes. */
export interface FiguresTable {
  all(): TotalRow
  by(dimension: Dimension): TotalRow[]
  coverage(): CoverageRow[]
  /** With at least one play, most first. */
  mostPlayed(top: number): AudioCacheRecord[]
  /** Last played, or else made, before that time; the longest ago first. */
  unplayedSince(before: string, limit: number): AudioCacheRecord[]
  countUnplayedSince(before: string): number
  /** Ids; the soonest first. */
  expiringBy(time: string, limit: number): string[]
  countExpiringBy(time: string): number
  /** The least recently played first. */
  removable(): IterableIterator<RemovableRow>
  bytesOfTts(): number
}

const recordColumns = /* sql */ `
  audio_source AS sourceId, audio_cache.file_size AS fileSizeBytes, generated_at AS generatedAt,
  last_accessed_at AS lastAccessedAt, usage_count AS usageCount`

/** Beyond this nobody counts: "more than 10,000" says enough, and 100,000 would take longer than a frame. */
export const mostCounted = 10_001

/** Each by its name, so that a test can read how SQLite goes about them. */
export const figureStatements = {
  ofDimension: /* sql */ `
    SELECT key, sources, bytes, plays, made_seconds AS madeSeconds FROM source_totals
    WHERE dimension = ? AND sources > 0`,
  coverage: /* sql */ `
    SELECT category.id AS categoryId, category.name,
      (SELECT count(*) FROM phonemes WHERE category_id = category.id) AS phonemes,
      (SELECT count(*) FROM phonemes WHERE category_id = category.id AND EXISTS (
        SELECT 1 FROM audio_sources JOIN speakers ON speakers.id = speaker_id
        WHERE phoneme_id = phonemes.id AND source_type = 'native' AND context = 'isolated' AND rejected_at IS NULL
          AND consent_given_at IS NOT NULL AND consent_withdrawn_at IS NULL)) AS withNative,
      (SELECT count(*) FROM phonemes WHERE category_id = category.id AND EXISTS (
        SELECT 1 FROM audio_sources LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE phoneme_id = phonemes.id AND context = 'isolated' AND audio_file IS NOT NULL AND rejected_at IS NULL
          AND (speaker_id IS NULL OR (consent_given_at IS NOT NULL AND consent_withdrawn_at IS NULL)))) AS withFile
    FROM inventories CROSS JOIN phoneme_categories AS category
    WHERE category.inventory_id = inventories.id ORDER BY inventories.id, category.position`,
  mostPlayed: /* sql */ `
    SELECT ${recordColumns} FROM audio_cache WHERE usage_count > 0 ORDER BY usage_count DESC, audio_source LIMIT ?`,
  unplayedSince: /* sql */ `
    SELECT ${recordColumns} FROM audio_cache WHERE coalesce(last_accessed_at, generated_at) < ?
    ORDER BY coalesce(last_accessed_at, generated_at), audio_source LIMIT ?`,
  countUnplayedSince: /* sql */ `
    SELECT count(*) FROM
      (SELECT 1 FROM audio_cache WHERE coalesce(last_accessed_at, generated_at) < ? LIMIT ${mostCounted})`,
  expiringBy: /* sql */ `
    SELECT id FROM audio_sources WHERE cached_until IS NOT NULL AND cached_until <= ? ORDER BY cached_until LIMIT ?`,
  countExpiringBy: /* sql */ `
    SELECT count(*) FROM
      (SELECT 1 FROM audio_sources WHERE cached_until IS NOT NULL AND cached_until <= ? LIMIT ${mostCounted})`,
  removable: /* sql */ `
    SELECT ${recordColumns}, cached_until AS cachedUntil, audio_file AS path
    FROM audio_cache CROSS JOIN audio_sources ON audio_sources.id = audio_source
    WHERE coalesce(last_accessed_at, generated_at) >= '' AND source_type <> 'native'
      AND NOT EXISTS (SELECT 1 FROM phonemes WHERE preferred_audio_source = audio_sources.id)
    ORDER BY coalesce(last_accessed_at, generated_at), audio_source`,
} as const

export function createFiguresTable(db: Database): FiguresTable {
  const ofDimension = db.prepare<[string], TotalRow>(figureStatements.ofDimension)
  const coverage = db.prepare<[], CoverageRow>(figureStatements.coverage)
  const mostPlayed = db.prepare<[number], AudioCacheRecord>(figureStatements.mostPlayed)
  const unplayedSince = db.prepare<[string, number], AudioCacheRecord>(figureStatements.unplayedSince)
  const countUnplayedSince = db.prepare<[string], number>(figureStatements.countUnplayedSince).pluck()
  const expiringBy = db.prepare<[string, number], string>(figureStatements.expiringBy).pluck()
  const countExpiringBy = db.prepare<[string], number>(figureStatements.countExpiringBy).pluck()
  const removable = db.prepare<[], RemovableRow>(figureStatements.removable)

  return {
    all: () => ofDimension.get('all') ?? { key: '', sources: 0, bytes: 0, plays: 0, madeSeconds: 0 },
    by: (dimension) => ofDimension.all(dimension),
    coverage: () => coverage.all(),
    mostPlayed: (top) => mostPlayed.all(top),
    unplayedSince: (before, limit) => unplayedSince.all(before, limit),
    countUnplayedSince: (before) => countUnplayedSince.get(before) ?? 0,
    expiringBy: (time, limit) => expiringBy.all(time, limit),
    countExpiringBy: (time) => countExpiringBy.get(time) ?? 0,
    removable: () => removable.iterate(),
    bytesOfTts: () =>
      ofDimension
        .all('type')
        .filter(({ key }) => key !== 'native')
        .reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
