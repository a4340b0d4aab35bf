import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { AudioCacheRecord } from '#shared/entities/cache-record.ts'

/** A source with what lists show beside it. */
export interface ListedSource {
  source: AudioSource
  cacheRecord: AudioCacheRecord
  ipaSymbol: string
  /** null: no speaker, or one who is gone. */
  speakerName: string | null
  preferred: boolean
}

export interface ListedRow extends Omit<AudioSource, 'metadata'> {
  metadata: string
  recordBytes: number
  generatedAt: string
  lastAccessedAt: string | null
  usageCount: number
  ipaSymbol: string
  speakerName: string | null
  preferred: 0 | 1
}

/** Those of a JSON array of ids, all in one go: a statement for each costs ten times as much. */
export const listedStatement = /* sql */ `
  SELECT source.id, source.phoneme_id AS phonemeId, source.source_type AS sourceType, source.context,
  source.voice_id AS voiceId, source.language, source.audio_file AS path, source.sha256,
  source.file_size AS fileSizeBytes, source.audio_duration AS audioDurationSeconds, source.metadata,
  source.cached_until AS cachedUntil, source.take_id AS takeId, source.speaker_id AS speakerId,
  source.rejected_at AS rejectedAt, source.created_at AS createdAt, source.updated_at AS updatedAt,
  record.file_size AS recordBytes, record.generated_at AS generatedAt, record.last_accessed_at AS lastAccessedAt,
  record.usage_count AS usageCount, phoneme.ipa_symbol AS ipaSymbol, speaker.display_name AS speakerName,
  phoneme.preferred_audio_source IS source.id AS preferred
  FROM json_each(?) AS asked CROSS JOIN audio_sources AS source ON source.id = asked.value
    CROSS JOIN audio_cache AS record ON record.audio_source = source.id
    CROSS JOIN phonemes AS phoneme ON phoneme.id = source.phoneme_id
    LEFT JOIN speakers AS speaker ON speaker.id = source.speaker_id`

export function toListed(row: ListedRow): ListedSource {
  const { recordBytes, generatedAt, lastAccessedAt, usageCount, ipaSymbol, speakerName, preferred, ...source } = row
  return {
    source: { ...source, metadata: JSON.parse(source.metadata) as AudioSource['metadata'] },
    cacheRecord: { sourceId: source.id, fileSizeBytes: recordBytes, generatedAt, lastAccessedAt, usageCount },
    ipaSymbol,
    speakerName,
    preferred: preferred === 1,
  }
}
