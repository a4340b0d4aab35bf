import { createContext, useContext } from 'react'
import { useCell } from '../ui/use-cell.ts'
import type { Sitting, SittingState } from './sitting.ts'

const SittingContext = createContext<Sitting | null>(null)

export const SittingProvider = SittingContext.Provider

export function useSitting(): { sitting: Sitting; state: SittingState } {
  const sitting = useContext(SittingContext)
  if (!sitting) throw new Error('no SittingProvider above')
  return { sitting, state: useCell(sitting.state) }
}
