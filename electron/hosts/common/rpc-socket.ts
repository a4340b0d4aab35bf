import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Studio } from '#studio/studio.ts'
import { type Knock, rpcProtocol } from './upgrade-refusal.ts'

export interface RpcSocketOptions {
  router: Studio['router']
  /** Why a request is refused; null where it may join. */
  refusal: (knock: Knock & { protocols: readonly string[] }) => string | null
  log: (line: string) => void
}

/** A file that the command line imports travels as one message. */
const largestMessageBytes = 2 ** 30
const farewellMilliseconds = 500

/** Lets WebSockets onto `server` that speak the studio's contract. The caller closes the server itself. */
export function attachRpcSocket(
  server: Server,
  { router, refusal, log }: RpcSocketOptions,
): { close(): Promise<void> } {
  const handler = new RPCHandler(router)
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: () => rpcProtocol,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
  })

  const welcome = (socket: WebSocket) => {
    socket.on('error', (error) => log(`A connection broke: ${error.message}`))
    handler.upgrade(socket, { context: {} }).catch((error: unknown) => log(`A connection failed: ${String(error)}`))
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // node:http lets go of the stream here: without a listener a reset connection would end the process.
    stream.on('error', () => stream.destroy())
    const reason = refusal(knockOf(request))
    if (reason === null) sockets.handleUpgrade(request, stream, head, welcome)
    else refuse(stream, reason)
  })

  return {
    async close() {
      const open = [...sockets.clients]
      const gone = open.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())))
      for (const socket of open) socket.close(1001, 'The studio is closing.')
      const impatience = setTimeout(() => {
        for (const socket of open) socket.terminate()
      }, farewellMilliseconds)
      await Promise.all(gone)
      clearTimeout(impatience)
      sockets.close()
    },
  }
}

export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? ''
}

function knockOf(request: IncomingMessage): Knock & { protocols: readonly string[] } {
  const { host, origin } = request.headers
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return { method: request.method ?? '', path: pathOf(request), host, origin, protocols }
}

function refuse(stream: Duplex, reason: string): void {
  const body = `${reason}\n`
  // The other side may never close its half.
  stream.once('finish', () => stream.destroy())
  stream.end(
    'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
