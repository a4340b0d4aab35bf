import type { Database } from 'better-sqlite3'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

export interface SettingsTable {
  get(key: string): JsonValue | undefined
  put(key: string, value: JsonValue, at: string): void
}

export function createSettingsTable(db: Database): SettingsTable {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  const upsert = db.prepare(`
    INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`)
  return {
    get(key) {
      const text = select.get(key)
      return text === undefined ? undefined : (JSON.parse(text) as JsonValue)
    },
    put: (key, value, at) => void upsert.run(key, JSON.stringify(value), at),
  }
}
