import type { Database } from 'better-sqlite3'
import type { AudioCacheRecord } from '#shared/entities/cache-record.ts'
import { mostCounted } from './source-page-statements.ts'

/** What the kept totals tell apart. */
export type GroupDimension = 'type' | 'voice' | 'speaker' | 'language' | 'month'
export type Dimension = GroupDimension | 'category' | 'phoneme'

export interface Amounts {
  sources: number
  bytes: number
  plays: number
}

export interface TotalRow extends Amounts {
  key: string
}

/** All sources that are alike in each of these; `speaker` is empty for machine clips. */
export interface GroupRow extends Amounts, Record<GroupDimension, string> {
  /** Sum of the times of making, in seconds since 1970. */
  madeSeconds: number
}

/** What the rule could pick for a phoneme, as far as the catalog knows. */
export interface CoverageRow {
  phonemeId: string
  categoryId: string
  ipaSymbol: string
  /** A native recording, and any file at all. */
  native: 0 | 1
  file: 0 | 1
}

/** A clip that may be taken away: TTS, and no phoneme prefers it. */
export interface RemovableRow extends AudioCacheRecord {
  cachedUntil: string | null
  path: string | null
  sha256: string | null
  /** Last played, or else made. */
  lastUsedAt: string
}

/** What the catalog answers about itself: from totals that are kept, and along indexes. */
export interface FiguresTable {
  groups(): GroupRow[]
  by(dimension: Dimension): TotalRow[]
  /** Of each phoneme, in inventory order. */
  coverage(): CoverageRow[]
  /** With at least one play, most first. */
  mostPlayed(top: number): AudioCacheRecord[]
  /** Last played, or else made, before that time; the longest ago first. */
  unplayedSince(before: string, limit: number): AudioCacheRecord[]
  countUnplayedSince(before: string): number
  /** Ids; the soonest first. */
  expiringBy(time: string, limit: number): string[]
  countExpiringBy(time: string): number
  /** The least recently played first, beginning after that one. */
  removable(after: Pick<RemovableRow, 'lastUsedAt' | 'sourceId'> | null, limit: number): RemovableRow[]
  bytesOfTts(): number
}

const recordColumns = /* sql */ `
  audio_source AS sourceId, audio_cache.file_size AS fileSizeBytes, generated_at AS generatedAt,
  last_accessed_at AS lastAccessedAt, usage_count AS usageCount`
const lastUsed = 'coalesce(last_accessed_at, generated_at)'

/** Each by its name, so that a test can read how SQLite goes about them. */
export const figureStatements = {
  groups: /* sql */ `
    SELECT month, source_type AS type, voice_id AS voice, speaker_id AS speaker, language, sources, bytes, plays,
      made_seconds AS madeSeconds FROM source_groups`,
  byPhoneme: 'SELECT phoneme_id AS key, sources, bytes, plays FROM phoneme_totals WHERE sources > 0',
  byCategory: /* sql */ `
    SELECT category.id AS key, sum(sources) AS sources, sum(bytes) AS bytes, sum(plays) AS plays
    FROM phoneme_categories AS category CROSS JOIN phonemes ON category_id = category.id
      CROSS JOIN phoneme_totals ON phoneme_id = phonemes.id
    WHERE sources > 0 GROUP BY category.id`,
  coverage: /* sql */ `
    SELECT phonemes.id AS phonemeId, category_id AS categoryId, ipa_symbol AS ipaSymbol,
      EXISTS (SELECT 1 FROM audio_sources CROSS JOIN speakers ON speakers.id = speaker_id
        WHERE phoneme_id = phonemes.id AND source_type = 'native' AND context = 'isolated' AND rejected_at IS NULL
          AND consent_given_at IS NOT NULL AND consent_withdrawn_at IS NULL) AS native,
      EXISTS (SELECT 1 FROM audio_sources LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE phoneme_id = phonemes.id AND context = 'isolated' AND audio_file IS NOT NULL AND rejected_at IS NULL
          AND (speaker_id IS NULL OR (consent_given_at IS NOT NULL AND consent_withdrawn_at IS NULL))) AS file
    FROM phonemes ORDER BY inventory_id, position`,
  mostPlayed: /* sql */ `
    SELECT ${recordColumns} FROM audio_cache WHERE usage_count > 0
    ORDER BY usage_count DESC, audio_source DESC LIMIT ?`,
  unplayedSince: /* sql */ `
    SELECT ${recordColumns} FROM audio_cache WHERE ${lastUsed} < ? ORDER BY ${lastUsed}, audio_source LIMIT ?`,
  countUnplayedSince: /* sql */ `
    SELECT count(*) FROM (SELECT 1 FROM audio_cache WHERE ${lastUsed} < ? LIMIT ${mostCounted})`,
  expiringBy: 'SELECT id FROM audio_sources WHERE expires_at <= ? ORDER BY expires_at, id LIMIT ?',
  countExpiringBy: /* sql */ `
    SELECT count(*) FROM (SELECT 1 FROM audio_sources WHERE expires_at <= ? LIMIT ${mostCounted})`,
  removable: /* sql */ `
    SELECT ${recordColumns}, cached_until AS cachedUntil, audio_file AS path, sha256, ${lastUsed} AS lastUsedAt
    FROM audio_cache CROSS JOIN audio_sources ON audio_sources.id = audio_source
    WHERE ${lastUsed} >= @lastUsedAt AND (${lastUsed}, audio_source) > (@lastUsedAt, @sourceId) AND source_type <> 'native'
      AND NOT EXISTS (SELECT 1 FROM phonemes WHERE preferred_audio_source = audio_sources.id)
    ORDER BY ${lastUsed}, audio_source LIMIT @limit`,
} as const

