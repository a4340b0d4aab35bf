import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { RPCHandler as MessagePortHandler } from '@orpc/server/message-port'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { StudioContract } from '#shared/contract/studio.ts'
import { openCommandSocket } from '#studio/hosts/common/command-socket.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import type { NetworkUse } from '#studio/network-use.ts'
import type { Studio } from '#studio/studio.ts'
import { openStudio } from '#studio/studio.ts'

export type StudioClient = ContractRouterClient<StudioContract>

/** A studio on that folder, closed when the test ends. */
export async function studioIn(
  folder: string,
  clock?: () => Date,
  network: NetworkUse = { offline: true },
): Promise<Studio> {
  const { workers, resourcesFolder } = studioParts()
  const studio = await openStudio({
    folder,
    workers,
    resourcesFolder,
    network,
    person: 'editor',
    ...(clock && { clock }),
  })
  onTestFinished(() => studio.close())
  return studio
}

const call = async ({ router }: Studio): Promise<StudioClient> => createRouterClient(router, { context: {} })

async function messagePort({ router }: Studio): Promise<StudioClient> {
  const { port1, port2 } = new MessageChannel()
  new MessagePortHandler(router).upgrade(port1, { context: {} })
  port1.start()
  port2.start()
  onTestFinished(() => port2.close())
  return createORPCClient(new MessagePortLink({ port: port2 }))
}

async function webSocket({ router }: Studio): Promise<StudioClient> {
  const token = 'a'.repeat(64)
  const socket = await openCommandSocket({ router, token, log: () => {} })
  const websocket = new WebSocket(socket.url, ['phoneme-studio', token])
  onTestFinished(async () => {
    websocket.close()
    await socket.close()
  })
  return createORPCClient(new WebSocketLink({ websocket: websocket }))
}

/** Every way in which a door reaches the studio. */
export const doors = [
  { door: 'a direct call', join: call },
  { door: 'a message port', join: messagePort },
  { door: 'a web socket', join: webSocket },
] as const
