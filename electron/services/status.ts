import type { StudioStatus } from '#shared/contract/studio.ts'
import type { Catalog } from '../catalog/open-catalog.ts'

/** What the status line tells. */
export function studioStatus(catalog: Catalog, folder: string): StudioStatus {
  return {
    folder,
    phonemes: catalog.phonemes.all().length,
    withNative: catalog.sources.countPhonemesWithNative(),
    sources: catalog.sources.count(),
    takes: catalog.takes.count(),
    salvagedTakes: catalog.takes.countSalvagedNew(),
    changesWaiting: catalog.changes.waiting(),
  }
}
