import type { Migration } from '../migrate.ts'

/** Sittings through a script, what the sound check of a session found, and the marks that reset goes back to. */
export const sittings: Migration = {
  number: 3,
  name: 'sittings',
  sql: /* sql */ `
CREATE TABLE sittings (
  id TEXT PRIMARY KEY,
  speaker_id TEXT NOT NULL REFERENCES speakers (id),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  mode TEXT NOT NULL CHECK (mode IN ('one-key', 'hands-free')),
  current INTEGER NOT NULL DEFAULT 0 CHECK (current >= 0),
  started_at TEXT NOT NULL CHECK (length(started_at) = 24),
  ended_at TEXT CHECK (length(ended_at) = 24),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24)
) STRICT;
CREATE INDEX sittings_in_time ON sittings (updated_at DESC, id DESC);
CREATE INDEX sittings_of_speaker ON sittings (speaker_id, updated_at DESC, id DESC);

-- What was asked stays as it was asked: a newer inventory may word a prompt anew, or have it no more.
CREATE TABLE sitting_prompts (
  sitting_id TEXT NOT NULL REFERENCES sittings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  prompt_id TEXT NOT NULL,
  phoneme_id TEXT NOT NULL REFERENCES phonemes (id),
  context TEXT NOT NULL CHECK (context IN ('isolated', 'syllable', 'word')),
  text TEXT NOT NULL,
  takes_wanted INTEGER NOT NULL CHECK (takes_wanted >= 1),
  skip_reason TEXT CHECK (length(skip_reason) <= 300),
  skipped_at TEXT CHECK (length(skipped_at) = 24),
  PRIMARY KEY (sitting_id, position),
  UNIQUE (sitting_id, prompt_id),
  CHECK ((skip_reason IS NULL) = (skipped_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX sitting_prompts_of_phoneme ON sitting_prompts (phoneme_id);

-- A person's choice among the takes for one source; the key is a phoneme's id or a prompt's.
CREATE TABLE sitting_choices (
  sitting_id TEXT NOT NULL REFERENCES sittings (id) ON DELETE CASCADE,
  choice_key TEXT NOT NULL,
  take_id TEXT NOT NULL REFERENCES takes (id),
  PRIMARY KEY (sitting_id, choice_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX sitting_choices_of_take ON sitting_choices (take_id);

ALTER TABLE sessions ADD COLUMN sitting_id TEXT REFERENCES sittings (id);
ALTER TABLE sessions ADD COLUMN sound_check TEXT CHECK (sound_check IS NULL OR json_type(sound_check) = 'object');
CREATE INDEX sessions_of_sitting ON sessions (sitting_id) WHERE sitting_id IS NOT NULL;

ALTER TABLE takes ADD COLUMN proposed_trim_start_frame INTEGER NOT NULL DEFAULT 0;
ALTER TABLE takes ADD COLUMN proposed_trim_end_frame INTEGER NOT NULL DEFAULT 0 CHECK (
  0 <= proposed_trim_start_frame
  AND proposed_trim_start_frame <= proposed_trim_end_frame
  AND proposed_trim_end_frame <= frame_count
);
-- Of takes made before, only the marks that they have now are known.
UPDATE takes SET proposed_trim_start_frame = trim_start_frame, proposed_trim_end_frame = trim_end_frame;

ALTER TABLE phonemes ADD COLUMN mouth_picture TEXT CHECK (mouth_picture IS NULL OR json_type(mouth_picture) = 'object');

-- The inventory's order; NULL: it has the prompt no more, and a take or a sitting still refers to it.
ALTER TABLE prompts ADD COLUMN position INTEGER;
UPDATE prompts SET position = placed.position
FROM (SELECT id, row_number() OVER (ORDER BY rowid) - 1 AS position FROM prompts) AS placed
WHERE placed.id = prompts.id;
`,
}
