import type { Database } from 'better-sqlite3'
import type { DevicePlays } from '#shared/entities/merge/merge-plays.ts'
import type { PhonemeCategory, Prompt } from '#shared/entities/phoneme.ts'
import type { ChangedEntity } from './change-log.ts'
import type { Decision } from './decisions.ts'
import type { InventoryStamp } from './phonemes.ts'

/** `null`: the inventory has it no more. */
export type PlacedPrompt = Prompt & { position: number | null }

export interface LoggedChange {
  seq: number
  entity: ChangedEntity
  entityId: string
}

/** What nobody but a document that carries the catalog elsewhere asks for; long lists by id, a page at a time. */
export interface DocumentRows {
  inventories(): InventoryStamp[]
  categories(): (PhonemeCategory & { inventoryId: string })[]
  inventoryOf(phonemeId: string): string | undefined
  phonemeWithSymbol(inventoryId: string, ipaSymbol: string): string | undefined
  prompt(id: string): PlacedPrompt | undefined
  promptsAfter(id: string, limit: number): PlacedPrompt[]
  decision(id: string): Decision | undefined
  decisionsAfter(id: string, limit: number): Decision[]
  /** The last choice of a phoneme's source. */
  lastChoice(phonemeId: string): Decision | undefined
  /** Sorted by device. */
  playsOf(sourceId: string): DevicePlays[]
  sourcesOfSpeakerAfter(speakerId: string, id: string, limit: number): string[]
  takeAt(path: string): string | undefined
  /** 0: nothing was logged yet. */
  lastChange(): number
  changesAfter(seq: number, limit: number): LoggedChange[]
}

const promptColumns = 'id, phoneme_id AS phonemeId, context, text, position'
const decisionColumns = `
  id, phoneme_id AS phonemeId, act, audio_source AS sourceId, decided_by AS decidedBy, reason, device_id AS deviceId,
  decided_at AS decidedAt`

export function createDocumentRows(db: Database): DocumentRows {
  const selectInventories = db.prepare<[], InventoryStamp>(
    'SELECT id, name, language, version FROM inventories ORDER BY id',
  )
  const selectCategories = db.prepare<[], PhonemeCategory & { inventoryId: string }>(`
    SELECT id, name, name_vi AS nameVi, category_type AS categoryType, position, inventory_id AS inventoryId
    FROM phoneme_categories ORDER BY inventory_id, position, id`)
  const selectInventoryOf = db.prepare<[string], string>('SELECT inventory_id FROM phonemes WHERE id = ?').pluck()
  const selectWithSymbol = db
    .prepare<[string, string], string>('SELECT id FROM phonemes WHERE inventory_id = ? AND ipa_symbol = ?')
    .pluck()
  const selectPrompt = db.prepare<[string], PlacedPrompt>(`SELECT ${promptColumns} FROM prompts WHERE id = ?`)
  const selectPrompts = db.prepare<[string, number], PlacedPrompt>(
    `SELECT ${promptColumns} FROM prompts WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const selectDecision = db.prepare<[string], Decision>(`SELECT ${decisionColumns} FROM decisions WHERE id = ?`)
  const selectDecisions = db.prepare<[string, number], Decision>(
    `SELECT ${decisionColumns} FROM decisions WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const selectLastChoice = db.prepare<[string], Decision>(`
    SELECT ${decisionColumns} FROM decisions WHERE phoneme_id = ? AND act IN ('preferred', 'cleared')
    ORDER BY decided_at DESC, id DESC LIMIT 1`)
  const selectPlays = db.prepare<[string], DevicePlays>(`
    SELECT audio_source AS sourceId, device_id AS deviceId, plays, last_played_at AS lastPlayedAt
    FROM play_counts WHERE audio_source = ? ORDER BY device_id`)
  const selectOfSpeaker = db
    .prepare<[string, string, number], string>(
      'SELECT id FROM audio_sources WHERE speaker_id = ? AND id > ? ORDER BY id LIMIT ?',
    )
    .pluck()
  const selectTakeAt = db.prepare<[string], string>('SELECT id FROM takes WHERE path = ?').pluck()
  const selectLastChange = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM change_log').pluck()
  const selectChanges = db.prepare<[number, number], LoggedChange>(
    'SELECT seq, entity, entity_id AS entityId FROM change_log WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  return {
    inventories: () => selectInventories.all(),
    categories: () => selectCategories.all(),
    inventoryOf: (phonemeId) => selectInventoryOf.get(phonemeId),
    phonemeWithSymbol: (inventoryId, ipaSymbol) => selectWithSymbol.get(inventoryId, ipaSymbol),
    prompt: (id) => selectPrompt.get(id),
    promptsAfter: (id, limit) => selectPrompts.all(id, limit),
    decision: (id) => selectDecision.get(id),
    decisionsAfter: (id, limit) => selectDecisions.all(id, limit),
    lastChoice: (phonemeId) => selectLastChoice.get(phonemeId),
    playsOf: (sourceId) => selectPlays.all(sourceId),
    sourcesOfSpeakerAfter: (speakerId, id, limit) => selectOfSpeaker.all(speakerId, id, limit),
    takeAt: (path) => selectTakeAt.get(path),
    lastChange: () => selectLastChange.get() ?? 0,
    changesAfter: (seq, limit) => selectChanges.all(seq, limit),
  }
}
