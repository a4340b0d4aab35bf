import type { Database } from 'better-sqlite3'
import type { Phoneme, PhonemeCategory } from '#shared/entities/phoneme.ts'
import type { ChangeLog } from './change-log.ts'

type JsonField = 'aliases' | 'exemplars' | 'accents' | 'espeak'
type Row = Omit<Phoneme, JsonField | 'mouthPicture' | 'minimalPairs'> &
  Record<JsonField, string> & { mouthPicture: string | null }

export interface InventoryStamp {
  id: string
  name: string
  language: string
  version: number
}

export type RuledPhoneme = Pick<
  Phoneme,
  'id' | 'ipaSymbol' | 'vietnameseApprox' | 'spokenText' | 'preferredAudioSourceId'
>

/** The fields of a phoneme that a person may edit, and that a newer inventory then leaves alone. */
export type EditablePhonemeFields = Partial<
  Pick<
    Phoneme,
    | 'vietnameseApprox'
    | 'spokenText'
    | 'exemplars'
    | 'aliases'
    | 'categoryId'
    | 'accents'
    | 'espeak'
    | 'mouthPicture'
    | 'position'
  >
>

export interface PhonemesTable {
  inventoryVersion(inventoryId: string): number | null
  putInventory(stamp: InventoryStamp, at: string): void
  putCategory(category: PhonemeCategory, inventoryId: string): void
  categories(): PhonemeCategory[]
  /** Inserts, or replaces the fields that nobody edited. Made by the inventory, the same in every studio: not logged. */
  putFromInventory(phoneme: Phoneme, inventoryId: string, at: string): void
  /** Puts a phoneme's pairs in the place of those it had, once their partners are all there. */
  putMinimalPairs(phoneme: Phoneme): void
  all(): Phoneme[]
  get(id: string): Phoneme | undefined
  /** What the rule that picks asks of it, without the columns that take long to read. */
  forRule(id: string): RuledPhoneme | undefined
  edit(id: string, fields: EditablePhonemeFields, at: string): void
  setPreferred(id: string, sourceId: string | null, at: string): void
  preferredSources(): Set<string>
  /** Its sources, cache records and prompts go with it; refused by the database while takes of it stand. */
  delete(id: string): void
}

const columns = `
  id, category_id AS categoryId, ipa_symbol AS ipaSymbol, aliases, vietnamese_approx AS vietnameseApprox, exemplars,
  spoken_text AS spokenText, accents, espeak, mouth_picture AS mouthPicture, preferred_audio_source AS preferredAudioSourceId, position`

const columnOf: Record<keyof EditablePhonemeFields, string> = {
  vietnameseApprox: 'vietnamese_approx',
  spokenText: 'spoken_text',
  exemplars: 'exemplars',
  aliases: 'aliases',
  categoryId: 'category_id',
  accents: 'accents',
  espeak: 'espeak',
  mouthPicture: 'mouth_picture',
  position: 'position',
}
const editableFields = Object.keys(columnOf) as (keyof EditablePhonemeFields)[]

