import { createServer } from 'node:http'
import type { Studio } from '#studio/studio.ts'
import { listen, stopListening } from './listen.ts'
import { attachRpcSocket } from './rpc-socket.ts'
import { upgradeRefusal } from './upgrade-refusal.ts'

export interface CommandSocket {
  url: string
  close(): Promise<void>
}

/** Where the command line joins a studio that serves no page of its own (the desktop window). */
export async function openCommandSocket(options: {
  router: Studio['router']
  token: string
  log: (line: string) => void
}): Promise<CommandSocket> {
  const { router, token, log } = options
  const server = createServer((_request, response) => {
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no page here.\n')
  })
  let port = 0
  const socket = attachRpcSocket(server, {
    router,
    refusal: (knock) => upgradeRefusal(knock, { port, token }),
    log,
  })
  port = await listen(server, 0)
  return {
    url: `ws://127.0.0.1:${port}/rpc`,
    async close() {
      await socket.close()
      await stopListening(server)
    },
  }
}
