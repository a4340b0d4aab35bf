import type { QueryClient } from '@tanstack/react-query'
import { runStream } from './run-stream.ts'
import type { StudioConnection } from './studio-connection.ts'

/** Follows the studio's change stream for as long as `signal` allows, and has every answer in view asked again. */
export async function watchChanges(
  connection: Pick<StudioConnection, 'client' | 'state' | 'whenOpen'>,
  queryClient: Pick<QueryClient, 'invalidateQueries'>,
  signal: AbortSignal,
): Promise<void> {
  const lookAgain = () => void queryClient.invalidateQueries()
  while (!signal.aborted) {
    try {
      await connection.whenOpen()
      const changes = await connection.client.studio.changes(undefined, { signal })
      // Whatever changed while nobody listened is seen too.
      lookAgain()
      await runStream(changes, lookAgain)
    } catch {
      // The stream ends with the connection; the status line tells it, and the loop follows the next one.
      if (connection.state.get().kind === 'refused') return
    }
    await aMoment(signal)
  }
}

function aMoment(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, 500)
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer)
      resolve()
    },
    { once: true },
  )
  return promise
}
