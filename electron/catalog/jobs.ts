import type { Database } from 'better-sqlite3'

export interface Job {
  id: string
  kind: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  priority: number
  phonemeId: string | null
  voiceId: string | null
  engine: string | null
  /** JSON: what the job was asked for. */
  request: string
  attempts: number
  failure: string | null
  createdAt: string
  startedAt: string | null
  endedAt: string | null
}

export interface JobsTable {
  insert(job: Job): void
  start(id: string, at: string): void
  end(id: string, state: 'done' | 'failed' | 'cancelled', failure: string | null, at: string): void
  /** Closes what a killed studio left waiting or running. */
  cancelLeftOver(at: string): number
}

export function createJobsTable(db: Database): JobsTable {
  const insertJob = db.prepare(`
    INSERT INTO jobs (id, kind, state, priority, phoneme_id, voice_id, engine, request, attempts, failure, created_at, started_at, ended_at)
    VALUES (@id, @kind, @state, @priority, @phonemeId, @voiceId, @engine, @request, @attempts, @failure, @createdAt, @startedAt, @endedAt)`)
  const startJob = db.prepare(
    "UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = ?, failure = NULL WHERE id = ?",
  )
  const endJob = db.prepare('UPDATE jobs SET state = ?, failure = ?, ended_at = ? WHERE id = ?')
  const cancel = db.prepare("UPDATE jobs SET state = 'cancelled', ended_at = ? WHERE state IN ('waiting', 'running')")
  return {
    insert: (job) => void insertJob.run(job),
    start: (id, at) => void startJob.run(at, id),
    end: (id, state, failure, at) => void endJob.run(state, failure, at, id),
    cancelLeftOver: (at) => cancel.run(at).changes,
  }
}
