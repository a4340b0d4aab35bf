import type { SourcePageAsked } from '#shared/contract/sources.ts'
import type { SourceType } from '#shared/entities/audio-source.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { placePath } from '../parts/rooms.ts'
import type { SourceState } from '../parts/source-states.ts'
import { sourceStates } from '../parts/source-states.ts'

export type SourceSort = SourcePageAsked['sort']

export const sourceSorts = [
  'newest',
  'most played',
  'largest',
  'expires soonest',
] as const satisfies readonly SourceSort[]

/** How the catalog is narrowed and ordered; all of it stands in the address, so that links and Back keep it. */
export interface SourceFilter {
  phonemeId: string | null
  text: string
  sourceType: SourceType | null
  categoryId: string | null
  voiceId: string | null
  language: string | null
  state: SourceState | null
  /** That they were made in, `2026-11`, as the overview counts it: by UTC. */
  month: string | null
  sort: SourceSort
}

export const everySource: SourceFilter = {
  phonemeId: null,
  text: '',
  sourceType: null,
  categoryId: null,
  voiceId: null,
  language: null,
  state: null,
  month: null,
  sort: 'newest',
}

/** In the address by these names. */
const names = {
  text: 'text',
  sourceType: 'type',
  categoryId: 'category',
  voiceId: 'voice',
  language: 'language',
  state: 'state',
  month: 'month',
  sort: 'sort',
} as const
const fields = Object.keys(names) as (keyof typeof names)[]

/** Where the catalog shows that: `/catalog/sources/type=tts&voice=espeak%3Aen-us`, a phoneme's id in the place of `sources`. */
export function filterPath(part: Partial<SourceFilter>): string {
  const filter = { ...everySource, ...part }
  const parameters = new URLSearchParams()
  for (const field of fields) {
    const value = filter[field]
    if (value !== null && value !== everySource[field]) parameters.set(names[field], value)
  }
  const detail = parameters.toString()
  if (detail === '') return placePath({ room: 'catalog', phonemeId: filter.phonemeId })
  return placePath({ room: 'catalog', phonemeId: filter.phonemeId ?? 'sources', detail })
}

/** Reads what `filterPath` wrote; what nobody knows counts as not asked for. */
export function readFilter({ phonemeId, detail = '' }: { phonemeId: string | null; detail?: string }): SourceFilter {
  const parameters = new URLSearchParams(detail)
  const read = (field: keyof typeof names) => parameters.get(names[field])
  return {
    phonemeId: phonemeId === 'sources' ? null : phonemeId,
    text: read('text') ?? '',
    sourceType: sourceTypes.find((type) => type === read('sourceType')) ?? null,
    categoryId: read('categoryId'),
    voiceId: read('voiceId'),
    language: read('language'),
    state: sourceStates.find((state) => state === read('state')) ?? null,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.exec(read('month') ?? '')?.[0] ?? null,
    sort: sourceSorts.find((sort) => sort === read('sort')) ?? 'newest',
  }
}

/** As the studio is asked. */
export function askFor(filter: SourceFilter): Omit<SourcePageAsked, 'limit' | 'after'> {
  const { text, month, sort, ...others } = filter
  const asked = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null))
  return { ...asked, ...(text.trim() !== '' && { text: text.trim() }), ...(month !== null && spanOf(month)), sort }
}

/** Its first and its last millisecond. */
function spanOf(month: string): { createdFrom: string; createdTo: string } {
  const first = new Date(`${month}-01T00:00:00.000Z`)
  const next = new Date(first)
  next.setUTCMonth(first.getUTCMonth() + 1)
  return { createdFrom: first.toISOString(), createdTo: new Date(next.getTime() - 1).toISOString() }
}

/** Whether anything is left out. */
export function isNarrowed(filter: SourceFilter): boolean {
  return Object.keys(askFor(filter)).length > 1
}

/** The phonemes that a filter by phoneme or category alone means, with a source or without; null for any other filter. */
export function phonemesMeant<P extends { id: string; categoryId: string }>(
  filter: SourceFilter,
  phonemes: readonly P[],
): P[] | null {
  const { phonemeId, categoryId, sort: _, ...others } = filter
  if (isNarrowed({ ...others, phonemeId: null, categoryId: null, sort: 'newest' })) return null
  return phonemes.filter(
    (phoneme) =>
      (phonemeId === null || phoneme.id === phonemeId) && (categoryId === null || phoneme.categoryId === categoryId),
  )
}
