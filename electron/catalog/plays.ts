import type { Database } from 'better-sqlite3'

export interface PlaysTable {
  /** Counts once, by the play's own id; returns the plays of the source, all devices together. */
  count(play: { id: string; sourceId: string; deviceId: string; at: string }): number
}

export function createPlaysTable(db: Database): PlaysTable {
  const insertPlay = db.prepare(
    'INSERT INTO plays (id, audio_source, device_id, played_at) VALUES (@id, @sourceId, @deviceId, @at) ON CONFLICT DO NOTHING',
  )
  const addToDevice = db.prepare(`
    INSERT INTO play_counts (audio_source, device_id, plays, last_played_at) VALUES (@sourceId, @deviceId, 1, @at)
    ON CONFLICT DO UPDATE SET plays = plays + 1, last_played_at = max(last_played_at, excluded.last_played_at)`)
  const addToTotal = db.prepare(`
    UPDATE audio_cache SET usage_count = usage_count + 1,
      last_accessed_at = max(coalesce(last_accessed_at, ''), @at) WHERE audio_source = @sourceId`)
  const selectTotal = db.prepare<[string], number>('SELECT usage_count FROM audio_cache WHERE audio_source = ?').pluck()

  return {
    count(play) {
      if (insertPlay.run(play).changes > 0) {
        const { sourceId, deviceId, at } = play
        addToDevice.run({ sourceId, deviceId, at })
        addToTotal.run({ sourceId, at })
      }
      return selectTotal.get(play.sourceId) ?? 0
    },
  }
}
