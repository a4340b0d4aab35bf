import type { PhonemeRow } from '#shared/contract/studio.ts'
import { findPhoneme, searchPhonemes } from '#shared/entities/find-phoneme.ts'
import type { Phoneme, PhonemeCategory } from '#shared/entities/phoneme.ts'
import type { Resolution } from '#shared/entities/resolve.ts'
import { resolve } from '#shared/entities/resolve.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { Playability } from './playability.ts'
import { StudioFault } from './studio-fault.ts'

export interface Phonemes {
  categories(): PhonemeCategory[]
  /** In inventory order. */
  every(): Phoneme[]
  list(query?: string): Promise<PhonemeRow[]>
  /** By symbol, alias or id; PHONEME_UNKNOWN where there is none. */
  find(query: string): Phoneme
  row(phoneme: Phoneme): Promise<PhonemeRow>
  resolve(phoneme: Phoneme): Promise<Resolution>
}

interface Friends {
  catalog: Catalog
  playability: Playability
  clock: () => Date
}

export function createPhonemes({ catalog, playability, clock }: Friends): Phonemes {
  async function resolveNow(phoneme: Phoneme): Promise<Resolution> {
    const candidates = await playability.candidates(catalog.sources.ofPhoneme(phoneme.id))
    return resolve(phoneme, candidates, clock().toISOString())
  }

  function rowsOf(phonemes: Phoneme[]): Promise<PhonemeRow[]> {
    const sources = catalog.sources.countByPhoneme()
    const takes = catalog.takes.countByPhoneme()
    const none = { native: 0, tts: 0, generated: 0 }
    return Promise.all(
      phonemes.map(async (phoneme) => ({
        phoneme,
        counts: { ...(sources.get(phoneme.id) ?? none), takes: takes.get(phoneme.id) ?? 0 },
        resolution: await resolveNow(phoneme),
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
      const phoneme = findPhoneme(catalog.phonemes.all(), query)
      if (phoneme === undefined) throw new StudioFault('PHONEME_UNKNOWN', { query })
      return phoneme
    },
    async row(phoneme) {
      const [row] = await rowsOf([phoneme])
      return row as PhonemeRow
    },
    resolve: resolveNow,
  }
}
