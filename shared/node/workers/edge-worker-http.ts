import type { IncomingMessage } from 'node:http'
import { request as askHttp } from 'node:http'
import { request as askHttps } from 'node:https'
import { text } from 'node:stream/consumers'

export interface HttpAnswer {
  status: number
  /** The server's clock, where it tells it. */
  date: Date | null
  body: string
}

/** One plain request, its whole answer within the signal's time. Redirects are answers like any other. */
export async function askOverHttp(url: URL, method: 'GET' | 'HEAD', signal: AbortSignal): Promise<HttpAnswer> {
  const ask = url.protocol === 'http:' ? askHttp : askHttps
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = ask(url, { method, signal, agent: false }, resolve)
  request.on('error', reject)
  request.end()
  const answer = await answered
  const body = await text(answer)
  const date = new Date(answer.headers.date ?? Number.NaN)
  return { status: answer.statusCode ?? 0, date: Number.isNaN(date.getTime()) ? null : date, body }
}
