import { useQuery } from '@tanstack/react-query'
import type { QueueState } from '#shared/contract/voices.ts'
import { useStudio } from './studio-context.tsx'

/** How the queue of speech stands, live; undefined until the studio has answered. */
export function useQueueState(): QueueState | undefined {
  const { queries } = useStudio()
  return useQuery(queries.queue.state.queryOptions()).data
}
