import { SpeechFault } from '../engines/speech-fault.ts'
import { askOverHttp } from './edge-worker-http.ts'
import type { EdgeService } from './edge-worker-service.ts'

const unreachable =
  /^(?:ENOTFOUND|EAI_AGAIN|EAI_FAIL|ECONNREFUSED|ENET(?:DOWN|UNREACH)|EHOST(?:DOWN|UNREACH)|EADDRNOTAVAIL|ETIMEDOUT)$/
const brokenOff = /^(?:ECONNRESET|ECONNABORTED|EPIPE)$/

/** The service takes access tokens of its own five minutes only. */
const tokenToleranceMs = 5 * 60_000
const askTheTimeMs = 3_000

/** Why a connection could not be opened or a list not be had, from the error of the library or of Node. */
export async function connectionFault(error: unknown, service: EdgeService, signal: AbortSignal): Promise<SpeechFault> {
  const { host } = service
  const { message, code } = innermost(error)
  const status = /Unexpected server response: (\d{3})/.exec(message)?.[1]
  if (status !== undefined) return statusFault(Number(status), service, signal)
  if (unreachable.test(code)) {
    return new SpeechFault({ code: 'NO_NETWORK', data: { engine: 'edge', host, reason: code } })
  }
  if (brokenOff.test(code)) return new SpeechFault({ code: 'DROPPED', data: { engine: 'edge', host } })
  // Of a certificate or of TLS the code says more than the message.
  return badAnswer(service, code || message)
}

export async function statusFault(status: number, service: EdgeService, signal: AbortSignal): Promise<SpeechFault> {
  const { host } = service
  if (status === 429) return new SpeechFault({ code: 'TOO_MANY_REQUESTS', data: { engine: 'edge', host } })
  if (status >= 500) return new SpeechFault({ code: 'SERVICE_DOWN', data: { engine: 'edge', host, status } })
  if (status !== 401 && status !== 403) return badAnswer(service, `HTTP ${status}`)
  const minutes = await minutesOff(service, signal)
  return minutes === null
    ? new SpeechFault({ code: 'REFUSED_BY_SERVICE', data: { engine: 'edge', host, status } })
    : new SpeechFault({ code: 'CLOCK_OFF', data: { engine: 'edge', minutes } })
}

export function badAnswer({ host }: EdgeService, reason: string): SpeechFault {
  return new SpeechFault({ code: 'BAD_ANSWER', data: { engine: 'edge', host, reason } })
}

/**
 * By how many minutes this computer's clock differs from the service's, where that explains a refusal; else null. The
 * library hides the answer that would tell, so the service is asked once more.
 */
async function minutesOff({ speechUrl }: EdgeService, signal: AbortSignal): Promise<number | null> {
  const askedMs = Date.now()
  try {
    const { date } = await askOverHttp(speechUrl, 'HEAD', AbortSignal.any([signal, AbortSignal.timeout(askTheTimeMs)]))
    const offMs = date === null ? 0 : Math.abs((askedMs + Date.now()) / 2 - date.getTime())
    return offMs > tokenToleranceMs ? Math.round(offMs / 60_000) : null
  } catch {
    // Whoever does not tell the time has refused all the same.
    return null
  }
}

/** The library wraps the socket's error, and Node those of several addresses that were tried. */
function innermost(error: unknown): { message: string; code: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return { message: String(cause), code: '' }
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : undefined
  const code = 'code' in cause ? String(cause.code) : ''
  return { message: cause.message || (first instanceof Error ? first.message : code), code }
}
