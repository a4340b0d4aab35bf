import type { BackendMapping } from '#shared/node/bundle/django/mapping.ts'
import { MappingFault, readMapping } from '#shared/node/bundle/django/mapping.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import { StudioFault } from '../studio-fault.ts'

/** How the course's backend calls our categories and phonemes, where it has rows of its own. */
export interface CourseMapping {
  get(): BackendMapping
  told(): { categories: number; phonemes: number; importedAt: string | null }
  /** MAPPING_WRONG tells the first fault. An empty file takes the mapping back. */
  set(file: Blob, fileName: string): Promise<void>
}

interface Kept {
  categories: Record<string, number>
  phonemes: Record<string, number>
  importedAt: string
}

const key = 'course-mapping'
const mostBytes = 1024 * 1024

export function createCourseMapping({ catalog, clock }: { catalog: Catalog; clock: () => Date }): CourseMapping {
  const kept = () => (catalog.settings.get(key) ?? null) as unknown as Kept | null
  const mapOf = (pairs: Record<string, number> | undefined) => new Map(Object.entries(pairs ?? {}))
  return {
    get: () => ({ categories: mapOf(kept()?.categories), phonemes: mapOf(kept()?.phonemes) }),
    told() {
      const { categories, phonemes, importedAt } = kept() ?? { categories: {}, phonemes: {}, importedAt: null }
      return { categories: Object.keys(categories).length, phonemes: Object.keys(phonemes).length, importedAt }
    },
    async set(file, fileName) {
      if (file.size > mostBytes)
        throw new StudioFault('WRONG_VALUE', { field: fileName, reason: 'is larger than 1 MB' })
      const text = await file.text()
      const now = clock().toISOString()
      const mapping = text.trim() === '' ? null : read(text, fileName, catalog)
      catalog.write(() => {
        if (mapping === null) return catalog.settings.put(key, null, now)
        const { categories, phonemes } = mapping
        const value = { categories: Object.fromEntries(categories), phonemes: Object.fromEntries(phonemes) }
        return catalog.settings.put(key, { ...value, importedAt: now }, now)
      })
    },
  }
}

function read(text: string, fileName: string, catalog: Catalog): BackendMapping {
  try {
    return readMapping(text, fileName, { categories: catalog.phonemes.categories(), phonemes: catalog.phonemes.all() })
  } catch (error) {
    if (!(error instanceof MappingFault)) throw error
    const { line, column, field, reason, faults } = error
    const told = field === '' ? 'the line' : field
    throw new StudioFault('MAPPING_WRONG', { fileName, line, column, field: told, reason, more: faults.length - 1 })
  }
}
