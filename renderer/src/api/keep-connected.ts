import type { ClientLink } from '@orpc/client'
import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { OpenDoor, OpenDoorFunction, Refusal } from './door.ts'
import { DoorRefused } from './door.ts'

export type ConnectionState =
  | { kind: 'connecting' }
  | { kind: 'open' }
  | { kind: 'lost' }
  | { kind: 'refused'; refusal: Refusal }

/** A call that was under way when the connection went: it may or may not have been carried out. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('the connection to the studio was lost', { cause })
    this.name = 'ConnectionLost'
  }
}

export interface KeptConnection {
  link: ClientLink<Record<never, never>>
  state: Cell<ConnectionState>
  /** Settles when the door is open, now or after reconnecting; rejects when the studio refuses. */
  whenOpen(): Promise<void>
  close(): void
}

const firstDelayMs = 250
const longestDelayMs = 4000

/** Opens the door, and opens it again whenever it is lost. Calls made meanwhile wait; calls under way fail with ConnectionLost. */
export function keepConnected(openDoor: OpenDoorFunction): KeptConnection {
  const state = createCell<ConnectionState>({ kind: 'connecting' })
  let opening = Promise.withResolvers<OpenDoor>()
  let current: OpenDoor | null = null
  let stopped = false

  const run = async () => {
    let delayMs = firstDelayMs
    while (!stopped) {
      try {
        const door = await openDoor()
        current = door
        delayMs = firstDelayMs
        state.set({ kind: 'open' })
        opening.resolve(door)
        await door.closed
        opening = Promise.withResolvers()
        opening.promise.catch(ignoreUntilAwaited)
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
  opening.promise.catch(ignoreUntilAwaited)
  void run()

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
      stopped = true
      current?.close()
    },
  }
}

/** A refusal is shown from the state; a promise that nobody awaits must not count as an unhandled one. */
function ignoreUntilAwaited(): void {}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
