import type { Database } from 'better-sqlite3'
import type { JobEnd, SpeakJob } from '#shared/node/queue/speak-job.ts'

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Job extends SpeakJob {
  state: JobState
  /** Nobody named the voice: another may stand in where this one can't be reached. */
  byDefault: boolean
  /** JSON of the last failure. */
  failure: string | null
  notBefore: string | null
  createdAt: string
  startedAt: string | null
  endedAt: string | null
}

export type NewJob = Pick<Job, 'id' | 'phonemeId' | 'voiceId' | 'engine' | 'sourceType' | 'priority' | 'byDefault'>

export interface JobsTable {
  /**
   * The job of that clip that waits or runs already, now at least as urgent, or this one; its id. One that failed or was
   * cancelled before gives way to it.
   */
  put(job: NewJob, at: string): string
  get(id: string): Job | undefined
  /** Of this engine the most urgent, then the oldest that is due; now running. */
  claim(engine: string, now: string): Job | undefined
  end(id: string, end: JobEnd, at: string): void
  nextDue(engine: string): string | undefined
  /** Newest first. */
  list(state: JobState | undefined, limit: number): Job[]
  count(state: JobState): number
  /** How many that are at least so urgent could run now, or do. */
  countUrgent(priority: number): number
  /** Only what waits: what runs has to be stopped first. The ids of those it was. */
  cancelWaiting(ids: readonly string[] | undefined, at: string): string[]
  /**
   * What failed or was cancelled, all since then where none is named; left as it is where the same clip waits or runs
   * again by now. The ids of those it was.
   */
  retry(ids: readonly string[] | undefined, since: string): string[]
  /** What a killed studio left running waits again; their ids. */
  recover(): string[]
  /** Forgets what ended before then. */
  forget(before: string): void
}

interface JobRow extends Omit<Job, 'byDefault'> {
  byDefault: 0 | 1
}

const columns = `
  id, phoneme_id AS phonemeId, voice_id AS voiceId, engine, source_type AS sourceType, priority, attempts, state,
  request ->> '$.byDefault' AS byDefault, failure, not_before AS notBefore, created_at AS createdAt,
  started_at AS startedAt, ended_at AS endedAt`

