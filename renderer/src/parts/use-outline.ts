import { useQuery } from '@tanstack/react-query'
import type { Waveform } from '#shared/contract/schemas.ts'
import { decodePeaks } from '../api/decode-peaks.ts'
import type { Outline } from '../api/decode-peaks.ts'
import { useStudio } from './studio-context.tsx'

type OutlineAnswer = { outline: Outline | undefined; error: Error | null }

// A sound's file never changes, so neither does its outline.
const forGood = { staleTime: 'static', select: (waveform: Waveform) => decodePeaks(waveform) } as const

export function useTakeOutline(takeId: string): OutlineAnswer {
  const { queries } = useStudio()
  const { data, error } = useQuery(queries.takes.waveform.queryOptions({ input: { takeId }, ...forGood }))
  return { outline: data, error }
}

export function useSourceOutline(sourceId: string, enabled = true): OutlineAnswer {
  const { queries } = useStudio()
  const { data, error } = useQuery(queries.sources.waveform.queryOptions({ input: { sourceId }, enabled, ...forGood }))
  return { outline: data, error }
}
