import type { PhonemeRow } from '#shared/contract/studio.ts'
import type { ScriptChoice } from './draft.ts'

type Row = { phoneme: Pick<PhonemeRow['phoneme'], 'id' | 'categoryId'> }

/** The ids of the phonemes that a choice means, in inventory order. */
export function chosenPhonemeIds(
  { which, categoryIds, phonemeIds }: Pick<ScriptChoice, 'which' | 'categoryIds' | 'phonemeIds'>,
  rows: readonly Row[],
): string[] {
  const isChosen = ({ phoneme }: Row) => {
    if (which === 'all') return true
    return which === 'categories' ? categoryIds.includes(phoneme.categoryId) : phonemeIds.includes(phoneme.id)
  }
  return rows.filter(isChosen).map(({ phoneme }) => phoneme.id)
}

/** The list with the item added, or without it. */
export function withOrWithout<T>(list: readonly T[], item: T, wanted: boolean): T[] {
  const others = list.filter((other) => other !== item)
  return wanted ? [...others, item] : others
}
