import { useQuery } from '@tanstack/react-query'
import type { PhonemeRow } from '#shared/contract/studio.ts'
import { usePlace } from './use-place.ts'
import { useStudio } from './studio-context.tsx'

/** Every phoneme in inventory order; undefined until the studio has answered. */
export function usePhonemes(): PhonemeRow[] | undefined {
  const { queries } = useStudio()
  return useQuery(queries.phonemes.list.queryOptions({ input: {} })).data
}

export interface CurrentPhoneme {
  row: PhonemeRow | undefined
  /** Place in the inventory, from 0. */
  index: number
  total: number
  /** Goes so many phonemes on, in this room; stays at either end. */
  step: (by: 1 | -1) => void
}

/** The phoneme that the address names, or the first. */
export function useCurrentPhoneme(): CurrentPhoneme {
  const rows = usePhonemes() ?? []
  const { place, go } = usePlace()
  const named = rows.findIndex(({ phoneme }) => phoneme.id === place.phonemeId)
  const index = Math.max(0, named)
  return {
    row: rows[index],
    index,
    total: rows.length,
    step(by) {
      const next = rows[index + by]
      if (next) go({ room: place.room, phonemeId: next.phoneme.id })
    },
  }
}
