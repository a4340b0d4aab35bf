import { setTimeout as wait } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { createRouterClient } from '@orpc/server'
import { WebSocket } from 'ws'
import type { openStudio } from '#studio/studio.ts'
import { FolderInUse, type Holder, readHolder } from '../common/holder.ts'
import { type FolderLock, tryLock } from '../common/lock-folder.ts'
import type { StudioParts } from '../common/studio-parts.ts'
import { rpcProtocol } from '../common/upgrade-refusal.ts'
import type { StudioClient } from './command.ts'

export interface Connection {
  studio: StudioClient
  /** Whether the running studio went away in the middle of it. */
  lost(): boolean
  close(): Promise<void>
}

export interface ConnectOptions {
  folder: string
  /** What the command is called, for others who find the folder held. */
  doing: string
  openStudio: typeof openStudio
  parts: StudioParts
  tell: (line: string) => void
  waitMilliseconds?: number
}

const joinMilliseconds = 2000

/**
 * The studio of that data folder: the one that runs, else one opened here. Another short command is waited for.
 * Throws FolderInUse where that takes too long, StartFault where the studio can't start.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { folder, doing, waitMilliseconds = 5000 } = options
  const deadline = Date.now() + waitMilliseconds
  for (;;) {
    const lock = tryLock(folder, { door: 'command line', doing })
    if (lock) return openHere(lock, options)
    const holder = readHolder(folder)
    const joined = holder?.socket ? await join(holder.socket) : null
    if (joined) return joined
    if (Date.now() >= deadline) throw new FolderInUse(folder, holder)
    await wait(30 + Math.random() * 40)
  }
}

async function openHere(lock: FolderLock, { folder, openStudio, parts, tell }: ConnectOptions): Promise<Connection> {
  try {
    const { workers, resourcesFolder, network } = parts
    const studio = await openStudio({ folder, workers, resourcesFolder, network, log: tell })
    for (const line of studio.announcements) tell(line)
    return {
      studio: createRouterClient(studio.router, { context: {} }),
      lost: () => false,
      async close() {
        try {
          await studio.close()
        } finally {
          lock.release()
        }
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** null where nobody answers at that address, or whoever does won't have us: a killed studio's address, most likely. */
async function join({ url, token }: NonNullable<Holder['socket']>): Promise<Connection | null> {
  const socket = new WebSocket(url, [rpcProtocol, token], { handshakeTimeout: joinMilliseconds })
  const open = await new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true))
    // Stays: a later error is followed by "close", which says enough.
    socket.on('error', () => resolve(false))
  })
  if (!open) return null
  let leaving = false
  let lost = false
  socket.once('close', () => {
    lost = !leaving
  })
  return {
    studio: createORPCClient(new RPCLink({ websocket: socket })),
    lost: () => lost,
    async close() {
      leaving = true
      if (socket.readyState === WebSocket.CLOSED) return
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      socket.close()
      const impatience = setTimeout(() => socket.terminate(), 500)
      await closed
      clearTimeout(impatience)
    },
  }
}
