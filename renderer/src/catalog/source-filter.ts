import type { SourceType } from '#shared/entities/audio-source.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { placePath } from '../parts/rooms.ts'

/** How the catalog is narrowed; all of it stands in the address, so that links and Back keep it. */
export interface SourceFilter {
  phonemeId: string | null
  text: string
  type: SourceType | null
  category: string | null
  voice: string | null
  language: string | null
  /** `2026-11`: when the source was made. */
  month: string | null
  state: SourceState | null
}

export const sourceStates = ['expired', 'expiring', 'unplayed', 'preferred', 'rejected'] as const
export type SourceState = (typeof sourceStates)[number]

export const everySource: SourceFilter = {
  phonemeId: null,
  text: '',
  type: null,
  category: null,
  voice: null,
  language: null,
  month: null,
  state: null,
}

const words = ['text', 'category', 'voice', 'language', 'month'] as const

/** Where the catalog shows that: `/catalog/sources/type=tts&voice=espeak%3Aen-us`, a phoneme's id in the place of `sources`. */
export function filterPath(part: Partial<SourceFilter>): string {
  const filter = { ...everySource, ...part }
  const parameters = new URLSearchParams()
  for (const name of ['type', 'state', ...words] as const) {
    const value = filter[name]
    if (value !== null && value !== '') parameters.set(name, value)
  }
  const detail = parameters.toString()
  if (detail === '') return placePath({ room: 'catalog', phonemeId: filter.phonemeId })
  return placePath({ room: 'catalog', phonemeId: filter.phonemeId ?? 'sources', detail })
}

/** Reads what `filterPath` wrote; what nobody knows counts as not asked for. */
export function readFilter({ phonemeId, detail = '' }: { phonemeId: string | null; detail?: string }): SourceFilter {
  const parameters = new URLSearchParams(detail)
  const read = (name: (typeof words)[number]) => parameters.get(name)
  return {
    phonemeId: phonemeId === 'sources' ? null : phonemeId,
    text: read('text') ?? '',
    type: sourceTypes.find((type) => type === parameters.get('type')) ?? null,
    category: read('category'),
    voice: read('voice'),
    language: read('language'),
    month: read('month'),
    state: sourceStates.find((state) => state === parameters.get('state')) ?? null,
  }
}
