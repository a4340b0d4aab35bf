import { createContext, useContext } from 'react'
import { useCell } from '../../ui/use-cell.ts'
import type { DraftCell, SittingDraft } from './draft.ts'

const DraftContext = createContext<DraftCell | null>(null)

export const DraftProvider = DraftContext.Provider

export function useDraft(): {
  draft: SittingDraft
  change: (part: Partial<SittingDraft>) => void
} {
  const cell = useContext(DraftContext)
  if (!cell) throw new Error('no DraftProvider above')
  return { draft: useCell(cell), change: (part) => cell.set({ ...cell.get(), ...part }) }
}
