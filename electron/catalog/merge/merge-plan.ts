import type { Merged } from '#shared/entities/merge/merge-row.ts'
import type { RowClocks } from '#shared/entities/merge/row-clocks.ts'
import { newestClock, oldest } from '#shared/entities/merge/row-clocks.ts'
import type { Consent } from '#shared/entities/speaker.ts'
import type { BundleDocument, ClockedEntity } from '#shared/node/bundle/bundle-document.ts'
import type { ReadTables } from '../read-tables.ts'
import type { MergeKind, MergeOptions, MergeRefusal, MergeRefusalCode, MergeReport } from './merge-report.ts'
import { noCounts } from './merge-report.ts'
import type { WriteTables } from './write-tables.ts'

export type Write = (to: WriteTables) => void

/** Rows of which others tell by their id. */
type Referred = 'inventories' | 'categories' | 'phonemes' | 'prompts' | 'speakers' | 'sittings' | 'sessions' | 'takes'

/** What a document would change of a catalog, looked up and decided, and not yet written. */
export interface MergePlan {
  read: ReadTables
  document: BundleDocument
  options: MergeOptions
  report: MergeReport
  /** In the order in which references allow them. */
  writes: Write[]
  /** Of a row in the document. */
  clocksOf(entity: ClockedEntity, id: string): RowClocks
  /** Once everything is written. */
  stands(kind: Referred, id: string): boolean
  come(kind: Referred, id: string): void
  count(kind: MergeKind, as: 'new' | 'same' | 'different' | 'conflicts' | 'deletedHere'): void
  refuse(kind: MergeRefusal['kind'], id: string, code: MergeRefusalCode, detail?: string): void
  /** Of each speaker that the document tells of: what is agreed to once it is merged. */
  consents: Map<string, Consent | null>
  /** A native that gave way → the one that stands. */
  moved: Map<string, string>
}

export function beginPlan(read: ReadTables, document: BundleDocument, options: MergeOptions): MergePlan {
  const counts = noCounts()
  const refusals: MergeRefusal[] = []
  const report = { written: false, counts, conflicts: [], refusals, newSources: [], newTakes: [], replaced: [] }
  const coming = new Set<string>()
  const inventories = new Set(read.rows.inventories().map(({ id }) => id))
  const categories = new Set(read.rows.categories().map(({ id }) => id))
  const here: Record<Referred, (id: string) => boolean> = {
    inventories: (id) => inventories.has(id),
    categories: (id) => categories.has(id),
    phonemes: (id) => read.rows.inventoryOf(id) !== undefined,
    prompts: (id) => read.rows.prompt(id) !== undefined,
    speakers: (id) => read.speakers.get(id) !== undefined,
    sittings: (id) => read.sittings.get(id) !== undefined,
    sessions: (id) => read.speakers.session(id) !== undefined,
    takes: (id) => read.takes.get(id) !== undefined,
  }
  return {
    read,
    document,
    options,
    report,
    writes: [],
    clocksOf: (entity, id) => document.clocks[entity]?.[id] ?? {},
    stands: (kind, id) => coming.has(`${kind} ${id}`) || here[kind](id),
    come: (kind, id) => void coming.add(`${kind} ${id}`),
    count: (kind, as) => void (counts[kind][as] += 1),
    refuse: (kind, id, code, detail = '') => void refusals.push({ kind, id, code, detail }),
    consents: new Map(),
    moved: new Map(),
  }
}

/** The clocks and the log of a row that came: what was written elsewhere keeps its time. */
export function tellNew(entity: ClockedEntity, id: string, row: object, clocks: RowClocks): Write {
  const hlc = newestClock(clocks)
  return ({ clocks: table, log }) => {
    table.dropTombstone(entity, id)
    // An older studio's bundle tells no clocks: then it was made when it came.
    if (hlc === oldest) return log.made(entity, id, row)
    table.put(entity, id, clocks)
    log.brought(entity, id, row, hlc)
  }
}

/** The same for the fields that changed, and for those that only became later; nothing where there are none. */
export function tellChanged(entity: ClockedEntity, id: string, merged: Merged<object>): Write[] {
  if (merged.kind === 'new' || merged.moved.length + merged.changed.length === 0) return []
  const { clocks, moved, changed } = merged
  const row = merged.row as Record<string, unknown>
  const fields = Object.fromEntries(
    [...new Set([...changed, ...moved])].filter((field) => field !== '*').map((field) => [field, row[field] ?? null]),
  )
  const later = Object.fromEntries(moved.map((field) => [field, clocks[field] ?? oldest]))
  const hlc = newestClock(moved.length > 0 ? later : clocks)
  return [
    ({ clocks: table, log }) => {
      table.put(entity, id, later)
      if (hlc === oldest) log.changed(entity, id, fields)
      else log.brought(entity, id, fields, hlc)
    },
  ]
}
