import type { Database } from 'better-sqlite3'

export interface PlaysTable {
  /**
   * Counts once, by the play's own id; the plays of the source, all devices together. Undefined: there is no such source,
   * and the transaction must be undone.
   */
  count(play: { id: string; sourceId: string; deviceId: string; at: string }): number | undefined
}

export function createPlaysTable(db: Database): PlaysTable {
  const insertPlay = db.prepare(
    'INSERT INTO plays (id, audio_source, device_id, played_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const addToDevice = db.prepare(`
    INSERT INTO play_counts (audio_source, device_id, plays, last_played_at) VALUES (?, ?, 1, ?)
    ON CONFLICT DO UPDATE SET plays = plays + 1, last_played_at = max(last_played_at, excluded.last_played_at)`)
  // The database adds, so that of two callers neither writes over the other; a late report moves nothing back.
  const addToTotal = db
    .prepare<[string, string], number>(`
      UPDATE audio_cache SET usage_count = usage_count + 1, last_accessed_at = max(coalesce(last_accessed_at, ''), ?)
      WHERE audio_source = ? RETURNING usage_count`)
    .pluck()
  const selectTotal = db.prepare<[string], number>('SELECT usage_count FROM audio_cache WHERE audio_source = ?').pluck()

  return {
    count({ id, sourceId, deviceId, at }) {
      if (insertPlay.run(id, sourceId, deviceId, at).changes === 0) return selectTotal.get(sourceId)
      const total = addToTotal.get(at, sourceId)
      if (total !== undefined) addToDevice.run(sourceId, deviceId, at)
      return total
    },
  }
}
