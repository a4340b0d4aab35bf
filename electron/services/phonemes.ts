import type { PhonemeRow } from '#shared/contract/studio.ts'
import { findPhoneme, searchPhonemes } from '#shared/entities/find-phoneme.ts'
import type { Phoneme, PhonemeCategory } from '#shared/entities/phoneme.ts'
import type { Resolution } from '#shared/entities/resolve.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { Resolver } from './resolver.ts'
import { StudioFault } from './studio-fault.ts'

export interface Phonemes {
  categories(): PhonemeCategory[]
  /** In inventory order. */
  every(): Phoneme[]
  list(query?: string): Promise<PhonemeRow[]>
  /** By symbol, alias or id; PHONEME_UNKNOWN where there is none. */
  find(query: string): Phoneme
  row(phoneme: Phoneme): Promise<PhonemeRow>
  /** Where nothing valid is there, a fresh clip is started; the answer says so and does not wait for it. */
  resolve(phoneme: Phoneme, options?: { forceRefresh?: boolean | undefined }): Promise<Resolution>
}

interface Friends {
  catalog: Catalog
  resolver: Resolver
  makeFresh: (phonemeId: string) => void
}

export function createPhonemes({ catalog, resolver, makeFresh }: Friends): Phonemes {
  /** For finding by name; kept, since each of thousands is several columns of JSON. */
  let names: { foreign: number; all: Phoneme[] } | null = null
  catalog.onTouch(() => {
    names = null
  })

  function allNames(): Phoneme[] {
    const foreign = catalog.foreignChanges()
    if (names?.foreign !== foreign) names = { foreign, all: catalog.phonemes.all() }
    return names.all
  }

  function rowsOf(phonemes: Phoneme[]): Promise<PhonemeRow[]> {
    const sources = catalog.sources.countByPhoneme()
    const takes = catalog.takes.countByPhoneme()
    const none = { native: 0, tts: 0, generated: 0 }
    return Promise.all(
      phonemes.map(async (phoneme) => ({
        phoneme,
        counts: { ...(sources.get(phoneme.id) ?? none), takes: takes.get(phoneme.id) ?? 0 },
        resolution: await resolver.resolve(phoneme.id),
      })),
    )
  }

  return {
    categories: () => catalog.phonemes.categories(),
    every: () => catalog.phonemes.all(),
    list(query) {
      const all = catalog.phonemes.all()
      return rowsOf(query === undefined || query.trim() === '' ? all : searchPhonemes(all, query))
    },
    find(query) {
      const phoneme = findPhoneme(allNames(), query)
      if (phoneme === undefined) throw new StudioFault('PHONEME_UNKNOWN', { query })
      return phoneme
    },
    async row(phoneme) {
      const [row] = await rowsOf([phoneme])
      return row as PhonemeRow
    },
    async resolve({ id }, options) {
      const resolution = await resolver.resolve(id, options)
      if (resolution.wantsFresh) makeFresh(id)
      return resolution
    },
  }
}
