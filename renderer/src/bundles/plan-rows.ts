import type { ImportResult } from '#shared/contract/bundles.ts'

export type PlanRow = ImportResult['kinds'][number]

/** What a person reads of an import: only the kinds of which something is there. */
export function planRows({ kinds }: Pick<ImportResult, 'kinds'>): PlanRow[] {
  return kinds.filter((row) => row.new + row.same + row.different + row.conflicting + row.deletedHere > 0)
}

export type Outcome =
  /** A value of the whole bundle is impossible: none of it can be written. */
  'refused' | 'nothing new' | 'something'

export function outcomeOf({ kinds, newFiles, refused }: Pick<ImportResult, 'kinds' | 'newFiles' | 'refused'>): Outcome {
  if (refused.some(({ data }) => data['kind'] === 'document')) return 'refused'
  const changes = kinds.reduce((sum, row) => sum + row.new + row.different + row.conflicting, newFiles)
  return changes > 0 ? 'something' : 'nothing new'
}
