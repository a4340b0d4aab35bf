import type { Database } from 'better-sqlite3'

/** `peaks`: pairs of lowest and highest sample, Int8, −127…127. */
export interface StoredWaveform {
  sha256: string
  sampleRateHz: number
  frameCount: number
  points: number
  peaks: Uint8Array
}

export interface WaveformsTable {
  get(sha256: string): StoredWaveform | undefined
  put(waveform: StoredWaveform): void
}

export function createWaveformsTable(db: Database): WaveformsTable {
  const select = db.prepare<[string], StoredWaveform>(`
    SELECT sha256, sample_rate_hz AS sampleRateHz, frame_count AS frameCount, points, peaks FROM waveforms WHERE sha256 = ?`)
  const insert = db.prepare(`
    INSERT INTO waveforms (sha256, sample_rate_hz, frame_count, points, peaks)
    VALUES (@sha256, @sampleRateHz, @frameCount, @points, @peaks) ON CONFLICT DO NOTHING`)
  return {
    get: (sha256) => select.get(sha256),
    put: (waveform) => void insert.run(waveform),
  }
}
