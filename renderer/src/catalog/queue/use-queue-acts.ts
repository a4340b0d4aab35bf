import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueueState } from '#shared/contract/voices.ts'
import { useStudio } from '../../parts/studio-context.tsx'

export interface QueueActs {
  setPaused: (paused: boolean) => void
  /** All that wait or run, where none is named. */
  cancel: (jobIds?: string[]) => void
  retry: (jobIds: string[]) => void
  /** Every job that failed. */
  retryFailed: () => void
  busy: boolean
  error: Error | null
}

/** The newest so many that failed are tried again at once. */
const mostRetried = 1000

/** What a person does to the queue; its state is told by the queue itself. */
export function useQueueActs(): QueueActs {
  const { queries, connection } = useStudio()
  const queryClient = useQueryClient()
  const onSuccess = (state: QueueState) => {
    queryClient.setQueryData(queries.queue.state.queryKey(), state)
    void queryClient.invalidateQueries({ queryKey: queries.queue.list.key() })
  }
  const pausing = useMutation(queries.queue.setPaused.mutationOptions({ onSuccess }))
  const cancelling = useMutation(queries.queue.cancel.mutationOptions({ onSuccess }))
  const retrying = useMutation(queries.queue.retry.mutationOptions({ onSuccess }))
  // Without names the studio would take up what a person cancelled, too.
  const retryingFailed = useMutation({
    mutationFn: async () => {
      const failed = await connection.client.queue.list({ state: 'failed', limit: mostRetried })
      return connection.client.queue.retry({ jobIds: failed.map(({ id }) => id) })
    },
    onSuccess,
  })
  const all = [pausing, cancelling, retrying, retryingFailed]
  return {
    setPaused: (paused) => pausing.mutate({ paused }),
    cancel: (jobIds) => cancelling.mutate(jobIds === undefined ? {} : { jobIds }),
    retry: (jobIds) => retrying.mutate({ jobIds }),
    retryFailed: () => retryingFailed.mutate(),
    busy: all.some(({ isPending }) => isPending),
    error: all.map(({ error }) => error).find((error) => error !== null) ?? null,
  }
}
