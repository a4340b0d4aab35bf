import type { ReviewGroup } from '#shared/contract/sittings.ts'

/**
 * The newer groups, with those of before where nothing changed, so that only what changed is drawn anew. Comparing every
 * figure of a large sitting, as the query client would, takes longer than drawing it.
 */
export function shareGroups(before: readonly ReviewGroup[] | undefined, after: readonly ReviewGroup[]): ReviewGroup[] {
  const known = new Map(before?.map((group) => [group.key, group]))
  return after.map((group) => {
    const old = known.get(group.key)
    return old && isSame(old, group) ? old : group
  })
}

function isSame(a: ReviewGroup, b: ReviewGroup): boolean {
  return (
    a.ipaSymbol === b.ipaSymbol &&
    a.chosenTakeId === b.chosenTakeId &&
    a.takes.length === b.takes.length &&
    a.takes.every(({ take, publishedSourceId }, at) => {
      const other = b.takes[at]
      // A take's own time moves with every change of it.
      return (
        take.id === other?.take.id &&
        take.updatedAt === other.take.updatedAt &&
        take.verdict === other.take.verdict &&
        publishedSourceId === other.publishedSourceId
      )
    }) &&
    JSON.stringify(a.proposed) === JSON.stringify(b.proposed)
  )
}
