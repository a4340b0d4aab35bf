/** Rows that a person ticked. */
export interface PickedRows {
  ids: ReadonlySet<string>
  /** The row ticked last, from which Shift goes on; null before the first. */
  anchor: string | null
}

export const nothingPicked: PickedRows = { ids: new Set(), anchor: null }

/** Ticks a row or takes its tick away; with `range` every row from the one before to this becomes as this one. */
export function pickRow(
  { ids, anchor }: PickedRows,
  orderedIds: readonly string[],
  id: string,
  { range = false }: { range?: boolean } = {},
): PickedRows {
  const on = !ids.has(id)
  const from = range && anchor !== null ? orderedIds.indexOf(anchor) : -1
  const to = orderedIds.indexOf(id)
  const meant = from < 0 || to < 0 ? [id] : orderedIds.slice(Math.min(from, to), Math.max(from, to) + 1)
  const next = new Set(ids)
  for (const each of meant) {
    if (on) next.add(each)
    else next.delete(each)
  }
  return { ids: next, anchor: id }
}

/** Only those that are still there. */
export function keepPicked(picked: PickedRows, orderedIds: readonly string[]): PickedRows {
  const there = new Set(orderedIds)
  if ([...picked.ids].every((id) => there.has(id))) return picked
  return { ids: new Set([...picked.ids].filter((id) => there.has(id))), anchor: picked.anchor }
}
