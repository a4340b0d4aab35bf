import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Studio } from '#studio/studio.ts'
import { listen, stopListening } from '../common/listen.ts'
import { createPage } from '../common/page.ts'
import { attachRpcSocket, pathOf } from '../common/rpc-socket.ts'
import { newSecret } from '../common/secret.ts'
import { secured } from '../common/security-headers.ts'
import { upgradeRefusal } from '../common/upgrade-refusal.ts'
import { cookieName, guard, type Keys } from './guard.ts'
import { createLaunchTickets } from './launch-tickets.ts'
import { sendResponse, webRequest } from './web-request.ts'

export interface ServeOptions {
  router: Studio['router']
  media: Studio['media']
  rendererFolder: string
  /** 0 for a free one. */
  port: number
  token: string
  log: (line: string) => void
}

export interface Serving {
  port: number
  /** With a slash at its end, without the token. */
  page: string
  /** The same with the token: for a person alone. */
  address: string
  /** An address that leads there once: for the arguments of a browser. */
  launchAddress(): string
  socket: string
  close(): Promise<void>
}

/** Serves the page, the audio and the RPC socket on 127.0.0.1. Rejects with the system's error where the port is taken. */
export async function serve({ router, media, rendererFolder, port, token, log }: ServeOptions): Promise<Serving> {
  const keys: Keys = { port, token, session: newSecret() }
  const connect = () => [`ws://127.0.0.1:${keys.port}`]
  const page = createPage({ folder: rendererFolder, connect })
  const tickets = createLaunchTickets()

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<Response> => {
    const { host, origin, authorization, cookie } = incoming.headers
    const verdict = guard(
      {
        method: incoming.method ?? '',
        path: pathOf(incoming),
        host,
        origin,
        authorization,
        cookie,
        secFetchSite: headerOf(incoming, 'sec-fetch-site'),
        secFetchMode: headerOf(incoming, 'sec-fetch-mode'),
      },
      keys,
    )
    if (verdict.kind === 'refused') return new Response(`${verdict.reason}\n`, { status: 403, headers: plainText })
    if (verdict.kind === 'session')
      return new Response(null, { status: 204, headers: { 'set-cookie': sessionCookie(keys) } })
    const target = incoming.method === 'GET' ? tickets.redeem(pathOf(incoming)) : null
    if (target !== null)
      return new Response(null, { status: 303, headers: { location: target, 'cache-control': 'no-store' } })
    const request = webRequest(incoming, outgoing, `http://127.0.0.1:${keys.port}`)
    return verdict.kind === 'media' ? media(request) : page(request)
  }

  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    answer(incoming, outgoing)
      .catch((error: unknown) => {
        log(`${incoming.method} ${pathOf(incoming)} failed: ${String(error)}`)
        return new Response('The studio could not answer.\n', { status: 500, headers: plainText })
      })
      .then((response) => sendResponse(secured(response, { connect: connect() }), outgoing))
      // The other side went away, or a file ended early: what remains is an answer that can't be finished.
      .catch(() => outgoing.destroy())
  })
  const socket = attachRpcSocket(server, { router, refusal: (knock) => upgradeRefusal(knock, keys), log })
  keys.port = await listen(server, port)

  const origin = `http://127.0.0.1:${keys.port}`
  const address = `${origin}/#token=${token}`
  return {
    port: keys.port,
    page: `${origin}/`,
    address,
    launchAddress: () => origin + tickets.issue(address),
    socket: `ws://127.0.0.1:${keys.port}/rpc`,
    async close() {
      await socket.close()
      await stopListening(server)
    },
  }
}

const plainText = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

function sessionCookie({ port, session }: Keys): string {
  return `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`
}

function headerOf(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name]
  return Array.isArray(value) ? value[0] : value
}