export function createPhonemesTable(
  db: Database,
  log: ChangeLog,
  touch: (phonemeId: string | null) => void,
): PhonemesTable {
  const selectInventory = db.prepare<[string], number>('SELECT version FROM inventories WHERE id = ?').pluck()
  const upsertInventory = db.prepare(`
    INSERT INTO inventories (id, name, language, version, added_at) VALUES (@id, @name, @language, @version, @at)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version`)
  const upsertCategory = db.prepare(`
    INSERT INTO phoneme_categories (id, inventory_id, name, name_vi, category_type, position)
    VALUES (@id, @inventoryId, @name, @nameVi, @categoryType, @position)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_vi = excluded.name_vi,
      category_type = excluded.category_type, position = excluded.position`)
  const selectCategories = db.prepare<[], PhonemeCategory>(
    'SELECT id, name, name_vi AS nameVi, category_type AS categoryType, position FROM phoneme_categories ORDER BY inventory_id, position',
  )
  const insertPhoneme = db.prepare(`
    INSERT INTO phonemes (id, inventory_id, category_id, ipa_symbol, aliases, vietnamese_approx, exemplars, spoken_text,
      accents, espeak, mouth_picture, position, created_at, updated_at)
    VALUES (@id, @inventoryId, @categoryId, @ipaSymbol, @aliases, @vietnameseApprox, @exemplars, @spokenText,
      @accents, @espeak, @mouthPicture, @position, @at, @at)
    ON CONFLICT (id) DO NOTHING`)
  const selectAll = db.prepare<[], Row>(`SELECT ${columns} FROM phonemes ORDER BY inventory_id, position`)
  const selectOne = db.prepare<[string], Row>(`SELECT ${columns} FROM phonemes WHERE id = ?`)
  const selectForRule = db.prepare<[string], RuledPhoneme>(`
    SELECT id, ipa_symbol AS ipaSymbol, vietnamese_approx AS vietnameseApprox, spoken_text AS spokenText,
      preferred_audio_source AS preferredAudioSourceId FROM phonemes WHERE id = ?`)
  const setField = Object.fromEntries(
    editableFields.map((field) => [
      field,
      db.prepare(`UPDATE phonemes SET ${columnOf[field]} = ?, updated_at = ? WHERE id = ?`),
    ]),
  )
  const updatePreferred = db.prepare('UPDATE phonemes SET preferred_audio_source = ?, updated_at = ? WHERE id = ?')
  const selectPreferred = db
    .prepare<[], string>(
      'SELECT preferred_audio_source FROM phonemes WHERE preferred_audio_source IS NOT NULL ORDER BY preferred_audio_source',
    )
    .pluck()
  const deletePhoneme = db.prepare('DELETE FROM phonemes WHERE id = ?')
  const deletePairs = db.prepare('DELETE FROM minimal_pairs WHERE phoneme_id = ?')
  const insertPair = db.prepare(`
    INSERT INTO minimal_pairs (phoneme_id, partner_id, word, partner_word) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  const selectPairs = db.prepare<[], { phonemeId: string; partnerId: string; word: string; partnerWord: string }>(`
    SELECT phoneme_id AS phonemeId, partner_id AS partnerId, word, partner_word AS partnerWord FROM minimal_pairs
    ORDER BY phoneme_id, partner_id, word`)
  const selectPairsOf = db.prepare<[string], Phoneme['minimalPairs'][number]>(`
    SELECT partner_id AS partnerId, word, partner_word AS partnerWord FROM minimal_pairs WHERE phoneme_id = ?
    ORDER BY partner_id, word`)

  const toPhoneme = (row: Row, minimalPairs: Phoneme['minimalPairs']): Phoneme => ({
    ...row,
    aliases: JSON.parse(row.aliases) as string[],
    exemplars: JSON.parse(row.exemplars) as Phoneme['exemplars'],
    accents: JSON.parse(row.accents) as string[],
    espeak: JSON.parse(row.espeak) as Phoneme['espeak'],
    mouthPicture: row.mouthPicture === null ? null : (JSON.parse(row.mouthPicture) as Phoneme['mouthPicture']),
    minimalPairs,
  })

  function setFields(id: string, fields: EditablePhonemeFields, at: string): void {
    for (const [field, value] of Object.entries(fields))
      setField[field]?.run(typeof value === 'object' && value !== null ? JSON.stringify(value) : value, at, id)
  }

  return {
    inventoryVersion: (inventoryId) => selectInventory.get(inventoryId) ?? null,
    putInventory: (stamp, at) => void upsertInventory.run({ ...stamp, at }),
    putCategory: (category, inventoryId) => void upsertCategory.run({ ...category, inventoryId }),
    categories: () => selectCategories.all(),
    putFromInventory(phoneme, inventoryId, at) {
      touch(phoneme.id)
      const { aliases, exemplars, accents, espeak, mouthPicture } = phoneme
      const made = insertPhoneme.run({
        ...phoneme,
        aliases: JSON.stringify(aliases),
        exemplars: JSON.stringify(exemplars),
        accents: JSON.stringify(accents),
        espeak: JSON.stringify(espeak),
        mouthPicture: mouthPicture === null ? null : JSON.stringify(mouthPicture),
        inventoryId,
        at,
      })
      if (made.changes > 0) return
      const edited = log.changedFields('phoneme', phoneme.id)
      const untouched = editableFields.filter((field) => !edited.has(field))
      setFields(phoneme.id, Object.fromEntries(untouched.map((field) => [field, phoneme[field]])), at)
    },
    putMinimalPairs(phoneme) {
      touch(phoneme.id)
      deletePairs.run(phoneme.id)
      for (const { partnerId, word, partnerWord } of phoneme.minimalPairs)
        insertPair.run(phoneme.id, partnerId, word, partnerWord)
    },
    all() {
      const pairs = Map.groupBy(selectPairs.all(), ({ phonemeId }) => phonemeId)
      return selectAll.all().map((row) => {
        const own = pairs.get(row.id) ?? []
        return toPhoneme(
          row,
          own.map(({ partnerId, word, partnerWord }) => ({ partnerId, word, partnerWord })),
        )
      })
    },
    get(id) {
      const row = selectOne.get(id)
      return row && toPhoneme(row, selectPairsOf.all(id))
    },
    forRule: (id) => selectForRule.get(id),
    edit(id, fields, at) {
      setFields(id, fields, at)
      log.changed('phoneme', id, fields)
      touch(id)
    },
    setPreferred(id, sourceId, at) {
      updatePreferred.run(sourceId, at, id)
      log.changed('phoneme', id, { preferredAudioSourceId: sourceId })
      touch(id)
    },
    preferredSources: () => new Set(selectPreferred.all()),
    delete(id) {
      deletePhoneme.run(id)
      log.deleted('phoneme', id)
      touch(id)
    },
  }
}
