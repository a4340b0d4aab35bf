import type { PhonemeRow } from '#shared/contract/studio.ts'
import type { PhonemeAudio, PhonemeAudioWithFallback } from '#shared/entities/audio-faces.ts'
import { getAudio, getAudioWithFallback, getPhonemeAudio } from '#shared/entities/audio-faces.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { findPhoneme, searchPhonemes } from '#shared/entities/find-phoneme.ts'
import type { Phoneme, PhonemeCategory } from '#shared/entities/phoneme.ts'
import type { Resolution } from '#shared/entities/resolve.ts'
import { unknownPhoneme } from '#shared/entities/resolve.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import { inTurns } from './in-turns.ts'
import { createKnownPhonemes } from './known-phonemes.ts'
import type { Resolver } from './resolver.ts'
import { StudioFault } from './studio-fault.ts'

interface ResolveOptions {
  forceRefresh?: boolean | undefined
}

export interface Phonemes {
  categories(): PhonemeCategory[]
  /** In inventory order. */
  every(): Phoneme[]
  /** The best matches first; all, in inventory order, for an empty query. */
  search: (query: string) => readonly Phoneme[]
  list(query?: string): Promise<PhonemeRow[]>
  /** By symbol, alias or id; PHONEME_UNKNOWN where there is none. */
  find(query: string): Phoneme
  row(phoneme: Phoneme): Promise<PhonemeRow>
  /** Where nothing valid is there, a fresh clip is started; the answer says so and does not wait for it. */
  resolve(phoneme: Phoneme, options?: ResolveOptions): Promise<Resolution>
  /** The older calls, under the names by which the course knows them; they too take a symbol, an alias or an id. */
  getAudio(query: string): Promise<AudioSource | null>
  getPhonemeAudio(query: string, options?: ResolveOptions): Promise<PhonemeAudio>
  getAudioWithFallback(query: string): Promise<PhonemeAudioWithFallback>
}

interface Friends {
  catalog: Pick<Catalog, 'phonemes' | 'sources' | 'takes' | 'onTouch' | 'foreignChanges'>
  resolver: Resolver
  makeFresh: (phonemeId: string) => void
}

export function createPhonemes({ catalog, resolver, makeFresh }: Friends): Phonemes {
  const known = createKnownPhonemes(catalog)

  function rowsOf(phonemes: readonly Phoneme[]): Promise<PhonemeRow[]> {
    const sources = catalog.sources.countByPhoneme()
    const takes = catalog.takes.countByPhoneme()
    const none = { native: 0, tts: 0, generated: 0 }
    return inTurns(phonemes, async (phoneme) => ({
      phoneme,
      counts: { ...(sources.get(phoneme.id) ?? none), takes: takes.get(phoneme.id) ?? 0 },
      resolution: await resolver.resolve(phoneme.id),
    }))
  }

  async function resolve({ id }: Phoneme, options?: ResolveOptions): Promise<Resolution> {
    const resolution = await resolver.resolve(id, options)
    if (resolution.wantsFresh) makeFresh(id)
    return resolution
  }

  let lastSearch: { all: readonly Phoneme[]; query: string; found: readonly Phoneme[] } | null = null
  // A list that is paged through, or looked at again after each change, asks for the same text many times.
  function search(query: string): readonly Phoneme[] {
    const all = known.all()
    if (lastSearch?.all !== all || lastSearch.query !== query)
      lastSearch = { all, query, found: searchPhonemes(all, query) }
    return lastSearch.found
  }

  /** The last rung of the rule: who asks for what is not there is answered, not refused. */
  async function resolveNamed(query: string, options?: ResolveOptions): Promise<Resolution> {
    const phoneme = known.byId(query) ?? findPhoneme(known.all(), query)
    return phoneme === undefined ? unknownPhoneme : resolve(phoneme, options)
  }

  return {
    categories: () => catalog.phonemes.categories(),
    every: () => [...known.all()],
    search,
    list: (query = '') => rowsOf(search(query)),
    find(query) {
      const phoneme = known.byId(query) ?? findPhoneme(known.all(), query)
      if (phoneme === undefined) throw new StudioFault('PHONEME_UNKNOWN', { query })
      return phoneme
    },
    async row(phoneme) {
      const [row] = await rowsOf([phoneme])
      return row as PhonemeRow
    },
    resolve,
    getAudio: async (query) => getAudio(await resolveNamed(query)),
    getPhonemeAudio: async (query, options) => getPhonemeAudio(await resolveNamed(query, options)),
    getAudioWithFallback: async (query) => getAudioWithFallback(await resolveNamed(query)),
  }
}
