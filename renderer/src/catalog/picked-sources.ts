import type { SourceView } from '#shared/contract/studio.ts'
import type { PickedRows } from './picked-rows.ts'
import { nothingPicked, pickRow } from './picked-rows.ts'

/** Rows that a person ticked one by one, or everything that the filter lets through, whether it is read yet or not. */
export type PickedSources = { kind: 'some'; rows: PickedRows } | { kind: 'all' }

export const noSourcesPicked: PickedSources = { kind: 'some', rows: nothingPicked }

export function pickedAmong(picked: PickedSources, sourceId: string): boolean {
  return picked.kind === 'all' || picked.rows.ids.has(sourceId)
}

/** Of all, the others among those that are read stay ticked. */
export function pickSource(
  picked: PickedSources,
  read: readonly Pick<SourceView, 'source'>[],
  sourceId: string,
  range: boolean,
): PickedSources {
  const ids = read.map(({ source }) => source.id)
  const before = picked.kind === 'all' ? { ids: new Set(ids), anchor: null } : picked.rows
  return { kind: 'some', rows: pickRow(before, ids, sourceId, { range }) }
}
