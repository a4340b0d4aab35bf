import type { Database } from 'better-sqlite3'

export interface Migration {
  number: number
  name: string
  sql: string
}

/** Which migration a database stands at; 0 is an empty one. */
export function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number
}

/**
 * Brings the database up to the last migration, all or nothing. `backUp` is called before the first change, unless the
 * database is new.
 */
export function migrate(db: Database, migrations: readonly Migration[], backUp: () => void): void {
  const version = versionOf(db)
  const pending = migrations.filter(({ number }) => number > version)
  const last = pending.at(-1)
  if (last === undefined) return
  if (version > 0) backUp()
  // A table that is built anew must not empty what refers to it; the check at the end sees to the rest.
  db.pragma('foreign_keys = OFF')
  try {
    db.transaction(() => {
      for (const { sql } of pending) db.exec(sql)
      const broken = db.pragma('foreign_key_check') as unknown[]
      if (broken.length > 0) throw new Error(`the migrations to ${last.number} would break ${broken.length} references`)
      db.pragma(`user_version = ${last.number}`)
    }).immediate()
  } finally {
    db.pragma('foreign_keys = ON')
  }
}
