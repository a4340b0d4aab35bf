import { canonicalText } from './canonical-text.ts'
import type { RowClocks } from './row-clocks.ts'
import { clockOf, mergeClocks, movedClocks, oldest } from './row-clocks.ts'

export interface Stamped<Row> {
  row: Row
  clocks: RowClocks
}

/** What becomes of a row that came in. `moved` are the clocks that are later now, also where the value stays. */
export type Merged<Row> =
  | { kind: 'new'; row: Row; clocks: RowClocks }
  | { kind: 'same' | 'different'; row: Row; clocks: RowClocks; changed: string[]; moved: string[] }

export interface RowRules {
  /** Only these ever change; of the others mine stays. */
  fields: readonly string[]
  /** Fields that have a rule of their own instead of a clock: mine and theirs in, the value that stands out. */
  special?: Readonly<Record<string, (mine: never, theirs: never) => unknown>>
  /** Where neither side has a clock, mine stays instead of the greater value: nobody changed it, so it is no change. */
  keepUnclocked?: boolean
}

/**
 * Field by field the later clock wins; of values with the same clock the greater as text, so that every studio comes to the
 * same. Deletions and conflicts are looked at before.
 */
export function mergeRow<Row extends object>(
  mine: Stamped<Row> | undefined,
  theirs: Stamped<Row>,
  { fields, special = {}, keepUnclocked = false }: RowRules,
): Merged<Row> {
  if (mine === undefined) return { kind: 'new', ...theirs }
  const [own, other] = [mine.row, theirs.row] as Record<string, unknown>[]
  const row: Record<string, unknown> = { ...own }
  const changed: string[] = []
  const put = (field: string, value: unknown) => {
    if (canonicalText(value) === canonicalText(own?.[field])) return
    row[field] = value
    changed.push(field)
  }
  for (const field of fields) {
    const [ownClock, otherClock] = [clockOf(mine.clocks, field), clockOf(theirs.clocks, field)]
    if (ownClock > otherClock || (keepUnclocked && otherClock === oldest)) continue
    if (otherClock > ownClock || canonicalText(other?.[field]) > canonicalText(own?.[field])) put(field, other?.[field])
  }
  for (const [field, rule] of Object.entries(special)) put(field, rule(own?.[field] as never, other?.[field] as never))
  const clocks = mergeClocks(mine.clocks, theirs.clocks)
  const kind = changed.length === 0 ? 'same' : 'different'
  return { kind, row: row as Row, clocks, changed, moved: movedClocks(mine.clocks, clocks) }
}

/** Whether it was deleted here after everything that its other side knows of it. */
export function isDeletedHere(tombstone: string | undefined, clocks: RowClocks): boolean {
  return tombstone !== undefined && Object.values(clocks).every((clock) => clock < tombstone)
}
