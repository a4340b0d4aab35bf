import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

interface Knock {
  method?: string
  path?: string
  headers?: OutgoingHttpHeaders
}

/** One request with exactly these headers: a browser's fetch would not let a test set Host or Origin. */
export function knock(port: number, { method = 'GET', path = '/', headers = {} }: Knock = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
    })
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })
    })
    asked.on('error', reject)
    asked.end()
  })
}

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** Asks to become the RPC WebSocket; 101 where it may. */
export function knockForSocket(port: number, headers: OutgoingHttpHeaders, path = '/rpc'): Promise<Answer> {
  return knock(port, { path, headers: { ...upgrade, ...headers } })
}

/** The bare stream of a WebSocket that was let in. */
export function bareSocket(port: number, headers: OutgoingHttpHeaders): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/rpc', headers: { ...upgrade, ...headers } })
    asked.on('upgrade', (_response, socket) => resolve(socket))
    asked.on('error', reject)
    asked.end()
  })
}
