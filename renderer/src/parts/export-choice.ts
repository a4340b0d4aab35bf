import type { BundleChoice } from '#shared/contract/bundles.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import type { Place } from './rooms.ts'
import { sourceStates } from './source-states.ts'

export type ExportFilter = Extract<BundleChoice, { kind: 'filter' }>['filter']

/** Fields of a filter that are plain text in the address. */
const texts = [
  'text',
  'voiceId',
  'speakerId',
  'language',
  'categoryId',
  'phonemeId',
  'createdFrom',
  'createdTo',
] as const satisfies readonly (keyof ExportFilter)[]
const fields = [...texts, 'sourceType', 'state', 'days'] as const

const ticked = 'ticked'

/**
 * Where the bundles room opens with that choice filled in. A filter stands in the address; ticked sources may be too many for
 * it, and stand in that step of the window's history.
 */
export function exportPlace(choice: BundleChoice): { place: Place; state?: { sourceIds: string[] } } {
  const place: Place = { room: 'bundles', phonemeId: null }
  if (choice.kind === 'sources')
    return { place: { ...place, phonemeId: 'export', detail: ticked }, state: { sourceIds: choice.sourceIds } }
  if (choice.kind !== 'filter') return { place }
  const parameters = new URLSearchParams()
  for (const field of fields) {
    const value = choice.filter[field]
    if (value !== undefined) parameters.set(field, String(value))
  }
  return { place: { ...place, phonemeId: 'export', detail: parameters.toString() } }
}

/** Reads what `exportPlace` wrote; null where no list sent anybody. What nobody knows counts as not asked for. */
export function readExportChoice({ phonemeId, detail = '' }: Place, state: unknown): BundleChoice | null {
  if (phonemeId !== 'export') return null
  if (detail === ticked) return tickedChoice(state)
  const parameters = new URLSearchParams(detail)
  const filter: ExportFilter = {}
  for (const field of texts) {
    const value = parameters.get(field)
    if (value !== null) filter[field] = value
  }
  const sourceType = sourceTypes.find((type) => type === parameters.get('sourceType'))
  if (sourceType !== undefined) filter.sourceType = sourceType
  const known = sourceStates.find((each) => each === parameters.get('state'))
  if (known !== undefined) filter.state = known
  const days = /^\d{1,5}$/.exec(parameters.get('days') ?? '')
  if (days !== null) filter.days = Number(days[0])
  return Object.keys(filter).length === 0 ? null : { kind: 'filter', filter }
}

function tickedChoice(state: unknown): BundleChoice | null {
  if (typeof state !== 'object' || state === null || !('sourceIds' in state)) return null
  const { sourceIds } = state
  if (!Array.isArray(sourceIds)) return null
  const ids = sourceIds.filter((id) => typeof id === 'string')
  return ids.length === 0 ? null : { kind: 'sources', sourceIds: ids }
}
