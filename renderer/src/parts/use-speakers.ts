import { useQuery } from '@tanstack/react-query'
import type { Speaker } from '#shared/entities/speaker.ts'
import { useStudio } from './studio-context.tsx'

export function useSpeakers(): Speaker[] | undefined {
  const { queries } = useStudio()
  return useQuery(queries.speakers.list.queryOptions()).data
}
