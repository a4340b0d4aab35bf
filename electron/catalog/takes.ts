import type { Database } from 'better-sqlite3'
import type { Take, TakeVerdict, TrimMarks } from '#shared/entities/take.ts'
import type { ChangeLog } from './change-log.ts'

export interface TakesTable {
  get(id: string): Take | undefined
  /** Newest first. */
  ofPhoneme(phonemeId: string): Take[]
  ofSession(sessionId: string): Take[]
  /** Of all its sessions. */
  ofSitting(sittingId: string): Take[]
  salvaged(): Take[]
  all(): Take[]
  /** By id, the first that come after that one: all of them a little at a time. */
  after(id: string, limit: number): Take[]
  count(): number
  /** Whether any take names that file. */
  hasPath(path: string): boolean
  countSalvagedNew(): number
  countByPhoneme(): Map<string, number>
  insert(take: Take): void
  setTrim(id: string, trim: TrimMarks, at: string): void
  setVerdict(id: string, verdict: TakeVerdict, at: string): void
}

interface TakeRow extends Omit<Take, 'trim' | 'proposedTrim' | 'measurements' | 'salvaged' | 'checked'> {
  trimStartFrame: number
  trimEndFrame: number
  proposedTrimStartFrame: number
  proposedTrimEndFrame: number
  measurements: string
  checked: string | null
  salvaged: 0 | 1
}

const columns = `
  id, session_id AS sessionId, phoneme_id AS phonemeId, prompt_id AS promptId, context, speaker_id AS speakerId, path,
  sha256, file_size AS fileSizeBytes, sample_rate_hz AS sampleRateHz, channel_count AS channelCount,
  frame_count AS frameCount, trim_start_frame AS trimStartFrame, trim_end_frame AS trimEndFrame,
  proposed_trim_start_frame AS proposedTrimStartFrame, proposed_trim_end_frame AS proposedTrimEndFrame, measurements, checked,
  verdict, salvaged, recorded_at AS recordedAt, updated_at AS updatedAt`
const newest = 'ORDER BY recorded_at DESC, id DESC'

export function createTakesTable(db: Database, log: ChangeLog): TakesTable {
  const selectOne = db.prepare<[string], TakeRow>(`SELECT ${columns} FROM takes WHERE id = ?`)
  const selectOfPhoneme = db.prepare<[string], TakeRow>(`SELECT ${columns} FROM takes WHERE phoneme_id = ? ${newest}`)
  const selectOfSession = db.prepare<[string], TakeRow>(`SELECT ${columns} FROM takes WHERE session_id = ? ${newest}`)
  const selectOfSitting = db.prepare<[string], TakeRow>(
    `SELECT ${columns} FROM takes WHERE session_id IN (SELECT id FROM sessions WHERE sitting_id = ?) ${newest}`,
  )
  const selectSalvaged = db.prepare<[], TakeRow>(`SELECT ${columns} FROM takes WHERE salvaged = 1 ${newest}`)
  const selectAll = db.prepare<[], TakeRow>(`SELECT ${columns} FROM takes ${newest}`)
  const selectAfter = db.prepare<[string, number], TakeRow>(
    `SELECT ${columns} FROM takes WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const countAll = db.prepare<[], number>('SELECT count(*) FROM takes').pluck()
  const selectByPath = db.prepare<[string], number>('SELECT 1 FROM takes WHERE path = ?').pluck()
  const countSalvaged = db
    .prepare<[], number>("SELECT count(*) FROM takes WHERE salvaged = 1 AND verdict = 'new'")
    .pluck()
  const countEach = db.prepare<[], { phonemeId: string; takes: number }>(
    'SELECT phoneme_id AS phonemeId, count(*) AS takes FROM takes GROUP BY phoneme_id',
  )
  const insertTake = db.prepare(`
    INSERT INTO takes (id, session_id, phoneme_id, prompt_id, context, speaker_id, path, sha256, file_size,
      sample_rate_hz, channel_count, frame_count, trim_start_frame, trim_end_frame, proposed_trim_start_frame,
      proposed_trim_end_frame, measurements, checked, verdict, salvaged, recorded_at, updated_at)
    VALUES (@id, @sessionId, @phonemeId, @promptId, @context, @speakerId, @path, @sha256, @fileSizeBytes,
      @sampleRateHz, @channelCount, @frameCount, @trimStartFrame, @trimEndFrame, @proposedTrimStartFrame,
      @proposedTrimEndFrame, @measurements, @checked, @verdict, @salvaged, @recordedAt, @updatedAt)`)
  const updateTrim = db.prepare(
    'UPDATE takes SET trim_start_frame = ?, trim_end_frame = ?, updated_at = ? WHERE id = ?',
  )
  const updateVerdict = db.prepare('UPDATE takes SET verdict = ?, updated_at = ? WHERE id = ?')

  return {
    get(id) {
      const row = selectOne.get(id)
      return row && toTake(row)
    },
    ofPhoneme: (phonemeId) => selectOfPhoneme.all(phonemeId).map(toTake),
    ofSession: (sessionId) => selectOfSession.all(sessionId).map(toTake),
    ofSitting: (sittingId) => selectOfSitting.all(sittingId).map(toTake),
    salvaged: () => selectSalvaged.all().map(toTake),
    all: () => selectAll.all().map(toTake),
    after: (id, limit) => selectAfter.all(id, limit).map(toTake),
    count: () => countAll.get() ?? 0,
    hasPath: (path) => selectByPath.get(path) !== undefined,
    countSalvagedNew: () => countSalvaged.get() ?? 0,
    countByPhoneme: () => new Map(countEach.all().map(({ phonemeId, takes }) => [phonemeId, takes])),
    insert(take) {
      const { trim, proposedTrim, measurements, salvaged, checked, ...own } = take
      insertTake.run({
        ...own,
        trimStartFrame: trim.startFrame,
        trimEndFrame: trim.endFrame,
        proposedTrimStartFrame: proposedTrim.startFrame,
        proposedTrimEndFrame: proposedTrim.endFrame,
        measurements: JSON.stringify(measurements),
        checked: checked === null ? null : JSON.stringify(checked),
        salvaged: salvaged ? 1 : 0,
      })
      log.made('take', take.id, take)
    },
    setTrim(id, trim, at) {
      updateTrim.run(trim.startFrame, trim.endFrame, at, id)
      log.changed('take', id, { trim })
    },
    setVerdict(id, verdict, at) {
      updateVerdict.run(verdict, at, id)
      log.changed('take', id, { verdict })
    },
  }
}

function toTake(row: TakeRow): Take {
  const { trimStartFrame, trimEndFrame, proposedTrimStartFrame, proposedTrimEndFrame, ...others } = row
  const { measurements, salvaged, checked, ...own } = others
  return {
    ...own,
    trim: { startFrame: trimStartFrame, endFrame: trimEndFrame },
    proposedTrim: { startFrame: proposedTrimStartFrame, endFrame: proposedTrimEndFrame },
    measurements: JSON.parse(measurements) as Take['measurements'],
    checked: checked === null ? null : (JSON.parse(checked) as Take['checked']),
    salvaged: salvaged === 1,
  }
}
