import type { Database } from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

/** Every difference between a database and what the migrations up to `version` make, a sentence each. */
export function driftFrom(db: Database, version: number): string[] {
  return besideReference(version, (reference) => {
    const expected = schemaOf(reference)
    const found = schemaOf(db)
    const missing = [...expected.keys()].filter((name) => !found.has(name)).map((name) => `${name} is missing`)
    const added = [...found.keys()].filter((name) => !expected.has(name)).map((name) => `${name} was added by hand`)
    const changed = [...expected]
      .filter(([name, sql]) => found.has(name) && found.get(name) !== sql)
      .map(([name]) => `${name} is not what the migrations make`)
    return [...missing, ...added, ...changed]
  })
}

/** The tables, columns and primary keys that the migrations up to `version` make and that are not there. */
export function missingFrom(db: Database, version: number): string[] {
  return besideReference(version, (reference) => {
    const found = columnsOf(db)
    return [...columnsOf(reference)].flatMap(([table, columns]) => {
      const there = found.get(table)
      if (there === undefined) return [`table ${table} is missing`]
      return [...columns].filter((column) => !there.has(column)).map((column) => `${table}.${column} is missing`)
    })
  })
}

function besideReference<T>(version: number, compare: (reference: Database) => T): T {
  const reference = new Sqlite(':memory:')
  try {
    migrate(
      reference,
      migrations.filter(({ number }) => number <= version),
      () => {},
    )
    return compare(reference)
  } finally {
    reference.close()
  }
}

type SchemaRow = { type: string; name: string; sql: string | null }

function schemaOf(db: Database): Map<string, string> {
  const rows = db
    .prepare<[], SchemaRow>("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all()
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, (sql ?? '').replaceAll(/\s+/g, ' ').trim()]))
}

/** Each table's columns, those of its primary key marked as such. */
export function columnsOf(db: Database): Map<string, Set<string>> {
  const rows = db
    .prepare<[], { table: string; column: string; key: number }>(`
      SELECT t.name AS "table", c.name AS "column", c.pk > 0 AS key
      FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`)
    .all()
  return new Map(
    [...Map.groupBy(rows, ({ table }) => table)].map(([table, columns]) => [
      table,
      new Set(columns.map(({ column, key }) => (key === 1 ? `${column} (primary key)` : column))),
    ]),
  )
}
