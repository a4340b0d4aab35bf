import type { Database } from 'better-sqlite3'
import type { ChangeLog } from './change-log.ts'

/** Who preferred or rejected what, when and why. */
export interface Decision {
  id: string
  phonemeId: string
  act: 'preferred' | 'cleared' | 'rejected' | 'accepted'
  sourceId: string | null
  decidedBy: string
  reason: string | null
  deviceId: string
  decidedAt: string
}

export interface DecisionsTable {
  insert(decision: Decision): void
  /** Newest first. */
  ofPhoneme(phonemeId: string): Decision[]
  all(): Decision[]
}

const columns = `
  id, phoneme_id AS phonemeId, act, audio_source AS sourceId, decided_by AS decidedBy, reason, device_id AS deviceId,
  decided_at AS decidedAt`

export function createDecisionsTable(db: Database, log: ChangeLog): DecisionsTable {
  const insertDecision = db.prepare(`
    INSERT INTO decisions (id, phoneme_id, act, audio_source, decided_by, reason, device_id, decided_at)
    VALUES (@id, @phonemeId, @act, @sourceId, @decidedBy, @reason, @deviceId, @decidedAt)`)
  const selectOfPhoneme = db.prepare<[string], Decision>(
    `SELECT ${columns} FROM decisions WHERE phoneme_id = ? ORDER BY decided_at DESC, id DESC`,
  )
  const selectAll = db.prepare<[], Decision>(`SELECT ${columns} FROM decisions ORDER BY decided_at DESC, id DESC`)
  return {
    insert(decision) {
      insertDecision.run(decision)
      log.made('decision', decision.id, decision)
    },
    ofPhoneme: (phonemeId) => selectOfPhoneme.all(phonemeId),
    all: () => selectAll.all(),
  }
}
