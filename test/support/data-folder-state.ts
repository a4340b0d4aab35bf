import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import Sqlite from 'better-sqlite3'

/** Every file below a folder, with its bytes' hash and its time; the database, which lives, is told by its rows. */
export function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !/^catalog\.sqlite|^studio\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(^|[/\\])backups[/\\]/.test(relative(folder, file)))
  const told = (file: string) =>
    `${createHash('sha256').update(readFileSync(file)).digest('hex')} ${statSync(file).mtimeMs}`
  return Object.fromEntries(files.toSorted().map((file) => [relative(folder, file), told(file)]))
}

/** Every row of every table, the change log too, but for those of `besides`. */
export function rowsOf(folder: string, besides: readonly string[] = []): Record<string, unknown[]> {
  const db = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
  try {
    const tables = db
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
      )
      .pluck()
      .all()
      .filter((name) => !besides.includes(name))
    return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]))
  } finally {
    db.close()
  }
}

/** Files that no row names, and rows whose file is not there: a whole data folder has neither. */
export function looseEnds(folder: string): { unnamed: string[]; missing: string[] } {
  const db = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
  try {
    const named = new Set(
      db
        .prepare<[], string>(
          'SELECT audio_file FROM audio_sources WHERE audio_file IS NOT NULL UNION SELECT path FROM takes',
        )
        .pluck()
        .all(),
    )
    const there = Object.keys(filesOf(folder)).filter((path) => /^(phonemes|takes)\//.test(path))
    return {
      unnamed: there.filter((path) => !named.has(path)),
      missing: [...named].filter((path) => !there.includes(path)),
    }
  } finally {
    db.close()
  }
}
