import type { Migration } from '../migrate.ts'

/**
 * Totals in two rows a source instead of eight, so that a play costs little more than its commit, and right also when a
 * phoneme goes or changes its category; and an index for each order and filter of the list of sources.
 */
export const figuresAndPages: Migration = {
  number: 5,
  name: 'figures-and-pages',
  sql: /* sql */ `
DROP TRIGGER totals_of_a_new_source;
DROP TRIGGER totals_of_a_changed_record;
DROP TRIGGER totals_without_a_source;
DROP VIEW source_dimensions;
DROP TABLE source_totals;

-- A row for all sources that are alike in what the figures tell apart; ages are told from the sum of the times of making, in
-- seconds since 1970. Sources without a speaker stand under ''.
CREATE TABLE source_groups (
  month TEXT NOT NULL,
  source_type TEXT NOT NULL,
  voice_id TEXT NOT NULL,
  speaker_id TEXT NOT NULL,
  language TEXT NOT NULL,
  sources INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  plays INTEGER NOT NULL,
  made_seconds INTEGER NOT NULL,
  PRIMARY KEY (month, source_type, voice_id, speaker_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE phoneme_totals (
  phoneme_id TEXT PRIMARY KEY REFERENCES phonemes (id) ON DELETE CASCADE,
  sources INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  plays INTEGER NOT NULL,
  -- Of each type, without examples.
  native INTEGER NOT NULL,
  tts INTEGER NOT NULL,
  generated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO source_groups
  SELECT substr(generated_at, 1, 7), source_type, voice_id, coalesce(speaker_id, ''), language, count(*),
    sum(audio_cache.file_size), sum(usage_count), sum(unixepoch(generated_at))
  FROM audio_cache JOIN audio_sources ON id = audio_source GROUP BY 1, 2, 3, 4, 5;
INSERT INTO phoneme_totals
  SELECT phoneme_id, count(*), sum(audio_cache.file_size), sum(usage_count),
    sum(source_type = 'native' AND context = 'isolated'), sum(source_type = 'tts'), sum(source_type = 'generated')
  FROM audio_cache JOIN audio_sources ON id = audio_source GROUP BY phoneme_id;

CREATE TRIGGER totals_of_a_new_source AFTER INSERT ON audio_cache
BEGIN
  INSERT INTO source_groups
    SELECT substr(NEW.generated_at, 1, 7), source_type, voice_id, coalesce(speaker_id, ''), language, 1, NEW.file_size,
      NEW.usage_count, unixepoch(NEW.generated_at)
    FROM audio_sources WHERE id = NEW.audio_source
    ON CONFLICT DO UPDATE SET sources = sources + 1, bytes = bytes + excluded.bytes, plays = plays + excluded.plays,
      made_seconds = made_seconds + excluded.made_seconds;
  INSERT INTO phoneme_totals
    SELECT phoneme_id, 1, NEW.file_size, NEW.usage_count, source_type = 'native' AND context = 'isolated',
      source_type = 'tts', source_type = 'generated'
    FROM audio_sources WHERE id = NEW.audio_source
    ON CONFLICT DO UPDATE SET sources = sources + 1, bytes = bytes + excluded.bytes, plays = plays + excluded.plays,
      native = native + excluded.native, tts = tts + excluded.tts, generated = generated + excluded.generated;
END;

CREATE TRIGGER totals_of_a_changed_record AFTER UPDATE OF file_size, usage_count ON audio_cache
BEGIN
  UPDATE source_groups SET bytes = bytes + NEW.file_size - OLD.file_size, plays = plays + NEW.usage_count - OLD.usage_count
    WHERE (month, source_type, voice_id, speaker_id, language) = (
      SELECT substr(NEW.generated_at, 1, 7), source_type, voice_id, coalesce(speaker_id, ''), language
      FROM audio_sources WHERE id = NEW.audio_source);
  UPDATE phoneme_totals SET bytes = bytes + NEW.file_size - OLD.file_size, plays = plays + NEW.usage_count - OLD.usage_count
    WHERE phoneme_id = (SELECT phoneme_id FROM audio_sources WHERE id = NEW.audio_source);
END;

-- Before, because the cache record goes with its source.
CREATE TRIGGER totals_without_a_source BEFORE DELETE ON audio_sources
WHEN EXISTS (SELECT 1 FROM audio_cache WHERE audio_source = OLD.id)
BEGIN
  UPDATE source_groups SET sources = sources - 1, bytes = bytes - file_size, plays = plays - usage_count,
      made_seconds = made_seconds - unixepoch(generated_at)
    FROM audio_cache WHERE audio_source = OLD.id AND month = substr(generated_at, 1, 7)
      AND source_type = OLD.source_type AND voice_id = OLD.voice_id AND speaker_id = coalesce(OLD.speaker_id, '')
      AND language = OLD.language;
  UPDATE phoneme_totals SET sources = sources - 1, bytes = bytes - file_size, plays = plays - usage_count,
      native = native - (OLD.source_type = 'native' AND OLD.context = 'isolated'), tts = tts - (OLD.source_type = 'tts'),
      generated = generated - (OLD.source_type = 'generated')
    FROM audio_cache WHERE audio_source = OLD.id AND phoneme_id = OLD.phoneme_id;
  DELETE FROM source_groups WHERE sources = 0 AND source_type = OLD.source_type AND voice_id = OLD.voice_id
    AND speaker_id = coalesce(OLD.speaker_id, '') AND language = OLD.language
    AND month = (SELECT substr(generated_at, 1, 7) FROM audio_cache WHERE audio_source = OLD.id);
END;

CREATE TRIGGER sources_count_where_they_were_made
BEFORE UPDATE OF phoneme_id, source_type, context, voice_id, speaker_id, language ON audio_sources
WHEN (OLD.phoneme_id, OLD.source_type, OLD.context, OLD.voice_id, OLD.speaker_id, OLD.language)
  IS NOT (NEW.phoneme_id, NEW.source_type, NEW.context, NEW.voice_id, NEW.speaker_id, NEW.language)
BEGIN
  SELECT RAISE (ABORT, 'what a source counts under never changes');
END;

-- Nothing but its successor is asked for by it.
DROP INDEX cache_last_used;
DROP INDEX cache_most_played;
CREATE INDEX cache_most_played ON audio_cache (usage_count DESC, audio_source DESC);
CREATE INDEX cache_largest ON audio_cache (file_size DESC, audio_source DESC);

DROP INDEX sources_in_time;
DROP INDEX sources_of_phoneme;
DROP INDEX sources_of_speaker;
DROP INDEX sources_expiring;
-- Names what most filters look at, so that what they pass over is not visited.
CREATE INDEX sources_in_time ON audio_sources (created_at DESC, id DESC, phoneme_id, cached_until);
CREATE INDEX sources_of_phoneme ON audio_sources (phoneme_id, created_at DESC, id DESC);
CREATE INDEX sources_of_speaker ON audio_sources (speaker_id, created_at DESC, id DESC) WHERE speaker_id IS NOT NULL;
CREATE INDEX sources_of_language ON audio_sources (language, created_at DESC, id DESC);
CREATE INDEX sources_rejected ON audio_sources (created_at DESC, id DESC) WHERE rejected_at IS NOT NULL;
-- What never expires comes after everything that does.
ALTER TABLE audio_sources ADD COLUMN expires_at TEXT
  GENERATED ALWAYS AS (coalesce(cached_until, '9999-12-31T23:59:59.999Z')) VIRTUAL;
CREATE INDEX sources_by_expiry ON audio_sources (expires_at, id);
CREATE INDEX checks_with_a_fault ON file_checks (audio_source) WHERE fault IS NOT NULL;
`,
}
