import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { TakeView } from '#shared/contract/studio.ts'
import { bestTake } from './review-groups.ts'

/** Which take is in hand: keys act on it. */
export interface InHand {
  key: string | null
  takeId: string | null
}

/** What the hand holds among these groups: what it named, else the first group, and in it the best take or the first. */
export function resolveInHand(
  groups: readonly ReviewGroup[],
  { key, takeId }: InHand,
): { index: number; group: ReviewGroup | undefined; view: TakeView | undefined } {
  const index = Math.max(
    0,
    groups.findIndex((group) => group.key === key),
  )
  const group = groups[index]
  const view = group?.takes.find(({ take }) => take.id === takeId) ?? (group && (bestTake(group) ?? group.takes[0]))
  return { index, group, view }
}

/** So many groups on; stays at either end. */
export function stepGroup(groups: readonly ReviewGroup[], index: number, by: number): InHand {
  const next = groups[Math.min(Math.max(index + by, 0), groups.length - 1)]
  return { key: next?.key ?? null, takeId: null }
}

/** So many takes on in the same group; stays at either end. */
export function stepTake(group: ReviewGroup, takeId: string | undefined, by: 1 | -1): InHand {
  const index = group.takes.findIndex(({ take }) => take.id === takeId)
  const next = group.takes[Math.min(Math.max(index + by, 0), group.takes.length - 1)]
  return { key: group.key, takeId: next?.take.id ?? null }
}

/** The next group that `wanted` holds for, looking on from here and round to the beginning; null where there is none. */
export function nextGroup(
  groups: readonly ReviewGroup[],
  index: number,
  wanted: (group: ReviewGroup) => boolean,
): InHand | null {
  const next = [...groups.slice(index + 1), ...groups.slice(0, index)].find(wanted)
  return next ? { key: next.key, takeId: null } : null
}
