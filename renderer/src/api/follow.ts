import { runStream } from './run-stream.ts'
import type { StudioConnection } from './studio-connection.ts'

/**
 * Follows a stream of the studio for as long as `signal` allows. The stream ends with the connection, which the status
 * line tells; the next one is followed when it is there.
 */
export async function follow<Told>(
  connection: Pick<StudioConnection, 'state' | 'whenOpen'>,
  open: () => Promise<{ next(): Promise<IteratorResult<Told, unknown>> }>,
  onTold: (told: Told) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await connection.whenOpen()
      await runStream(await open(), onTold)
    } catch {
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
