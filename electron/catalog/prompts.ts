import type { Database } from 'better-sqlite3'
import type { Prompt } from '#shared/entities/phoneme.ts'

export interface PromptsTable {
  /** In inventory order. */
  all(): Prompt[]
  /** Also those that the inventory has no more: a sitting that was begun before goes on with them. */
  everOf(phonemeId: string): Prompt[]
  /**
   * Puts an inventory's prompts, in its order, in the place of those it had. What it has no more stays where a take or a
   * sitting refers to it. Made by the inventory, the same in every studio: not logged.
   */
  putFromInventory(prompts: readonly Prompt[], inventoryId: string): void
}

const columns = 'prompts.id, prompts.phoneme_id AS phonemeId, prompts.context, prompts.text'

export function createPromptsTable(db: Database): PromptsTable {
  const selectAll = db.prepare<[], Prompt>(`
    SELECT ${columns} FROM prompts JOIN phonemes ON phonemes.id = prompts.phoneme_id WHERE prompts.position IS NOT NULL
    ORDER BY phonemes.inventory_id, phonemes.position, prompts.position`)
  const selectEverOf = db.prepare<[string], Prompt>(
    `SELECT ${columns} FROM prompts WHERE phoneme_id = ? ORDER BY position, id`,
  )
  const retireAll = db.prepare(
    'UPDATE prompts SET position = NULL WHERE phoneme_id IN (SELECT id FROM phonemes WHERE inventory_id = ?)',
  )
  const upsert = db.prepare(`
    INSERT INTO prompts (id, phoneme_id, context, text, position) VALUES (@id, @phonemeId, @context, @text, @position)
    ON CONFLICT (id) DO UPDATE SET context = excluded.context, text = excluded.text, position = excluded.position`)
  const deleteUnused = db.prepare(`
    DELETE FROM prompts WHERE position IS NULL
      AND NOT EXISTS (SELECT 1 FROM takes WHERE takes.prompt_id = prompts.id)
      AND NOT EXISTS (SELECT 1 FROM sitting_prompts WHERE sitting_prompts.prompt_id = prompts.id)`)
  return {
    all: () => selectAll.all(),
    everOf: (phonemeId) => selectEverOf.all(phonemeId),
    putFromInventory(prompts, inventoryId) {
      retireAll.run(inventoryId)
      for (const [position, prompt] of prompts.entries()) upsert.run({ ...prompt, position })
      deleteUnused.run()
    },
  }
}
