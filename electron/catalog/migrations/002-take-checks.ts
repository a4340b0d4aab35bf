import type { Migration } from '../migrate.ts'

/** What the checks found of a take, with the limits that it was held against; null where none were made. */
export const takeChecks: Migration = {
  number: 2,
  name: 'take-checks',
  sql: /* sql */ `
ALTER TABLE takes ADD COLUMN checked TEXT CHECK (checked IS NULL OR json_type(checked) = 'object');
`,
}
