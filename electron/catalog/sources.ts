import type { Database } from 'better-sqlite3'
import type { AudioSource, SourceType } from '#shared/entities/audio-source.ts'
import type { AudioCacheRecord } from '#shared/entities/cache-record.ts'
import { newCacheRecord } from '#shared/entities/cache-record.ts'
import type { ChangeLog } from './change-log.ts'

/** What was found of a file when it was last read on this machine. */
export interface FileCheck {
  modifiedMs: number
  fault: string | null
}

export type SourceChange = Partial<Pick<AudioSource, 'cachedUntil' | 'rejectedAt' | 'metadata'>>

export interface SourcesTable {
  get(id: string): AudioSource | undefined
  /** Newest first, as everywhere. */
  ofPhoneme(phonemeId: string): AudioSource[]
  all(): AudioSource[]
  /** By id, the first that come after that one: all of them a little at a time. */
  after(id: string, limit: number): AudioSource[]
  ofType(sourceType: SourceType): AudioSource[]
  ofTake(takeId: string): AudioSource[]
  /** Take → the newest source that was made from it. */
  publishedTakes(): Map<string, string>
  nativeOf(phonemeId: string, voiceId: string): AudioSource | undefined
  count(): number
  /** Only sources that count: with standing consent, and not rejected. */
  countPhonemesWithNative(): number
  /** Without examples. */
  countByPhoneme(): Map<string, Record<SourceType, number>>
  /** The cache record is made with it, new unless it came with plays from elsewhere. */
  insert(source: AudioSource, record?: AudioCacheRecord): void
  change(id: string, fields: SourceChange, at: string): void
  /** The cache record goes with it, and a preference for it is emptied. */
  delete(id: string): void
  cacheRecord(sourceId: string): AudioCacheRecord | undefined
  fileCheck(sourceId: string): FileCheck | undefined
  putFileCheck(sourceId: string, check: FileCheck): void
  filesInUse(): Set<string>
  /** Whether any source names that file. */
  isNamed(file: Pick<AudioSource, 'path' | 'sha256'>): boolean
}

interface SourceRow extends Omit<AudioSource, 'metadata'> {
  metadata: string
}

const columns = `
  id, phoneme_id AS phonemeId, source_type AS sourceType, context, voice_id AS voiceId, language, audio_file AS path,
  sha256, file_size AS fileSizeBytes, audio_duration AS audioDurationSeconds, metadata, cached_until AS cachedUntil,
  take_id AS takeId, speaker_id AS speakerId, rejected_at AS rejectedAt, created_at AS createdAt, updated_at AS updatedAt`
const newest = 'ORDER BY created_at DESC, id DESC'

