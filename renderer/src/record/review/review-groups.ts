import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { TakeView } from '#shared/contract/studio.ts'

export const reviewFilters = ['all', 'undecided', 'bad', 'missing', 'published'] as const
export type ReviewFilter = (typeof reviewFilters)[number]

export interface ReviewCounts {
  groups: number
  /** With a take that would be published: a person's choice, or else the proposal. */
  best: number
  /** Chosen by a person. */
  chosen: number
  missing: number
  published: number
}

/** What stands for the group: a person's choice, or else the proposal. */
export function bestTake({ chosenTakeId, proposed, takes }: ReviewGroup): TakeView | null {
  const unlessRejected = (takeId: string | undefined | null) =>
    takes.find(({ take }) => take.id === takeId && take.verdict !== 'rejected')
  return unlessRejected(chosenTakeId) ?? unlessRejected(proposed?.takeId) ?? null
}

export function isPublished(group: ReviewGroup): boolean {
  return group.takes.some(({ publishedSourceId }) => publishedSourceId !== null)
}

/** A person said yes to it, or the checks did; what nobody has vouched for is not published along with the rest. */
export function isVouchedFor(group: ReviewGroup): boolean {
  const best = bestTake(group)
  if (best === null) return false
  const { verdict, checked } = best.take
  return group.chosenTakeId !== null || verdict === 'kept' || (checked !== null && checked.verdict !== 'bad')
}

const usable = ({ takes }: ReviewGroup) => takes.filter(({ take }) => take.verdict !== 'rejected')

const fits: Record<ReviewFilter, (group: ReviewGroup) => boolean> = {
  all: () => true,
  undecided: (group) =>
    group.chosenTakeId === null &&
    !isPublished(group) &&
    (usable(group).length > 1 || (usable(group).length === 1 && !isVouchedFor(group))),
  bad: (group) => usable(group).length > 0 && usable(group).every(({ take }) => take.checked?.verdict === 'bad'),
  missing: (group) => bestTake(group) === null,
  published: isPublished,
}

export function isIn(group: ReviewGroup, filter: ReviewFilter): boolean {
  return fits[filter](group)
}

/** The group in hand stays in the list after it stops fitting, so that nothing moves away under one's hands. */
export function groupsIn(
  groups: readonly ReviewGroup[],
  filter: ReviewFilter,
  keyInHand: string | null,
): ReviewGroup[] {
  return groups.filter((group) => group.key === keyInHand || isIn(group, filter))
}

export function countGroups(groups: readonly ReviewGroup[]): ReviewCounts {
  const count = (holds: (group: ReviewGroup) => boolean) => groups.filter(holds).length
  return {
    groups: groups.length,
    best: count((group) => bestTake(group) !== null),
    chosen: count(({ chosenTakeId }) => chosenTakeId !== null),
    missing: count((group) => isIn(group, 'missing')),
    published: count(isPublished),
  }
}

/** Groups of which nothing is published though a take is good enough, or another than the best is. */
export function groupsToPublish(groups: readonly ReviewGroup[]): ReviewGroup[] {
  return groups.filter((group) => isVouchedFor(group) && bestTake(group)?.publishedSourceId === null)
}