export function createFiguresTable(db: Database): FiguresTable {
  const groups = db.prepare<[], GroupRow>(figureStatements.groups)
  const byPhoneme = db.prepare<[], TotalRow>(figureStatements.byPhoneme)
  const byCategory = db.prepare<[], TotalRow>(figureStatements.byCategory)
  const coverage = db.prepare<[], CoverageRow>(figureStatements.coverage)
  const mostPlayed = db.prepare<[number], AudioCacheRecord>(figureStatements.mostPlayed)
  const unplayedSince = db.prepare<[string, number], AudioCacheRecord>(figureStatements.unplayedSince)
  const countUnplayedSince = db.prepare<[string], number>(figureStatements.countUnplayedSince).pluck()
  const expiringBy = db.prepare<[string, number], string>(figureStatements.expiringBy).pluck()
  const countExpiringBy = db.prepare<[string], number>(figureStatements.countExpiringBy).pluck()
  const removable = db.prepare<[Record<string, unknown>], RemovableRow>(figureStatements.removable)

  return {
    groups: () => groups.all(),
    by(dimension) {
      if (dimension === 'phoneme') return byPhoneme.all()
      if (dimension === 'category') return byCategory.all()
      return sumBy(groups.all(), dimension)
    },
    coverage: () => coverage.all(),
    mostPlayed: (top) => mostPlayed.all(top),
    unplayedSince: (before, limit) => unplayedSince.all(before, limit),
    countUnplayedSince: (before) => countUnplayedSince.get(before) ?? 0,
    expiringBy: (time, limit) => expiringBy.all(time, limit),
    countExpiringBy: (time) => countExpiringBy.get(time) ?? 0,
    removable: (after, limit) => removable.all({ ...(after ?? { lastUsedAt: '', sourceId: '' }), limit }),
    bytesOfTts: () => groups.all().reduce((sum, { type, bytes }) => (type === 'native' ? sum : sum + bytes), 0),
  }
}

/** In the order of their keys; machine clips have no speaker to stand under. */
export function sumBy(rows: readonly GroupRow[], dimension: GroupDimension): TotalRow[] {
  const sums = new Map<string, TotalRow>()
  for (const row of rows) {
    const key = row[dimension]
    if (key === '') continue
    const sum = sums.get(key) ?? { key, sources: 0, bytes: 0, plays: 0 }
    sum.sources += row.sources
    sum.bytes += row.bytes
    sum.plays += row.plays
    sums.set(key, sum)
  }
  return [...sums.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}
