import type { Migration } from '../migrate.ts'

/** What two studios need to agree about consent: which withdrawal a renewal knows of, and whose sources to play no more. */
export const bundlesComeIn: Migration = {
  number: 6,
  name: 'bundles-come-in',
  sql: /* sql */ `
ALTER TABLE speakers ADD COLUMN consent_renewed_after TEXT
  CHECK (consent_renewed_after IS NULL OR (length(consent_renewed_after) = 24 AND consent_given_at IS NOT NULL));
CREATE INDEX speakers_withdrawn ON speakers (id) WHERE consent_withdrawn_at IS NOT NULL;

-- Without names: of speakers whom this studio may never have known.
CREATE TABLE withdrawals (
  speaker_id TEXT PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 50),
  given_at TEXT NOT NULL CHECK (length(given_at) = 24),
  withdrawn_at TEXT NOT NULL CHECK (length(withdrawn_at) = 24),
  source_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_type(source_ids) = 'array')
) STRICT, WITHOUT ROWID;
`,
}
