import type { Database } from 'better-sqlite3'
import type { RowClocks } from '#shared/entities/merge/row-clocks.ts'
import type { ChangedEntity } from './change-log.ts'

export interface ClocksTable {
  /** Field → clock, sorted by field; empty for what nobody made or changed. */
  of(entity: ChangedEntity, entityId: string): RowClocks
  /** As they came from another studio. */
  put(entity: ChangedEntity, entityId: string, clocks: RowClocks): void
  /** When it was deleted here. */
  tombstone(entity: ChangedEntity, entityId: string): string | undefined
  dropTombstone(entity: ChangedEntity, entityId: string): void
}

export function createClocksTable(db: Database): ClocksTable {
  const selectOf = db.prepare<[string, string], { field: string; hlc: string }>(
    'SELECT field, hlc FROM field_clocks WHERE entity = ? AND entity_id = ? ORDER BY field',
  )
  const upsert = db.prepare(`
    INSERT INTO field_clocks (entity, entity_id, field, hlc) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET hlc = excluded.hlc`)
  const selectTombstone = db
    .prepare<[string, string], string>('SELECT hlc FROM tombstones WHERE entity = ? AND entity_id = ?')
    .pluck()
  const deleteTombstone = db.prepare('DELETE FROM tombstones WHERE entity = ? AND entity_id = ?')
  return {
    of: (entity, id) => Object.fromEntries(selectOf.all(entity, id).map(({ field, hlc }) => [field, hlc])),
    put(entity, id, clocks) {
      for (const [field, hlc] of Object.entries(clocks)) upsert.run(entity, id, field, hlc)
    },
    tombstone: (entity, id) => selectTombstone.get(entity, id),
    dropTombstone: (entity, id) => void deleteTombstone.run(entity, id),
  }
}
