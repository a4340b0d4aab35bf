import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import type { Catalog } from '#studio/catalog/open-catalog.ts'
import { allPages } from '#studio/services/bundles/all-pages.ts'
import { documentOf } from '#studio/services/bundles/document-of.ts'

/** Of everything that may leave a catalog. */
export async function wholeDocument(
  catalog: Pick<Catalog, 'snapshot'>,
  { withTakes = true } = {},
): Promise<BundleDocument> {
  const snapshot = catalog.snapshot()
  try {
    const sources = await allPages(
      (after, limit) => snapshot.sources.after(after, limit),
      ({ id }) => id,
    )
    const takes = withTakes
      ? await allPages(
          (after, limit) => snapshot.takes.after(after, limit),
          ({ id }) => id,
        )
      : []
    const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
    return await documentOf(snapshot, { sourceIds: idsOf(sources), takeIds: idsOf(takes), renditions: [] })
  } finally {
    snapshot.close()
  }
}
