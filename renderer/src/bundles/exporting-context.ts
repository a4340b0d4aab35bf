import { createContext, useContext } from 'react'
import type { Exporting } from './exporting.ts'

const ExportingContext = createContext<Exporting | null>(null)

export const ExportingProvider = ExportingContext.Provider

export function useExporting(): Exporting {
  const exporting = useContext(ExportingContext)
  if (!exporting) throw new Error('no ExportingProvider above')
  return exporting
}
