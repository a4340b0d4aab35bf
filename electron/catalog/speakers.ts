import type { Database } from 'better-sqlite3'
import type { Consent, Speaker } from '#shared/entities/speaker.ts'
import type { Session, SessionSoundCheck } from '#shared/entities/take.ts'
import type { ChangeLog } from './change-log.ts'

export interface SpeakersTable {
  all(): Speaker[]
  get(id: string): Speaker | undefined
  byCode(code: string): Speaker | undefined
  insert(speaker: Speaker): void
  setConsent(id: string, consent: Consent, at: string): void
  insertSession(session: Session): void
  session(id: string): Session | undefined
  setSoundCheck(id: string, soundCheck: SessionSoundCheck | null): void
  endSession(id: string, at: string): void
}

interface SessionRow extends Omit<Session, 'input' | 'soundCheck'> {
  input: string
  soundCheck: string | null
}

interface SpeakerRow {
  id: string
  code: string
  displayName: string
  gender: string | null
  accent: string | null
  firstLanguage: string | null
  yearOfBirth: number | null
  consentText: string | null
  consentLicence: Consent['licence'] | null
  consentGivenAt: string | null
  consentWithdrawnAt: string | null
  consentRenewedAfter: string | null
  createdAt: string
  updatedAt: string
}

const columns = `
  id, code, display_name AS displayName, gender, accent, first_language AS firstLanguage, year_of_birth AS yearOfBirth,
  consent_text AS consentText, consent_licence AS consentLicence, consent_given_at AS consentGivenAt,
  consent_withdrawn_at AS consentWithdrawnAt, consent_renewed_after AS consentRenewedAfter, created_at AS createdAt, updated_at AS updatedAt`

export function createSpeakersTable(
  db: Database,
  log: ChangeLog,
  touch: (phonemeId: string | null) => void,
): SpeakersTable {
  const selectAll = db.prepare<[], SpeakerRow>(`SELECT ${columns} FROM speakers ORDER BY created_at, id`)
  const selectOne = db.prepare<[string], SpeakerRow>(`SELECT ${columns} FROM speakers WHERE id = ?`)
  const selectByCode = db.prepare<[string], SpeakerRow>(`SELECT ${columns} FROM speakers WHERE code = ?`)
  const insertSpeaker = db.prepare(`
    INSERT INTO speakers (id, code, display_name, gender, accent, first_language, year_of_birth, consent_text,
      consent_licence, consent_given_at, consent_withdrawn_at, consent_renewed_after, created_at, updated_at)
    VALUES (@id, @code, @displayName, @gender, @accent, @firstLanguage, @yearOfBirth, @consentText,
      @consentLicence, @consentGivenAt, @consentWithdrawnAt, @consentRenewedAfter, @createdAt, @updatedAt)`)
  const updateConsent = db.prepare(`
    UPDATE speakers SET consent_text = @textId, consent_licence = @licence, consent_given_at = @givenAt,
      consent_withdrawn_at = @withdrawnAt, consent_renewed_after = @renewedAfter, updated_at = @at WHERE id = @id`)
  const insertSession = db.prepare(`
    INSERT INTO sessions (id, speaker_id, input, noise_floor_dbfs, sound_check, sitting_id, started_at, ended_at)
    VALUES (@id, @speakerId, @input, @noiseFloorDbfs, @soundCheck, @sittingId, @startedAt, @endedAt)`)
  const selectSession = db.prepare<[string], SessionRow>(`
    SELECT id, speaker_id AS speakerId, input, noise_floor_dbfs AS noiseFloorDbfs, sound_check AS soundCheck,
      sitting_id AS sittingId, started_at AS startedAt, ended_at AS endedAt
    FROM sessions WHERE id = ?`)
  const updateSoundCheck = db.prepare('UPDATE sessions SET sound_check = ?, noise_floor_dbfs = ? WHERE id = ?')
  const updateSessionEnd = db.prepare('UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL')

  return {
    all: () => selectAll.all().map(toSpeaker),
    get: (id) => optional(selectOne.get(id)),
    byCode: (code) => optional(selectByCode.get(code)),
    insert(speaker) {
      const { consent, ...own } = speaker
      insertSpeaker.run({
        ...own,
        consentText: consent?.textId ?? null,
        consentLicence: consent?.licence ?? null,
        consentGivenAt: consent?.givenAt ?? null,
        consentWithdrawnAt: consent?.withdrawnAt ?? null,
        consentRenewedAfter: consent?.renewedAfter ?? null,
      })
      log.made('speaker', speaker.id, speaker)
    },
    setConsent(id, consent, at) {
      updateConsent.run({ id, at, ...consent })
      log.changed('speaker', id, { consent })
      // Of any number of phonemes: every answer is looked for again.
      touch(null)
    },
    insertSession(session) {
      const { input, soundCheck } = session
      insertSession.run({
        ...session,
        input: JSON.stringify(input),
        soundCheck: soundCheck === null ? null : JSON.stringify(soundCheck),
      })
      log.made('session', session.id, session)
    },
    session(id) {
      const row = selectSession.get(id)
      return row && toSession(row)
    },
    setSoundCheck(id, soundCheck) {
      const noiseFloorDbfs = soundCheck?.noiseFloorDbfs ?? null
      updateSoundCheck.run(soundCheck === null ? null : JSON.stringify(soundCheck), noiseFloorDbfs, id)
      log.changed('session', id, { soundCheck, noiseFloorDbfs })
    },
    endSession(id, at) {
      if (updateSessionEnd.run(at, id).changes > 0) log.changed('session', id, { endedAt: at })
    },
  }
}

function optional(row: SpeakerRow | undefined): Speaker | undefined {
  return row && toSpeaker(row)
}

function toSpeaker(row: SpeakerRow): Speaker {
  const { consentText, consentLicence, consentGivenAt, consentWithdrawnAt, consentRenewedAfter, ...own } = row
  const given = consentText !== null && consentLicence !== null && consentGivenAt !== null
  const consent = given
    ? {
        textId: consentText,
        licence: consentLicence,
        givenAt: consentGivenAt,
        withdrawnAt: consentWithdrawnAt,
        renewedAfter: consentRenewedAfter,
      }
    : null
  return { ...own, consent }
}

function toSession(row: SessionRow): Session {
  const { input, soundCheck } = row
  return {
    ...row,
    input: JSON.parse(input) as Session['input'],
    soundCheck: soundCheck === null ? null : (JSON.parse(soundCheck) as Session['soundCheck']),
  }
}
