/** Field → the hybrid time of its last change, as text; `*` is the row's own making and stands for every other field. */
export type RowClocks = Readonly<Record<string, string>>

/** Older than every clock: of what nobody made or changed, such as an inventory's own rows. */
export const oldest = ''

export function clockOf(clocks: RowClocks, field: string): string {
  return clocks[field] ?? clocks['*'] ?? oldest
}

export function newestClock(clocks: RowClocks): string {
  return Object.values(clocks).reduce(laterOf, oldest)
}

/** Of each field the later; a field that has a clock of its own on either side keeps one. */
export function mergeClocks(mine: RowClocks, theirs: RowClocks): RowClocks {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs)])
  return Object.fromEntries(
    [...fields].toSorted().map((field) => [field, laterOf(clockOf(mine, field), clockOf(theirs, field))]),
  )
}

/** The fields of `merged` whose clock is not the one in `mine`. */
export function movedClocks(mine: RowClocks, merged: RowClocks): string[] {
  return Object.keys(merged).filter((field) => mine[field] !== merged[field])
}

export function laterOf(a: string, b: string): string {
  return a > b ? a : b
}