export function createJobsTable(db: Database): JobsTable {
  const deleteFormer = db.prepare(`
    DELETE FROM jobs WHERE phoneme_id = @phonemeId AND voice_id = @voiceId AND source_type = @sourceType
      AND state IN ('failed', 'cancelled')`)
  const insertJob = db
    .prepare<[Record<string, unknown>], string>(`
      INSERT INTO jobs (id, kind, state, priority, phoneme_id, voice_id, engine, source_type, request, created_at)
      VALUES (@id, 'speak', 'waiting', @priority, @phonemeId, @voiceId, @engine, @sourceType, @request, @at)
      ON CONFLICT (phoneme_id, voice_id, source_type) WHERE kind = 'speak' AND state IN ('waiting', 'running')
        DO UPDATE SET priority = max(priority, excluded.priority)
      RETURNING id`)
    .pluck()
  const selectOne = db.prepare<[string], JobRow>(`SELECT ${columns} FROM jobs WHERE id = ?`)
  const claimNext = db.prepare<[Record<string, unknown>], JobRow>(`
    UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = @now WHERE id = (
      SELECT id FROM jobs WHERE engine = @engine AND state = 'waiting' AND (not_before IS NULL OR not_before <= @now)
      ORDER BY priority DESC, created_at, id LIMIT 1)
    RETURNING ${columns}`)
  const endJob = db.prepare(
    'UPDATE jobs SET state = @state, failure = @failure, ended_at = @at, not_before = NULL WHERE id = @id',
  )
  // A try that only the studio's closing ended is none.
  const putBack = db.prepare(`
    UPDATE jobs SET state = 'waiting', failure = coalesce(@failure, failure), not_before = @notBefore,
      attempts = attempts - iif(@failure IS NULL, 1, 0)
    WHERE id = @id`)
  const selectDue = db
    .prepare<[string], string>(`
      SELECT coalesce(not_before, created_at) FROM jobs WHERE engine = ? AND state = 'waiting'
      ORDER BY coalesce(not_before, created_at) LIMIT 1`)
    .pluck()
  const selectAll = db.prepare<[number], JobRow>(`
    SELECT ${columns} FROM jobs WHERE kind = 'speak' AND source_type IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT ?`)
  const selectOfState = db.prepare<[string, number], JobRow>(`
    SELECT ${columns} FROM jobs WHERE state = ? AND kind = 'speak' AND source_type IS NOT NULL
    ORDER BY created_at DESC, id DESC LIMIT ?`)
  const countOfState = db.prepare<[string], number>('SELECT count(*) FROM jobs WHERE state = ?').pluck()
  const countUrgent = db
    .prepare<[number], number>(`
      SELECT count(*) FROM jobs WHERE (state = 'running' OR (state = 'waiting' AND not_before IS NULL)) AND priority >= ?`)
    .pluck()
  const cancelAll = db
    .prepare<[string], string>("UPDATE jobs SET state = 'cancelled', ended_at = ? WHERE state = 'waiting' RETURNING id")
    .pluck()
  const cancelOne = db
    .prepare<[string, string], string>(
      "UPDATE jobs SET state = 'cancelled', ended_at = ? WHERE state = 'waiting' AND id = ? RETURNING id",
    )
    .pluck()
  const retryAll = db
    .prepare<[string], string>(`
      UPDATE OR IGNORE jobs SET state = 'waiting', attempts = 0, not_before = NULL, ended_at = NULL
      WHERE state IN ('failed', 'cancelled') AND source_type IS NOT NULL AND ended_at >= ? RETURNING id`)
    .pluck()
  const retryOne = db
    .prepare<[string], string>(`
      UPDATE OR IGNORE jobs SET state = 'waiting', attempts = 0, not_before = NULL, ended_at = NULL
      WHERE state IN ('failed', 'cancelled') AND source_type IS NOT NULL AND id = ? RETURNING id`)
    .pluck()
  const recover = db
    .prepare<[], string>("UPDATE jobs SET state = 'waiting' WHERE state = 'running' RETURNING id")
    .pluck()
  const forgetEnded = db.prepare("DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled') AND ended_at < ?")

  return {
    put({ byDefault, ...job }, at) {
      deleteFormer.run({ phonemeId: job.phonemeId, voiceId: job.voiceId, sourceType: job.sourceType })
      return insertJob.get({ ...job, request: JSON.stringify({ byDefault }), at }) ?? job.id
    },
    get: (id) => optional(selectOne.get(id)),
    claim: (engine, now) => optional(claimNext.get({ engine, now })),
    end(id, end, at) {
      const failure = 'failure' in end && end.failure !== null ? JSON.stringify(end.failure) : null
      if (end.state === 'waiting') putBack.run({ id, failure, notBefore: end.notBefore })
      else endJob.run({ id, state: end.state, failure, at })
    },
    nextDue: (engine) => selectDue.get(engine),
    list: (state, limit) =>
      (state === undefined ? selectAll.all(limit) : selectOfState.all(state, limit)).map((row) => toJob(row)),
    count: (state) => countOfState.get(state) ?? 0,
    countUrgent: (priority) => countUrgent.get(priority) ?? 0,
    cancelWaiting: (ids, at) => ids?.flatMap((id) => cancelOne.all(at, id)) ?? cancelAll.all(at),
    retry: (ids, since) => ids?.flatMap((id) => retryOne.all(id)) ?? retryAll.all(since),
    recover: () => recover.all(),
    forget: (before) => void forgetEnded.run(before),
  }
}

function optional(row: JobRow | undefined): Job | undefined {
  return row && toJob(row)
}

function toJob(row: JobRow): Job {
  return { ...row, byDefault: row.byDefault === 1 }
}
