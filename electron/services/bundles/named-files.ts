import type { Catalog } from '../../catalog/open-catalog.ts'

/** Whether a row, a source's or a take's, names that file now. */
export function namedFiles(catalog: Pick<Catalog, 'sources' | 'takes'>): (path: string) => boolean {
  const ofSources = catalog.sources.filesInUse()
  return (path) => ofSources.has(path) || catalog.takes.hasPath(path)
}
