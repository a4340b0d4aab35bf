import type { Database } from 'better-sqlite3'
import type { PromptContext } from '#shared/entities/phoneme.ts'

export interface CoverageTable {
  /** How much there is of each phoneme in each context: kept takes and published recordings that count. */
  each(): { phonemeId: string; context: PromptContext; sounds: number }[]
}

export function createCoverageTable(db: Database): CoverageTable {
  // A source and the kept take that it was made from are one sound: the union keeps one of them.
  const selectEach = db.prepare<[], { phonemeId: string; context: PromptContext; sounds: number }>(`
    WITH sounds AS (
      SELECT phoneme_id, context, id AS sound, speaker_id FROM takes WHERE verdict = 'kept'
      UNION
      SELECT phoneme_id, context, coalesce(take_id, id), speaker_id FROM audio_sources
      WHERE source_type = 'native' AND rejected_at IS NULL
    )
    SELECT phoneme_id AS phonemeId, context, count(*) AS sounds
    FROM sounds JOIN speakers ON speakers.id = sounds.speaker_id
    WHERE consent_withdrawn_at IS NULL
    GROUP BY phoneme_id, context`)
  return { each: () => selectEach.all() }
}
