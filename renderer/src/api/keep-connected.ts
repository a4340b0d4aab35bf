import { createCell } from '../cell.ts'
import { ConnectionLost } from './lost-connection.ts'
import type { OpenDoor, OpenDoorFunction, StudioLink } from './door.ts'
import { DoorRefused } from './door.ts'
import type { ConnectionState, StudioConnection } from './studio-connection.ts'

export interface KeptConnection extends Pick<StudioConnection, 'state' | 'whenOpen' | 'close'> {
  link: StudioLink
}

const firstDelayMs = 250
const longestDelayMs = 4000

/** Opens the door, and opens it again whenever it is lost. Calls made meanwhile wait; calls under way fail with ConnectionLost. */
export function keepConnected(openDoor: OpenDoorFunction): KeptConnection {
  const state = createCell<ConnectionState>({ kind: 'connecting' })
  const closing = new AbortController()
  let opening = awaitable<OpenDoor>()
  let current: OpenDoor | null = null

  const keepOpen = async () => {
    let delayMs = firstDelayMs
    while (!closing.signal.aborted) {
      try {
        const door = await openDoor()
        current = door
        delayMs = firstDelayMs
        state.set({ kind: 'open' })
        opening.resolve(door)
        await door.closed
        opening = awaitable()
        current = null
        state.set({ kind: 'lost' })
      } catch (error) {
        if (error instanceof DoorRefused) {
          state.set({ kind: 'refused', refusal: error.refusal })
          opening.reject(error)
          return
        }
        state.set({ kind: 'lost' })
        await pause(delayMs)
        delayMs = Math.min(delayMs * 2, longestDelayMs)
      }
    }
  }
  void keepOpen()

  return {
    state,
    link: {
      async call(path, input, options) {
        const door = await opening.promise
        try {
          return await door.link.call(path, input, options)
        } catch (error) {
          // The transport rejects with errors of its own when it goes; the door knows better.
          if (current !== door && !options.signal?.aborted) throw new ConnectionLost(error)
          throw error
        }
      },
    },
    whenOpen: async () => void (await opening.promise),
    close() {
      closing.abort()
      current?.close()
    },
  }
}

/** A refusal is shown from the state; a promise that nobody happens to await must not count as an unhandled one. */
function awaitable<T>(): PromiseWithResolvers<T> {
  const resolvers = Promise.withResolvers<T>()
  resolvers.promise.catch(() => undefined)
  return resolvers
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
