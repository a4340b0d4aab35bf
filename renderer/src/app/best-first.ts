import type { SpotlightActionData, SpotlightActionGroupData, SpotlightFilterFunction } from '@mantine/spotlight'
import { normaliseSymbol } from '#shared/entities/find-phoneme.ts'

/** What the finder shows for a text: a symbol meant exactly, then words that begin with it, then words that have it. */
export const bestFirst: SpotlightFilterFunction = (query, actions) => {
  const wanted = fold(query)
  if (wanted === '') return actions
  return actions.map((entry) => (isGroup(entry) ? { ...entry, actions: rank(entry.actions, wanted) } : entry))
}

function rank(actions: SpotlightActionData[], wanted: string): SpotlightActionData[] {
  return actions
    .map((action) => ({ action, place: placeOf(action, wanted) }))
    .filter(({ place }) => place < 4)
    .toSorted((a, b) => a.place - b.place)
    .map(({ action }) => action)
}

function placeOf({ label = '', keywords = [] }: SpotlightActionData, wanted: string): number {
  const words = fold(label).split(/[\s,]+/)
  const symbols = [keywords].flat().map((symbol) => normaliseSymbol(symbol))
  if (symbols.includes(normaliseSymbol(wanted))) return 0
  if (words.includes(wanted)) return 1
  if (words.some((word) => word.startsWith(wanted))) return 2
  return fold(label).includes(wanted) ? 3 : 4
}

function isGroup(entry: SpotlightActionData | SpotlightActionGroupData): entry is SpotlightActionGroupData {
  return 'group' in entry && 'actions' in entry
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}
