import Database from 'better-sqlite3'
import { join } from 'node:path'
import { v7 } from 'uuid'
import type { beginSitting } from '#test/support/begin-sitting.ts'
import type { FurnishedStudio } from './furnished-studio.ts'
import { spokenSound } from './spoken-sound.ts'
import type { WindowOptions } from './studio-window.ts'
import { openWindow } from './studio-window.ts'

/** A vowel with a voice's outline over a room's noise: the louder the room, the worse the take. */
export function vowelInRoom({ room = 0.0004, peak = 0.5, seconds = 0.45 } = {}): Float32Array {
  const sound = spokenSound({ seconds, pitchHz: 210, formantsHz: [500, 1800, 2600], breath: 0.02, peak })
  let seed = 7
  return Float32Array.from(sound, (step) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0
    const noise = Math.round((seed / 2 ** 31) * room * 32_768)
    return Math.max(-32_768, Math.min(32_767, step + noise)) / 32_768
  })
}

type Sitting = Awaited<ReturnType<typeof beginSitting>>

/** Takes that a speaker made, by the place of their prompt in the script. */
export async function recordAll(sitting: Sitting, takes: readonly (readonly [at: number, sound: Float32Array])[]) {
  const made = []
  for (const [at, sound] of takes) made.push((await sitting.record(at, sound)).take)
  return made
}

/**
 * So many words more in the script of a closed studio's sitting, each with three takes like the one that is there. Only that
 * one has a file: the others can be looked at, not heard.
 */
export function growSitting(folder: string, sittingId: string, takeId: string, words: number): void {
  const db = new Database(join(folder, 'catalog.sqlite'))
  const copier = (table: string, condition: string, ...values: string[]) => {
    const row = db
      .prepare<string[], Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${condition}`)
      .get(...values)
    const columns = Object.keys(row ?? {})
    const insert = db.prepare(`INSERT INTO ${table} (${columns.join(', ')})
      VALUES (${columns.map((column) => `@${column}`).join(', ')})`)
    return (fields: Record<string, unknown>) => insert.run({ ...row, ...fields })
  }
  const copyTake = copier('takes', 'id = ?', takeId)
  const copyPrompt = copier('prompts', "context = 'word' LIMIT 1")
  const copyAsked = copier('sitting_prompts', 'sitting_id = ? LIMIT 1', sittingId)
  const phonemeIds = db.prepare<[], string>('SELECT id FROM phonemes ORDER BY position').pluck().all()
  db.transaction(() => {
    for (let number = 1; number <= words; number += 1) {
      const [id, text, context] = [v7(), `word ${number}`, 'word']
      const phonemeId = phonemeIds[number % phonemeIds.length]
      copyPrompt({ id, phoneme_id: phonemeId, text, position: 100_000 + number })
      copyAsked({ position: 1000 + number, prompt_id: id, phoneme_id: phonemeId, context, text })
      for (let nth = 0; nth < 3; nth += 1) {
        const own = v7()
        copyTake({ id: own, prompt_id: id, phoneme_id: phonemeId, context, path: `takes/2026/11/02/${own}.wav` })
      }
    }
  })()
  db.close()
}

/** A window that shows the review of a sitting with takes. */
export async function openReview(
  studio: Pick<FurnishedStudio, 'address'>,
  sittingId: string,
  options: Partial<WindowOptions> = {},
) {
  const window = await openWindow({ address: `${studio.address}&to=/record/review/${sittingId}`, ...options })
  const { page } = window
  const inHand = page.getByRole('region', { name: 'Take in hand' })
  await inHand.waitFor()
  return { ...window, groups: page.getByRole('region', { name: 'Takes by what was asked for' }), inHand }
}
