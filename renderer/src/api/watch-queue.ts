import type { QueryClient } from '@tanstack/react-query'
import type { QueueState } from '#shared/contract/voices.ts'
import { follow } from './follow.ts'
import type { StudioQueries } from './studio-api.ts'
import type { StudioConnection } from './studio-connection.ts'

/** A clip may take a few milliseconds to make: a list of hundreds need not be read anew for each. */
const listEveryMs = 250

/** Follows the queue of speech for as long as `signal` allows: its state at once, its list a few times a second. */
export function watchQueue(
  connection: Pick<StudioConnection, 'client' | 'state' | 'whenOpen'>,
  queryClient: Pick<QueryClient, 'setQueryData' | 'invalidateQueries'>,
  queries: Pick<StudioQueries, 'queue'>,
  signal: AbortSignal,
): Promise<void> {
  let listDue: ReturnType<typeof setTimeout> | null = null
  signal.addEventListener('abort', () => clearTimeout(listDue ?? undefined), { once: true })
  const see = (state: QueueState) => {
    queryClient.setQueryData(queries.queue.state.queryKey(), state)
    listDue ??= setTimeout(() => {
      listDue = null
      void queryClient.invalidateQueries({ queryKey: queries.queue.list.key() })
    }, listEveryMs)
  }
  return follow(connection, () => connection.client.queue.watch(undefined, { signal }), see, signal)
}
