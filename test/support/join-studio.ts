import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { StudioContract } from '#shared/contract/studio.ts'

export type StudioClient = ContractRouterClient<StudioContract>

/** Joins a running studio by the address that it printed. */
export function joinStudio(address: string): { client: StudioClient; leave: () => void } {
  const { host, hash } = new URL(address)
  const websocket = new WebSocket(`ws://${host}/rpc`, ['phoneme-studio', hash.replace('#token=', '')])
  websocket.on('error', () => {
    // The studio was killed on purpose; whoever calls is told by the call itself.
  })
  const client: StudioClient = createORPCClient(new RPCLink({ websocket: websocket }))
  return { client, leave: () => websocket.terminate() }
}
