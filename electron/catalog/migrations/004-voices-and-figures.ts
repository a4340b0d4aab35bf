import type { Migration } from '../migrate.ts'

/**
 * Totals are kept as rows come and go, so that asking for them costs the same at 44 phonemes and at 100,000 sources. Ages
 * are told from the sum of the times of making, in seconds since 1970. What a source counts under never changes.
 */
export const voicesAndFigures: Migration = {
  number: 4,
  name: 'voices-and-figures',
  sql: /* sql */ `
ALTER TABLE jobs ADD COLUMN source_type TEXT CHECK (source_type IN ('tts', 'generated'));
ALTER TABLE jobs ADD COLUMN not_before TEXT CHECK (length(not_before) = 24);
-- Jobs of before named neither their kind of source nor always their voice: nobody waits for them any more.
UPDATE jobs SET state = 'cancelled', ended_at = coalesce(ended_at, created_at) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX one_job_of_a_clip ON jobs (phoneme_id, voice_id, source_type)
  WHERE kind = 'speak' AND state IN ('waiting', 'running');
CREATE INDEX jobs_of_engine ON jobs (engine, priority DESC, created_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_of_state ON jobs (state, created_at DESC, id DESC);
CREATE INDEX jobs_in_time ON jobs (created_at DESC, id DESC);

-- Names every column that the list of unplayed clips shows, so that it never visits a row.
CREATE INDEX cache_unplayed_since ON audio_cache
  (coalesce(last_accessed_at, generated_at), audio_source, file_size, usage_count, generated_at, last_accessed_at);

CREATE TABLE source_totals (
  dimension TEXT NOT NULL
    CHECK (dimension IN ('all', 'type', 'voice', 'speaker', 'language', 'category', 'month', 'phoneme')),
  key TEXT NOT NULL,
  sources INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  plays INTEGER NOT NULL,
  made_seconds INTEGER NOT NULL,
  PRIMARY KEY (dimension, key)
) STRICT, WITHOUT ROWID;

CREATE VIEW source_dimensions AS
  SELECT audio_source, 'all' AS dimension, '' AS key FROM audio_cache
  UNION ALL SELECT audio_source, 'month', substr(generated_at, 1, 7) FROM audio_cache
  UNION ALL SELECT id, 'type', source_type FROM audio_sources
  UNION ALL SELECT id, 'voice', voice_id FROM audio_sources
  UNION ALL SELECT id, 'phoneme', phoneme_id FROM audio_sources
  UNION ALL SELECT id, 'speaker', speaker_id FROM audio_sources WHERE speaker_id IS NOT NULL
  UNION ALL SELECT id, 'language', language FROM audio_sources
  UNION ALL SELECT audio_sources.id, 'category', category_id FROM audio_sources JOIN phonemes ON phonemes.id = phoneme_id;

INSERT INTO source_totals (dimension, key, sources, bytes, plays, made_seconds)
  SELECT dimension, key, count(*), sum(file_size), sum(usage_count), sum(unixepoch(generated_at))
  FROM audio_cache JOIN source_dimensions USING (audio_source) GROUP BY dimension, key;

CREATE TRIGGER totals_of_a_new_source AFTER INSERT ON audio_cache
BEGIN
  INSERT INTO source_totals (dimension, key, sources, bytes, plays, made_seconds)
    SELECT dimension, key, 1, NEW.file_size, NEW.usage_count, unixepoch(NEW.generated_at)
    FROM source_dimensions WHERE audio_source = NEW.audio_source
    ON CONFLICT DO UPDATE SET sources = sources + 1, bytes = bytes + excluded.bytes,
      plays = plays + excluded.plays, made_seconds = made_seconds + excluded.made_seconds;
END;

CREATE TRIGGER totals_of_a_changed_record AFTER UPDATE OF file_size, usage_count ON audio_cache
BEGIN
  UPDATE source_totals SET bytes = bytes + NEW.file_size - OLD.file_size,
      plays = plays + NEW.usage_count - OLD.usage_count
    WHERE (dimension, key) IN (SELECT dimension, key FROM source_dimensions WHERE audio_source = NEW.audio_source);
END;

-- Before, because the cache record and what names it go with the source.
CREATE TRIGGER totals_without_a_source BEFORE DELETE ON audio_sources
BEGIN
  UPDATE source_totals SET sources = sources - 1,
      bytes = bytes - (SELECT file_size FROM audio_cache WHERE audio_source = OLD.id),
      plays = plays - (SELECT usage_count FROM audio_cache WHERE audio_source = OLD.id),
      made_seconds = made_seconds - (SELECT unixepoch(generated_at) FROM audio_cache WHERE audio_source = OLD.id)
    WHERE EXISTS (SELECT 1 FROM audio_cache WHERE audio_source = OLD.id)
      AND (dimension, key) IN (SELECT dimension, key FROM source_dimensions WHERE audio_source = OLD.id);
END;
`,
}
