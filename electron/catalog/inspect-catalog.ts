import { existsSync, readFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import { openingFaultOf } from './declare-faults.ts'
import { refuseFuture } from './examine-database.ts'
import { versionOf } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { driftFrom } from './schema-drift.ts'

export interface CatalogStatus {
  migrations: { number: number; name: string; applied: boolean }[]
  /** Each a fault in words; all empty: the catalog is sound. */
  integrity: string[]
  foreignKeys: string[]
  /** Where the schema is not what the migrations make. */
  drift: string[]
  schema: TableShape[]
  healthy: boolean
}

export interface TableShape {
  table: string
  columns: { name: string; type: string; notNull: boolean; primaryKey: boolean }[]
  foreignKeys: string[]
  indexes: string[]
}

/**
 * Reads a catalog without changing it. `open`: this process has it open. Throws a CatalogFault where it can't be read at
 * all.
 */
export function inspectCatalog(file: string, { open = false } = {}): CatalogStatus {
  let db: Database | undefined
  try {
    db = open ? openBeside(file) : openToRead(file)
    refuseFuture(db, file)
    const version = versionOf(db)
    const integrity = (db.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((line) => line !== 'ok')
    const foreignKeys = (
      db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]
    ).map(({ table, rowid, parent }) => `${table} row ${rowid ?? '?'} refers to a missing row of ${parent}`)
    const drift = driftFrom(db, version)
    const applied = migrations.map(({ number, name }) => ({ number, name, applied: number <= version }))
    const healthy = integrity.length + foreignKeys.length + drift.length === 0 && applied.every((each) => each.applied)
    return { migrations: applied, integrity, foreignKeys, drift, schema: shapesOf(db), healthy }
  } catch (error) {
    throw openingFaultOf(error, file)
  } finally {
    db?.close()
  }
}

/** SQLite checks constraints only where it could write. While another connection is open, closing this one writes nothing. */
function openBeside(file: string): Database {
  const db = new Sqlite(file, { fileMustExist: true })
  db.pragma('query_only = ON')
  return db
}

/**
 * Even a connection that only reads leaves a log beside a database in WAL mode: where there is none, nobody has the catalog
 * open, and a copy in memory is read instead.
 */
function openToRead(file: string): Database {
  if (existsSync(`${file}-wal`)) return new Sqlite(file, { readonly: true, fileMustExist: true })
  const bytes = readFileSync(file)
  // Bytes 18 and 19 of the header say WAL (2), which memory does not have; 1 is the ordinary journal.
  if (bytes[18] === 2) bytes.fill(1, 18, 20)
  return new Sqlite(bytes)
}

function shapesOf(db: Database): TableShape[] {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all()
  return tables.map((table) => ({
    table,
    columns: db
      .prepare<[string], { name: string; type: string; notnull: number; pk: number }>(
        'SELECT * FROM pragma_table_info(?)',
      )
      .all(table)
      .map(({ name, type, notnull, pk }) => ({ name, type, notNull: notnull === 1, primaryKey: pk > 0 })),
    foreignKeys: db
      .prepare<[string], { from: string; table: string; to: string | null; on_delete: string }>(
        'SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq',
      )
      .all(table)
      .map((key) => `${key.from} → ${key.table}.${key.to ?? 'id'} on delete ${key.on_delete.toLowerCase()}`),
    indexes: db
      .prepare<[string], { name: string; unique: number }>(
        'SELECT name, "unique" FROM pragma_index_list(?) ORDER BY name',
      )
      .all(table)
      .map(({ name, unique }) => (unique === 1 ? `${name} (unique)` : name)),
  }))
}
