import type { BundleChoice } from '#shared/contract/bundles.ts'
import type { PickedSources } from './picked-sources.ts'
import type { SourceFilter } from './source-filter.ts'
import { askFor, isNarrowed } from './source-filter.ts'

/** What somebody means who exports from the table: the rows ticked, else whatever the filter lets through. */
export function exportChoice(picked: PickedSources, filter: SourceFilter): BundleChoice {
  if (picked.kind === 'some' && picked.rows.ids.size > 0) return { kind: 'sources', sourceIds: [...picked.rows.ids] }
  if (!isNarrowed(filter)) return { kind: 'all' }
  const { sort: _, ...asked } = askFor(filter)
  return { kind: 'filter', filter: asked }
}
