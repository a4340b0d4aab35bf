import type { Database } from 'better-sqlite3'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { AudioCacheRecord } from '#shared/entities/cache-record.ts'
import type { DevicePlays } from '#shared/entities/merge/merge-plays.ts'
import type { Sitting } from '#shared/entities/sitting.ts'
import type { Speaker } from '#shared/entities/speaker.ts'
import type { Session, Take } from '#shared/entities/take.ts'
import type { ChangeLog } from '../change-log.ts'
import type { ClocksTable } from '../clocks.ts'
import { createClocksTable } from '../clocks.ts'
import type { DecisionsTable } from '../decisions.ts'
import { createDecisionsTable } from '../decisions.ts'
import type { PlacedPrompt } from '../document-rows.ts'
import type { PhonemesTable } from '../phonemes.ts'
import { createPhonemesTable } from '../phonemes.ts'
import { unlogged } from '../read-tables.ts'
import type { SittingsTable } from '../sittings.ts'
import { createSittingsTable } from '../sittings.ts'
import type { SourcesTable } from '../sources.ts'
import { createSourcesTable } from '../sources.ts'
import type { SpeakersTable } from '../speakers.ts'
import { createSpeakersTable } from '../speakers.ts'
import type { TakesTable } from '../takes.ts'
import { createTakesTable } from '../takes.ts'
import type { WithdrawalsTable } from '../withdrawals.ts'
import { createWithdrawalsTable } from '../withdrawals.ts'

/** A row as it is once merged: every field that may have changed. */
export interface MergedRows {
  addPrompt(prompt: PlacedPrompt): void
  changeSpeaker(speaker: Speaker): void
  changeSession(session: Session): void
  changeSitting(sitting: Omit<Sitting, 'prompts'>): void
  changeTake(take: Take): void
  changeSource(source: AudioSource): void
  changeRecord(record: AudioCacheRecord): void
  putPlays(plays: DevicePlays): void
}

/** The tables, none of which tells of its own changes: what came from elsewhere is told with its own clocks. */
export interface WriteTables {
  phonemes: PhonemesTable
  speakers: SpeakersTable
  sittings: SittingsTable
  takes: TakesTable
  sources: SourcesTable
  decisions: DecisionsTable
  withdrawals: WithdrawalsTable
  clocks: ClocksTable
  rows: MergedRows
  log: ChangeLog
}

export function writeTables(db: Database, log: ChangeLog): WriteTables {
  return {
    phonemes: createPhonemesTable(db, unlogged, () => {}),
    speakers: createSpeakersTable(db, unlogged, () => {}),
    sittings: createSittingsTable(db, unlogged),
    takes: createTakesTable(db, unlogged),
    sources: createSourcesTable(db, unlogged, () => {}),
    decisions: createDecisionsTable(db, unlogged),
    withdrawals: createWithdrawalsTable(db),
    clocks: createClocksTable(db),
    rows: createMergedRows(db),
    log,
  }
}

function createMergedRows(db: Database): MergedRows {
  const insertPrompt = db.prepare(`
    INSERT INTO prompts (id, phoneme_id, context, text, position) VALUES (@id, @phonemeId, @context, @text, @position)`)
  const updateSpeaker = db.prepare(`
    UPDATE speakers SET display_name = @displayName, gender = @gender, accent = @accent, first_language = @firstLanguage,
      year_of_birth = @yearOfBirth, updated_at = @updatedAt WHERE id = @id`)
  const updateConsent = db.prepare(`
    UPDATE speakers SET consent_text = @textId, consent_licence = @licence, consent_given_at = @givenAt,
      consent_withdrawn_at = @withdrawnAt, consent_renewed_after = @renewedAfter WHERE id = @id`)
  const updateSession = db.prepare(`
    UPDATE sessions SET ended_at = @endedAt, sound_check = @soundCheck, noise_floor_dbfs = @noiseFloorDbfs WHERE id = @id`)
  const updateSitting = db.prepare(`
    UPDATE sittings SET title = @title, mode = @mode, current = @current, ended_at = @endedAt, updated_at = @updatedAt
    WHERE id = @id`)
  const updateTake = db.prepare(`
    UPDATE takes SET trim_start_frame = @startFrame, trim_end_frame = @endFrame, verdict = @verdict,
      updated_at = @updatedAt WHERE id = @id`)
  const updateSource = db.prepare(`
    UPDATE audio_sources SET cached_until = @cachedUntil, rejected_at = @rejectedAt, metadata = @metadata,
      take_id = @takeId, updated_at = @updatedAt WHERE id = @id`)
  const updateRecord = db.prepare(`
    UPDATE audio_cache SET usage_count = @usageCount, last_accessed_at = @lastAccessedAt WHERE audio_source = @sourceId`)
  const upsertPlays = db.prepare(`
    INSERT INTO play_counts (audio_source, device_id, plays, last_played_at)
    VALUES (@sourceId, @deviceId, @plays, @lastPlayedAt)
    ON CONFLICT DO UPDATE SET plays = excluded.plays, last_played_at = excluded.last_played_at`)
  return {
    addPrompt: (prompt) => void insertPrompt.run(prompt),
    changeSpeaker({ consent, ...speaker }) {
      updateSpeaker.run(speaker)
      if (consent !== null) updateConsent.run({ ...consent, id: speaker.id })
    },
    changeSession({ id, endedAt, soundCheck, noiseFloorDbfs }) {
      const check = soundCheck === null ? null : JSON.stringify(soundCheck)
      updateSession.run({ id, endedAt, soundCheck: check, noiseFloorDbfs })
    },
    changeSitting: (sitting) => void updateSitting.run(sitting),
    changeTake: ({ id, trim, verdict, updatedAt }) => void updateTake.run({ id, ...trim, verdict, updatedAt }),
    changeSource: (source) => void updateSource.run({ ...source, metadata: JSON.stringify(source.metadata) }),
    changeRecord: (record) => void updateRecord.run(record),
    putPlays: (plays) => void upsertPlays.run(plays),
  }
}
