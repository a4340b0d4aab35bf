import type { Database } from 'better-sqlite3'
import type { Sitting, SittingMode, SittingPrompt } from '#shared/entities/sitting.ts'
import type { ChangeLog } from './change-log.ts'

/** A sitting in a list, counted. */
export interface SittingCounts extends Omit<Sitting, 'prompts' | 'current'> {
  speakerName: string
  prompts: number
  /** Prompts with as many takes as wanted, or skipped. */
  done: number
  /** Not counting the rejected. */
  takes: number
}

export interface SittingsFilter {
  speakerId?: string | undefined
  openOnly?: boolean | undefined
}

export interface SittingsTable {
  get(id: string): Sitting | undefined
  /** Newest change first. */
  counted(filter: SittingsFilter): SittingCounts[]
  insert(sitting: Sitting): void
  setMode(id: string, mode: SittingMode, at: string): void
  setCurrent(id: string, current: number, at: string): void
  setSkipped(id: string, promptId: string, skipped: SittingPrompt['skipped'], at: string): void
  setEnded(id: string, endedAt: string | null, at: string): void
  /** Something of it changed that stands elsewhere, such as a take. */
  touch(id: string, at: string): void
  /** Key of what is chosen from → take. */
  choices(id: string): Map<string, string>
  choose(id: string, key: string, takeId: string | null, at: string): void
}

type SittingRow = Omit<Sitting, 'prompts'>
interface PromptRow extends Omit<SittingPrompt, 'skipped'> {
  skipReason: string | null
  skippedAt: string | null
}

