import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CatalogFault } from './catalog/catalog-fault.ts'
import type { CatalogStatus } from './catalog/inspect-catalog.ts'
import { inspectCatalog } from './catalog/inspect-catalog.ts'
import { StartFault } from './start-fault.ts'

/**
 * How the catalog of a data folder stands, read without changing it, migrating it or asking who has it open; null where
 * there is none yet. Throws a StartFault where it can't be read.
 */
export function inspectStudio(folder: string): CatalogStatus | null {
  const file = join(folder, 'catalog.sqlite')
  if (!existsSync(file)) return null
  try {
    return inspectCatalog(file)
  } catch (error) {
    throw error instanceof CatalogFault ? new StartFault(error.code, error.message, error) : error
  }
}
