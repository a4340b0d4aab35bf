import type { Catalog } from '../../catalog/open-catalog.ts'

/** Where the change log stood when everything, or everything that had changed, was last bundled; 0: never. */
export interface LastExport {
  /** Takes apart: a bundle without them says nothing of those that are new. */
  seqs(): Seqs
  keep(seqs: Seqs): void
}

export interface Seqs {
  source: number
  take: number
}

const key = 'last-export'

export function createLastExport({ catalog, clock }: { catalog: Catalog; clock: () => Date }): LastExport {
  return {
    seqs: () => (catalog.settings.get(key) as unknown as Seqs | undefined) ?? { source: 0, take: 0 },
    keep: ({ source, take }) => catalog.write(() => catalog.settings.put(key, { source, take }, clock().toISOString())),
  }
}
