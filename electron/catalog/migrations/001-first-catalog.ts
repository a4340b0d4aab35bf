import type { Migration } from '../migrate.ts'

export const firstCatalog: Migration = {
  number: 1,
  name: 'first-catalog',
  sql: /* sql */ `
CREATE TABLE device (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  last_hlc TEXT
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24)
) STRICT, WITHOUT ROWID;

CREATE TABLE inventories (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL CHECK (length(language) <= 10),
  version INTEGER NOT NULL,
  added_at TEXT NOT NULL CHECK (length(added_at) = 24)
) STRICT;

CREATE TABLE phoneme_categories (
  id TEXT PRIMARY KEY,
  inventory_id TEXT NOT NULL REFERENCES inventories (id),
  name TEXT NOT NULL,
  name_vi TEXT NOT NULL,
  category_type TEXT NOT NULL CHECK (category_type IN ('vowel', 'diphthong', 'consonant')),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX categories_of_inventory ON phoneme_categories (inventory_id, position);

CREATE TABLE phonemes (
  id TEXT PRIMARY KEY,
  inventory_id TEXT NOT NULL REFERENCES inventories (id),
  category_id TEXT NOT NULL REFERENCES phoneme_categories (id),
  ipa_symbol TEXT NOT NULL CHECK (length(ipa_symbol) BETWEEN 1 AND 20),
  aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
  vietnamese_approx TEXT NOT NULL DEFAULT '' CHECK (length(vietnamese_approx) <= 200),
  exemplars TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(exemplars)),
  spoken_text TEXT NOT NULL,
  accents TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(accents)),
  espeak TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(espeak)),
  preferred_audio_source TEXT REFERENCES audio_sources (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  created_at TEXT NOT NULL CHECK (length(created_at) = 24),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24),
  UNIQUE (inventory_id, ipa_symbol)
) STRICT;
CREATE INDEX phonemes_in_order ON phonemes (inventory_id, position);
CREATE INDEX phonemes_of_category ON phonemes (category_id, position);
CREATE INDEX phonemes_preferring ON phonemes (preferred_audio_source) WHERE preferred_audio_source IS NOT NULL;

CREATE TABLE minimal_pairs (
  phoneme_id TEXT NOT NULL REFERENCES phonemes (id) ON DELETE CASCADE,
  partner_id TEXT NOT NULL REFERENCES phonemes (id) ON DELETE CASCADE,
  word TEXT NOT NULL,
  partner_word TEXT NOT NULL,
  PRIMARY KEY (phoneme_id, partner_id, word, partner_word)
) STRICT, WITHOUT ROWID;
CREATE INDEX minimal_pairs_of_partner ON minimal_pairs (partner_id);

CREATE TABLE prompts (
  id TEXT PRIMARY KEY,
  phoneme_id TEXT NOT NULL REFERENCES phonemes (id) ON DELETE CASCADE,
  context TEXT NOT NULL CHECK (context IN ('isolated', 'syllable', 'word')),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX prompts_of_phoneme ON prompts (phoneme_id, context);

CREATE TABLE speakers (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 50),
  display_name TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 100),
  gender TEXT,
  accent TEXT CHECK (length(accent) <= 10),
  first_language TEXT,
  year_of_birth INTEGER,
  consent_text TEXT,
  consent_licence TEXT CHECK (consent_licence IN ('CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'course')),
  consent_given_at TEXT CHECK (length(consent_given_at) = 24),
  consent_withdrawn_at TEXT CHECK (length(consent_withdrawn_at) = 24),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24),
  CHECK ((consent_text IS NULL) = (consent_licence IS NULL) AND (consent_text IS NULL) = (consent_given_at IS NULL)),
  CHECK (consent_withdrawn_at IS NULL OR consent_given_at IS NOT NULL)
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  speaker_id TEXT NOT NULL REFERENCES speakers (id),
  input TEXT NOT NULL CHECK (json_valid(input)),
  noise_floor_dbfs REAL,
  started_at TEXT NOT NULL CHECK (length(started_at) = 24),
  ended_at TEXT CHECK (length(ended_at) = 24)
) STRICT;
CREATE INDEX sessions_of_speaker ON sessions (speaker_id, started_at);

CREATE TABLE takes (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id),
  phoneme_id TEXT NOT NULL REFERENCES phonemes (id),
  prompt_id TEXT REFERENCES prompts (id) ON DELETE SET NULL,
  context TEXT NOT NULL CHECK (context IN ('isolated', 'syllable', 'word')),
  speaker_id TEXT NOT NULL REFERENCES speakers (id),
  path TEXT NOT NULL UNIQUE CHECK (length(path) <= 100),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_size INTEGER NOT NULL,
  sample_rate_hz INTEGER NOT NULL,
  channel_count INTEGER NOT NULL,
  frame_count INTEGER NOT NULL,
  trim_start_frame INTEGER NOT NULL,
  trim_end_frame INTEGER NOT NULL,
  measurements TEXT NOT NULL CHECK (json_valid(measurements)),
  verdict TEXT NOT NULL DEFAULT 'new' CHECK (verdict IN ('new', 'kept', 'rejected')),
  salvaged INTEGER NOT NULL DEFAULT 0 CHECK (salvaged IN (0, 1)),
  recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24),
  CHECK (0 <= trim_start_frame AND trim_start_frame <= trim_end_frame AND trim_end_frame <= frame_count)
) STRICT;
CREATE INDEX takes_of_phoneme ON takes (phoneme_id, recorded_at DESC, id DESC);
CREATE INDEX takes_of_session ON takes (session_id, recorded_at DESC, id DESC);
CREATE INDEX takes_of_speaker ON takes (speaker_id, recorded_at DESC);
CREATE INDEX takes_of_prompt ON takes (prompt_id) WHERE prompt_id IS NOT NULL;
CREATE INDEX takes_salvaged ON takes (recorded_at DESC, id DESC) WHERE salvaged = 1;
CREATE INDEX takes_in_time ON takes (recorded_at DESC, id DESC);
-- A take's audio never changes; only marks, verdict and measurements are data.
CREATE TRIGGER takes_keep_their_audio BEFORE UPDATE OF path, sha256, file_size, sample_rate_hz, channel_count, frame_count ON takes
BEGIN
  SELECT RAISE (ABORT, 'a take''s audio never changes');
END;

CREATE TABLE audio_sources (
  id TEXT PRIMARY KEY,
  phoneme_id TEXT NOT NULL REFERENCES phonemes (id) ON DELETE CASCADE,
  source_type TEXT NOT NULL CHECK (source_type IN ('native', 'tts', 'generated')),
  context TEXT NOT NULL DEFAULT 'isolated' CHECK (context IN ('isolated', 'syllable', 'word')),
  voice_id TEXT NOT NULL CHECK (length(voice_id) BETWEEN 1 AND 50),
  language TEXT NOT NULL DEFAULT 'en-US' CHECK (length(language) <= 10),
  audio_file TEXT CHECK (length(audio_file) <= 100),
  sha256 TEXT CHECK (length(sha256) = 64),
  file_size INTEGER,
  audio_duration REAL NOT NULL DEFAULT 0,
  metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_type(metadata) = 'object'),
  cached_until TEXT CHECK (length(cached_until) = 24),
  take_id TEXT REFERENCES takes (id),
  speaker_id TEXT REFERENCES speakers (id),
  rejected_at TEXT CHECK (length(rejected_at) = 24),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24),
  CHECK ((audio_file IS NULL) = (sha256 IS NULL) AND (audio_file IS NULL) = (file_size IS NULL)),
  CHECK (source_type <> 'native' OR cached_until IS NULL),
  CHECK (source_type = 'native' OR context = 'isolated')
) STRICT;
CREATE UNIQUE INDEX one_native_of_each_voice ON audio_sources (phoneme_id, voice_id)
  WHERE source_type = 'native' AND context = 'isolated';
CREATE INDEX sources_of_phoneme ON audio_sources (phoneme_id, source_type, created_at DESC, id DESC);
CREATE INDEX sources_of_voice ON audio_sources (voice_id, created_at DESC, id DESC);
CREATE INDEX sources_of_type ON audio_sources (source_type, created_at DESC, id DESC);
CREATE INDEX sources_in_time ON audio_sources (created_at DESC, id DESC);
CREATE INDEX sources_expiring ON audio_sources (cached_until) WHERE cached_until IS NOT NULL;
CREATE INDEX sources_of_take ON audio_sources (take_id) WHERE take_id IS NOT NULL;
CREATE INDEX sources_of_speaker ON audio_sources (speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX sources_by_hash ON audio_sources (sha256) WHERE sha256 IS NOT NULL;

CREATE TRIGGER preferred_is_of_its_phoneme BEFORE UPDATE OF preferred_audio_source ON phonemes
WHEN NEW.preferred_audio_source IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM audio_sources WHERE id = NEW.preferred_audio_source AND phoneme_id = NEW.id)
BEGIN
  SELECT RAISE (ABORT, 'a preferred source must belong to the phoneme');
END;

CREATE TABLE audio_cache (
  audio_source TEXT PRIMARY KEY REFERENCES audio_sources (id) ON DELETE CASCADE,
  file_size INTEGER NOT NULL DEFAULT 0,
  generated_at TEXT NOT NULL CHECK (length(generated_at) = 24),
  last_accessed_at TEXT CHECK (length(last_accessed_at) = 24),
  usage_count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX cache_most_played ON audio_cache (usage_count DESC, audio_source);
CREATE INDEX cache_last_used ON audio_cache (coalesce(last_accessed_at, generated_at), audio_source);

-- What was found of a source's file, last time it was read on this machine; never synced.
CREATE TABLE file_checks (
  audio_source TEXT PRIMARY KEY REFERENCES audio_sources (id) ON DELETE CASCADE,
  modified_ms REAL NOT NULL,
  fault TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE waveforms (
  sha256 TEXT PRIMARY KEY,
  sample_rate_hz INTEGER NOT NULL,
  frame_count INTEGER NOT NULL,
  points INTEGER NOT NULL,
  peaks BLOB NOT NULL
) STRICT;

CREATE TABLE plays (
  id TEXT PRIMARY KEY,
  audio_source TEXT NOT NULL,
  device_id TEXT NOT NULL,
  played_at TEXT NOT NULL CHECK (length(played_at) = 24)
) STRICT, WITHOUT ROWID;

CREATE TABLE play_counts (
  audio_source TEXT NOT NULL REFERENCES audio_sources (id) ON DELETE CASCADE,
  device_id TEXT NOT NULL,
  plays INTEGER NOT NULL,
  last_played_at TEXT NOT NULL CHECK (length(last_played_at) = 24),
  PRIMARY KEY (audio_source, device_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  phoneme_id TEXT NOT NULL REFERENCES phonemes (id) ON DELETE CASCADE,
  act TEXT NOT NULL CHECK (act IN ('preferred', 'cleared', 'rejected', 'accepted')),
  audio_source TEXT,
  decided_by TEXT NOT NULL,
  reason TEXT,
  device_id TEXT NOT NULL,
  decided_at TEXT NOT NULL CHECK (length(decided_at) = 24)
) STRICT;
CREATE INDEX decisions_of_phoneme ON decisions (phoneme_id, decided_at DESC, id DESC);

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  priority INTEGER NOT NULL DEFAULT 0,
  phoneme_id TEXT REFERENCES phonemes (id) ON DELETE CASCADE,
  voice_id TEXT CHECK (length(voice_id) <= 50),
  engine TEXT,
  request TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(request)),
  attempts INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  created_at TEXT NOT NULL CHECK (length(created_at) = 24),
  started_at TEXT CHECK (length(started_at) = 24),
  ended_at TEXT CHECK (length(ended_at) = 24)
) STRICT;
CREATE INDEX jobs_to_do ON jobs (state, priority DESC, created_at, id);
CREATE INDEX jobs_of_phoneme ON jobs (phoneme_id) WHERE phoneme_id IS NOT NULL;

-- What a sync needs, from the first row on.
CREATE TABLE change_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('put', 'delete')),
  fields TEXT NOT NULL CHECK (json_type(fields) = 'object'),
  hlc TEXT NOT NULL,
  at TEXT NOT NULL CHECK (length(at) = 24)
) STRICT;
CREATE INDEX changes_of_entity ON change_log (entity, entity_id, seq);

-- Field '*' is the row's own making: it stands for every field that has no clock of its own.
CREATE TABLE field_clocks (
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  field TEXT NOT NULL,
  hlc TEXT NOT NULL,
  PRIMARY KEY (entity, entity_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE tombstones (
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  hlc TEXT NOT NULL,
  PRIMARY KEY (entity, entity_id)
) STRICT, WITHOUT ROWID;
`,
}