export function createSourcesTable(
  db: Database,
  log: ChangeLog,
  touch: (phonemeId: string | null) => void,
): SourcesTable {
  const phonemeOf = db.prepare<[string], string>('SELECT phoneme_id FROM audio_sources WHERE id = ?').pluck()
  const touchOf = (id: string) => touch(phonemeOf.get(id) ?? null)
  const selectOne = db.prepare<[string], SourceRow>(`SELECT ${columns} FROM audio_sources WHERE id = ?`)
  const selectOfPhoneme = db.prepare<[string], SourceRow>(
    `SELECT ${columns} FROM audio_sources WHERE phoneme_id = ? ${newest}`,
  )
  const selectAll = db.prepare<[], SourceRow>(`SELECT ${columns} FROM audio_sources ${newest}`)
  const selectAfter = db.prepare<[string, number], SourceRow>(
    `SELECT ${columns} FROM audio_sources WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const selectOfType = db.prepare<[string], SourceRow>(
    `SELECT ${columns} FROM audio_sources WHERE source_type = ? ${newest}`,
  )
  const selectOfTake = db.prepare<[string], SourceRow>(
    `SELECT ${columns} FROM audio_sources WHERE take_id = ? ${newest}`,
  )
  const selectPublished = db.prepare<[], { takeId: string; id: string }>(
    'SELECT take_id AS takeId, id FROM audio_sources WHERE take_id IS NOT NULL ORDER BY created_at, id',
  )
  const selectNative = db.prepare<[string, string], SourceRow>(`
    SELECT ${columns} FROM audio_sources
    WHERE phoneme_id = ? AND voice_id = ? AND source_type = 'native' AND context = 'isolated'`)
  const countAll = db.prepare<[], number>('SELECT count(*) FROM audio_sources').pluck()
  const countNative = db
    .prepare<[], number>(
      `SELECT count(DISTINCT phoneme_id) FROM audio_sources JOIN speakers ON speakers.id = audio_sources.speaker_id
       WHERE source_type = 'native' AND context = 'isolated' AND rejected_at IS NULL
         AND consent_given_at IS NOT NULL AND consent_withdrawn_at IS NULL`,
    )
    .pluck()
  const countEach = db.prepare<[], Record<SourceType, number> & { phonemeId: string }>(
    'SELECT phoneme_id AS phonemeId, native, tts, generated FROM phoneme_totals',
  )
  const insertSource = db.prepare(`
    INSERT INTO audio_sources (id, phoneme_id, source_type, context, voice_id, language, audio_file, sha256, file_size,
      audio_duration, metadata, cached_until, take_id, speaker_id, rejected_at, created_at, updated_at)
    VALUES (@id, @phonemeId, @sourceType, @context, @voiceId, @language, @path, @sha256, @fileSizeBytes,
      @audioDurationSeconds, @metadata, @cachedUntil, @takeId, @speakerId, @rejectedAt, @createdAt, @updatedAt)`)
  const insertCacheRecord = db.prepare(`
    INSERT INTO audio_cache (audio_source, file_size, generated_at, last_accessed_at, usage_count)
    VALUES (@sourceId, @fileSizeBytes, @generatedAt, @lastAccessedAt, @usageCount)`)
  const updateCachedUntil = db.prepare('UPDATE audio_sources SET cached_until = ?, updated_at = ? WHERE id = ?')
  const updateRejected = db.prepare('UPDATE audio_sources SET rejected_at = ?, updated_at = ? WHERE id = ?')
  const updateMetadata = db.prepare('UPDATE audio_sources SET metadata = ?, updated_at = ? WHERE id = ?')
  const deleteSource = db.prepare('DELETE FROM audio_sources WHERE id = ?')
  const selectCacheRecord = db.prepare<[string], AudioCacheRecord>(`
    SELECT audio_source AS sourceId, file_size AS fileSizeBytes, generated_at AS generatedAt,
      last_accessed_at AS lastAccessedAt, usage_count AS usageCount
    FROM audio_cache WHERE audio_source = ?`)
  const selectCheck = db.prepare<[string], FileCheck>(
    'SELECT modified_ms AS modifiedMs, fault FROM file_checks WHERE audio_source = ?',
  )
  const upsertCheck = db.prepare(`
    INSERT INTO file_checks (audio_source, modified_ms, fault) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET modified_ms = excluded.modified_ms, fault = excluded.fault`)
  // By its hash, which has an index.
  const selectNamed = db
    .prepare<[string | null, string | null], number>('SELECT 1 FROM audio_sources WHERE sha256 = ? AND audio_file = ?')
    .pluck()
  const selectPaths = db
    .prepare<[], string>('SELECT audio_file FROM audio_sources WHERE audio_file IS NOT NULL')
    .pluck()

  return {
    get: (id) => optional(selectOne.get(id)),
    ofPhoneme: (phonemeId) => selectOfPhoneme.all(phonemeId).map(toSource),
    all: () => selectAll.all().map(toSource),
    after: (id, limit) => selectAfter.all(id, limit).map(toSource),
    ofType: (sourceType) => selectOfType.all(sourceType).map(toSource),
    publishedTakes: () => new Map(selectPublished.all().map(({ takeId, id }) => [takeId, id])),
    ofTake: (takeId) => selectOfTake.all(takeId).map(toSource),
    nativeOf: (phonemeId, voiceId) => optional(selectNative.get(phonemeId, voiceId)),
    count: () => countAll.get() ?? 0,
    countPhonemesWithNative: () => countNative.get() ?? 0,
    countByPhoneme: () => new Map(countEach.all().map(({ phonemeId, ...counts }) => [phonemeId, counts])),
    insert(source, record = newCacheRecord(source)) {
      insertSource.run({ ...source, metadata: JSON.stringify(source.metadata) })
      insertCacheRecord.run(record)
      log.made('source', source.id, source)
      touch(source.phonemeId)
    },
    change(id, fields, at) {
      if (fields.cachedUntil !== undefined) updateCachedUntil.run(fields.cachedUntil, at, id)
      if (fields.rejectedAt !== undefined) updateRejected.run(fields.rejectedAt, at, id)
      if (fields.metadata !== undefined) updateMetadata.run(JSON.stringify(fields.metadata), at, id)
      log.changed('source', id, fields)
      touchOf(id)
    },
    delete(id) {
      touchOf(id)
      deleteSource.run(id)
      log.deleted('source', id)
    },
    cacheRecord: (sourceId) => selectCacheRecord.get(sourceId),
    fileCheck: (sourceId) => selectCheck.get(sourceId),
    putFileCheck(sourceId, { modifiedMs, fault }) {
      upsertCheck.run(sourceId, modifiedMs, fault)
      touchOf(sourceId)
    },
    isNamed: ({ path, sha256 }) => selectNamed.get(sha256, path) !== undefined,
    filesInUse: () => new Set(selectPaths.all()),
  }
}

function optional(row: SourceRow | undefined): AudioSource | undefined {
  return row && toSource(row)
}

function toSource(row: SourceRow): AudioSource {
  return { ...row, metadata: JSON.parse(row.metadata) as AudioSource['metadata'] }
}
