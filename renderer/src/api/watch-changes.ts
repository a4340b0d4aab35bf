import type { QueryClient } from '@tanstack/react-query'
import { follow } from './follow.ts'
import type { StudioConnection } from './studio-connection.ts'

/** Follows the studio's change stream for as long as `signal` allows, and has every answer in view asked again. */
export function watchChanges(
  connection: Pick<StudioConnection, 'client' | 'state' | 'whenOpen'>,
  queryClient: Pick<QueryClient, 'invalidateQueries'>,
  signal: AbortSignal,
): Promise<void> {
  const lookAgain = () => void queryClient.invalidateQueries()
  const open = async () => {
    const changes = await connection.client.studio.changes(undefined, { signal })
    // Whatever changed while nobody listened is seen too.
    lookAgain()
    return changes
  }
  return follow(connection, open, lookAgain, signal)
}
