import type { PhonemeRow } from '#shared/contract/studio.ts'
import { beyondAccent } from './beyond-accent.ts'
import type { ScriptChoice } from './draft.ts'

interface Row {
  phoneme: Pick<PhonemeRow['phoneme'], 'id' | 'categoryId' | 'accents'>
}
type Choice = Pick<ScriptChoice, 'which' | 'categoryIds' | 'phonemeIds' | 'beyondAccent'>

/** The rows that are asked for together: without what the speaker's accent does not have, unless that is wanted too. */
export function offeredTogether<R extends Row>(
  choice: Pick<Choice, 'beyondAccent'>,
  rows: readonly R[],
  accent: string | null,
): R[] {
  const leftOut = new Set(choice.beyondAccent ? [] : beyondAccent(rows, accent))
  return rows.filter((row) => !leftOut.has(row))
}

/** The ids of the phonemes that a choice means, in inventory order. */
export function chosenPhonemeIds(choice: Choice, rows: readonly Row[], accent: string | null): string[] {
  const { which, categoryIds, phonemeIds } = choice
  // Whoever picks a sound by itself wants that one.
  const offered = which === 'picked' ? rows : offeredTogether(choice, rows, accent)
  const isChosen = ({ phoneme }: Row) => {
    if (which === 'all') return true
    return which === 'categories' ? categoryIds.includes(phoneme.categoryId) : phonemeIds.includes(phoneme.id)
  }
  return offered.filter(isChosen).map(({ phoneme }) => phoneme.id)
}

/** The list with the item added, or without it. */
export function withOrWithout<T>(list: readonly T[], item: T, wanted: boolean): T[] {
  const others = list.filter((other) => other !== item)
  return wanted ? [...others, item] : others
}
