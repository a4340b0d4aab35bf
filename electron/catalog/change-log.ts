import type { Database } from 'better-sqlite3'
import type { HybridTime } from '#shared/entities/hybrid-clock.ts'
import { hybridText, nextHybrid, parseHybrid } from '#shared/entities/hybrid-clock.ts'

export type ChangedEntity = 'phoneme' | 'speaker' | 'sitting' | 'session' | 'take' | 'source' | 'decision'

export interface ChangeLog {
  readonly deviceId: string
  /** A row was made: one clock stands for all of its fields. */
  made(entity: ChangedEntity, entityId: string, fields: object): void
  /** A person or service changed these fields: each gets a clock of its own. */
  changed(entity: ChangedEntity, entityId: string, fields: object): void
  /** A row or these fields of it came from another studio, with their own clocks. `hlc` is the newest of them. */
  brought(entity: ChangedEntity, entityId: string, fields: object, hlc: string): void
  /** A clock was seen: whatever is changed here from now on is later. */
  passed(hlc: string): void
  deleted(entity: ChangedEntity, entityId: string): void
  /** Which of a row's fields somebody changed since it was made. */
  changedFields(entity: ChangedEntity, entityId: string): Set<string>
  waiting(): number
}

/** Every call must stand in the same transaction as the change it tells of. */
export function createChangeLog(db: Database, newId: () => string, clock: () => Date): ChangeLog {
  const deviceId = knownDevice(db, newId)
  const readLast = db.prepare<[], { last_hlc: string | null }>('SELECT last_hlc FROM device WHERE only = 1')
  const writeLast = db.prepare('UPDATE device SET last_hlc = ? WHERE only = 1')
  const insertChange = db.prepare(
    'INSERT INTO change_log (id, entity, entity_id, operation, fields, hlc, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const putClock = db.prepare(
    'INSERT INTO field_clocks (entity, entity_id, field, hlc) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET hlc = excluded.hlc',
  )
  const dropClocks = db.prepare('DELETE FROM field_clocks WHERE entity = ? AND entity_id = ?')
  const putTombstone = db.prepare(
    'INSERT INTO tombstones (entity, entity_id, hlc) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hlc = excluded.hlc',
  )
  const selectFields = db
    .prepare<[string, string], string>(
      "SELECT field FROM field_clocks WHERE entity = ? AND entity_id = ? AND field <> '*'",
    )
    .pluck()
  // Nothing has been pushed yet: all that this device logged still waits.
  const countWaiting = db.prepare<[], number>('SELECT count(*) FROM change_log').pluck()

  function lastTime(): HybridTime | null {
    const text = readLast.get()?.last_hlc ?? null
    return text === null ? null : parseHybrid(text)
  }

  function write(entity: ChangedEntity, entityId: string, operation: 'put' | 'delete', fields: object): string {
    if (!db.inTransaction) throw new Error(`a change of ${entity} ${entityId} was logged outside a transaction`)
    const now = clock()
    const hlc = hybridText(nextHybrid(lastTime(), now.getTime(), deviceId))
    writeLast.run(hlc)
    insertChange.run(newId(), entity, entityId, operation, JSON.stringify(fields), hlc, now.toISOString())
    return hlc
  }

  return {
    deviceId,
    made(entity, entityId, fields) {
      putClock.run(entity, entityId, '*', write(entity, entityId, 'put', fields))
    },
    changed(entity, entityId, fields) {
      const hlc = write(entity, entityId, 'put', fields)
      for (const field of Object.keys(fields)) putClock.run(entity, entityId, field, hlc)
    },
    brought(entity, entityId, fields, hlc) {
      insertChange.run(newId(), entity, entityId, 'put', JSON.stringify(fields), hlc, clock().toISOString())
    },
    passed(hlc) {
      const last = lastTime()
      if (last !== null && hlc <= hybridText(last)) return
      writeLast.run(hybridText(nextHybrid(parseHybrid(hlc), clock().getTime(), deviceId)))
    },
    deleted(entity, entityId) {
      const hlc = write(entity, entityId, 'delete', {})
      dropClocks.run(entity, entityId)
      putTombstone.run(entity, entityId, hlc)
    },
    changedFields: (entity, entityId) => new Set(selectFields.all(entity, entityId)),
    waiting: () => countWaiting.get() ?? 0,
  }
}

function knownDevice(db: Database, newId: () => string): string {
  db.prepare('INSERT INTO device (only, id) VALUES (1, ?) ON CONFLICT DO NOTHING').run(newId())
  return db.prepare<[], string>('SELECT id FROM device WHERE only = 1').pluck().get() as string
}
