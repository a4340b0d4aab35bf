import type { QueryClient } from '@tanstack/react-query'
import type { StudioConnection } from './connect.ts'

/** Follows the studio's change stream for as long as `signal` allows, and has every answer in view asked again. */
export async function watchChanges(
  connection: StudioConnection,
  queryClient: QueryClient,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await connection.whenOpen()
      // Whatever changed while nobody listened is seen too.
      void queryClient.invalidateQueries()
      for await (const _change of await connection.client.studio.changes(undefined, { signal })) {
        void queryClient.invalidateQueries()
      }
    } catch {
      // The stream ends with the connection; the state line tells it, and the loop follows the next one.
      if (connection.state.get().kind === 'refused') return
    }
    await afterAMoment(signal)
  }
}

function afterAMoment(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 500)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