export function createSittingsTable(db: Database, log: ChangeLog): SittingsTable {
  const selectOne = db.prepare<[string], SittingRow>(`
    SELECT id, speaker_id AS speakerId, title, mode, current, started_at AS startedAt, ended_at AS endedAt,
      updated_at AS updatedAt
    FROM sittings WHERE id = ?`)
  const selectPrompts = db.prepare<[string], PromptRow>(`
    SELECT prompt_id AS promptId, phoneme_id AS phonemeId, context, text, takes_wanted AS takesWanted,
      skip_reason AS skipReason, skipped_at AS skippedAt
    FROM sitting_prompts WHERE sitting_id = ? ORDER BY position`)
  const selectCounted = db.prepare<[{ speakerId: string | null; openOnly: 0 | 1 }], SittingCounts>(`
    WITH taken AS (
      SELECT sessions.sitting_id, takes.prompt_id, count(*) AS takes
      FROM sessions JOIN takes ON takes.session_id = sessions.id
      WHERE sessions.sitting_id IS NOT NULL AND takes.verdict <> 'rejected'
      GROUP BY sessions.sitting_id, takes.prompt_id
    )
    SELECT sittings.id, sittings.speaker_id AS speakerId, speakers.display_name AS speakerName, sittings.title, sittings.mode,
      count(sitting_prompts.position) AS prompts,
      coalesce(sum(skipped_at IS NOT NULL OR coalesce(taken.takes, 0) >= takes_wanted), 0) AS done,
      coalesce(sum(taken.takes), 0) AS takes,
      sittings.started_at AS startedAt, sittings.ended_at AS endedAt, sittings.updated_at AS updatedAt
    FROM sittings JOIN speakers ON speakers.id = sittings.speaker_id
      LEFT JOIN sitting_prompts ON sitting_prompts.sitting_id = sittings.id
      LEFT JOIN taken ON taken.sitting_id = sittings.id AND taken.prompt_id = sitting_prompts.prompt_id
    WHERE (@speakerId IS NULL OR sittings.speaker_id = @speakerId) AND (@openOnly = 0 OR sittings.ended_at IS NULL)
    GROUP BY sittings.id
    ORDER BY sittings.updated_at DESC, sittings.id DESC`)
  const insertSitting = db.prepare(`
    INSERT INTO sittings (id, speaker_id, title, mode, current, started_at, ended_at, updated_at)
    VALUES (@id, @speakerId, @title, @mode, @current, @startedAt, @endedAt, @updatedAt)`)
  const insertPrompt = db.prepare(`
    INSERT INTO sitting_prompts (sitting_id, position, prompt_id, phoneme_id, context, text, takes_wanted, skip_reason, skipped_at)
    VALUES (@sittingId, @position, @promptId, @phonemeId, @context, @text, @takesWanted, @skipReason, @skippedAt)`)
  const updateMode = db.prepare('UPDATE sittings SET mode = ?, updated_at = ? WHERE id = ?')
  const updateCurrent = db.prepare('UPDATE sittings SET current = ?, updated_at = ? WHERE id = ?')
  const updateEnded = db.prepare('UPDATE sittings SET ended_at = ?, updated_at = ? WHERE id = ?')
  const updateTime = db.prepare('UPDATE sittings SET updated_at = ? WHERE id = ?')
  const updateSkipped = db.prepare(
    'UPDATE sitting_prompts SET skip_reason = ?, skipped_at = ? WHERE sitting_id = ? AND prompt_id = ?',
  )
  const selectChoices = db.prepare<[string], { key: string; takeId: string }>(
    'SELECT choice_key AS key, take_id AS takeId FROM sitting_choices WHERE sitting_id = ?',
  )
  const upsertChoice = db.prepare(`
    INSERT INTO sitting_choices (sitting_id, choice_key, take_id) VALUES (?, ?, ?)
    ON CONFLICT (sitting_id, choice_key) DO UPDATE SET take_id = excluded.take_id`)
  const deleteChoice = db.prepare('DELETE FROM sitting_choices WHERE sitting_id = ? AND choice_key = ?')

  return {
    get(id) {
      const row = selectOne.get(id)
      return row && { ...row, prompts: selectPrompts.all(id).map(toPrompt) }
    },
    counted: ({ speakerId = null, openOnly = false }) => selectCounted.all({ speakerId, openOnly: openOnly ? 1 : 0 }),
    insert(sitting) {
      const { prompts, ...own } = sitting
      insertSitting.run(own)
      for (const [position, { skipped, ...prompt }] of prompts.entries())
        insertPrompt.run({
          ...prompt,
          sittingId: sitting.id,
          position,
          skipReason: skipped?.reason ?? null,
          skippedAt: skipped?.at ?? null,
        })
      log.made('sitting', sitting.id, sitting)
    },
    setMode(id, mode, at) {
      updateMode.run(mode, at, id)
      log.changed('sitting', id, { mode })
    },
    setCurrent(id, current, at) {
      updateCurrent.run(current, at, id)
      log.changed('sitting', id, { current })
    },
    // Each prompt and each choice has a clock of its own: two devices may go through one sitting.
    setSkipped(id, promptId, skipped, at) {
      updateSkipped.run(skipped?.reason ?? null, skipped?.at ?? null, id, promptId)
      updateTime.run(at, id)
      log.changed('sitting', id, { [`skipped/${promptId}`]: skipped })
    },
    setEnded(id, endedAt, at) {
      updateEnded.run(endedAt, at, id)
      log.changed('sitting', id, { endedAt })
    },
    touch: (id, at) => void updateTime.run(at, id),
    choices: (id) => new Map(selectChoices.all(id).map(({ key, takeId }) => [key, takeId])),
    choose(id, key, takeId, at) {
      if (takeId === null) deleteChoice.run(id, key)
      else upsertChoice.run(id, key, takeId)
      updateTime.run(at, id)
      log.changed('sitting', id, { [`chosen/${key}`]: takeId })
    },
  }
}

function toPrompt({ skipReason, skippedAt, ...prompt }: PromptRow): SittingPrompt {
  return { ...prompt, skipped: skippedAt === null ? null : { reason: skipReason ?? '', at: skippedAt } }
}
