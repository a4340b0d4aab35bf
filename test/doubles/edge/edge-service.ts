import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { SpokenRequest } from './edge-ssml.ts'
import { readSsml } from './edge-ssml.ts'
import { tokenIsOf } from './edge-token.ts'
import type { TurnHappening } from './edge-turns.ts'
import { answer, refuseText } from './edge-turns.ts'

export type Happening =
  | TurnHappening
  | 'silent handshake'
  | 'dropped handshake'
  | 'closed at once'
  | { status: number; statusText: string }

export interface HeardRequest extends SpokenRequest {
  outputFormat: string
}

/** The service of the Edge voices on 127.0.0.1: its protocol, its access tokens, its list of voices, and its faults. */
export interface EdgeServiceDouble {
  endpoint: string
  /** What was asked to be said, in the order of arrival. */
  heard: HeardRequest[]
  /** `speech` at each of them. */
  arrivals: EventEmitter<{ speech: [HeardRequest] }>
  /** Every request that reached it, of any kind: `HEAD`, `GET`, `connect`. */
  asked: string[]
  /** How far its clock is ahead of this computer's. */
  minutesAhead: number
  /** The list of voices, or what happens to whoever asks for it. */
  voices: unknown[] | 'silent' | 'garbage' | { status: number }
  /** What the next connections meet, one after another; after them all is well. */
  meet(...happenings: Happening[]): void
  /** From now on all is well. */
  calm(): void
  openConnections(): number
  /** Refuses every connection, until it comes back at the same address. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

const path = '/readaloud'

export async function openEdgeService(): Promise<EdgeServiceDouble> {
  const happenings: Happening[] = []
  const sockets = new Set<Socket>()
  const web = new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 0 } })
  const server = createServer(answerHttp)
  server.on('upgrade', connect)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    // Who hangs up in the middle of something is the client's own business.
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const service: EdgeServiceDouble = {
    endpoint: `http://127.0.0.1:${port}${path}`,
    heard: [],
    arrivals: new EventEmitter(),
    asked: [],
    minutesAhead: 0,
    voices: [],
    meet: (...more) => void happenings.push(...more),
    calm: () => void happenings.splice(0),
    openConnections: () => sockets.size,
    goAway,
    async comeBack() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    close: goAway,
  }
  return service

  async function goAway(): Promise<void> {
    const gone = server.listening ? once(server, 'close') : undefined
    server.close()
    for (const socket of sockets) socket.destroy()
    await gone
  }

  function now(): Date {
    return new Date(Date.now() + service.minutesAhead * 60_000)
  }

  function answerHttp({ method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
    service.asked.push(method)
    response.setHeader('Date', now().toUTCString())
    const { voices } = service
    if (method !== 'GET' || !url.startsWith(`${path}/voices/list?`)) response.writeHead(404).end()
    else if (voices === 'garbage') response.end('<html>Sign in to this network</html>')
    else if (Array.isArray(voices)) response.setHeader('Content-Type', 'application/json').end(JSON.stringify(voices))
    else if (voices !== 'silent') response.writeHead(voices.status).end()
  }

  function connect(request: IncomingMessage, socket: Socket, head: Buffer): void {
    service.asked.push('connect')
    const happening = happenings.shift() ?? 'well'
    const url = new URL(request.url ?? '', service.endpoint)
    const query = (name: string) => url.searchParams.get(name) ?? ''
    if (happening === 'silent handshake') return noticeLeaving(socket)
    if (happening === 'dropped handshake') return void socket.destroy()
    if (typeof happening === 'object') return refuse(socket, happening)
    if (url.pathname !== `${path}/edge/v1`) return refuse(socket, { status: 404, statusText: 'Not Found' })
    if (!tokenIsOf(now(), query('Sec-MS-GEC'), query('TrustedClientToken')))
      return refuse(socket, { status: 403, statusText: 'Forbidden' })
    if (happening === 'closed at once') return openAndClose(request, socket)
    web.handleUpgrade(request, socket, head, (connection) => converse(connection, socket, happening))
  }

  function refuse(socket: Socket, { status, statusText }: { status: number; statusText: string }): void {
    socket.end(`HTTP/1.1 ${status} ${statusText}\r\nDate: ${now().toUTCString()}\r\nContent-Length: 0\r\n\r\n`)
  }

  function converse(connection: WebSocket, line: Socket, happening: TurnHappening): void {
    let outputFormat = ''
    connection.on('error', () => {})
    connection.on('message', (data: Buffer) => {
      const message = data.toString()
      const [head = '', body = ''] = message.split(/\r\n\r\n([^]*)/)
      if (/^Path:speech\.config$/m.test(head)) {
        outputFormat = (JSON.parse(body) as SpeechConfig).context.synthesis.audio.outputFormat
        return
      }
      const id = /^X-RequestId:(\w{32})$/m.exec(head)?.[1]
      const spoken = /^Path:ssml$/m.test(head) ? readSsml(body) : null
      if (id === undefined || spoken === null) return refuseText(connection)
      const heard = { ...spoken, outputFormat }
      service.heard.push(heard)
      service.arrivals.emit('speech', heard)
      answer(happening, { socket: connection, line, id }, spoken.text)
    })
  }
}

interface SpeechConfig {
  context: { synthesis: { audio: { outputFormat: string } } }
}

/** Both in one packet: the client learns that it is connected and that it is no more at the same moment. */
function openAndClose({ headers }: IncomingMessage, socket: Socket): void {
  const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
  const accept = createHash('sha1').update(key).digest('base64')
  const opened = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
  const closedGoingAway = Buffer.from([0x88, 0x02, 0x03, 0xe9])
  socket.write(Buffer.concat([Buffer.from(opened), closedGoingAway]))
  noticeLeaving(socket)
}

function noticeLeaving(socket: Socket): void {
  socket.resume().once('end', () => socket.destroy())
}
