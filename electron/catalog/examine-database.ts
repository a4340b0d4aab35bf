import type { Database } from 'better-sqlite3'
import { CatalogFault } from './catalog-fault.ts'
import { corrupt } from './declare-faults.ts'
import { versionOf } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { columnsOf, missingFrom } from './schema-drift.ts'

/** Refuses with a CatalogFault what the studio must not touch. Only reads. */
export function examineDatabase(db: Database, file: string): void {
  refuseFuture(db, file)
  const [first] = db.pragma('quick_check(1)') as { quick_check: string }[]
  if (first?.quick_check !== 'ok') throw corrupt(file, first?.quick_check ?? 'no answer')
  const version = versionOf(db)
  const [stranger] = version === 0 ? columnsOf(db).keys() : []
  if (stranger !== undefined) throw corrupt(file, `it holds a table "${stranger}", but is no catalog of this studio`)
  const missing = missingFrom(db, version)
  if (missing.length > 0) throw corrupt(file, missing.join('; '))
}

export function refuseFuture(db: Database, file: string): void {
  const version = versionOf(db)
  const known = migrations.length
  if (version <= known) return
  throw new CatalogFault(
    'CATALOG_NEWER',
    file,
    `The catalog ${file} was made by a newer Phoneme Studio (catalog version ${version}; this one knows ${known}). ` +
      'Nothing was changed. Install the newer version, or choose another data folder.',
  )
}
