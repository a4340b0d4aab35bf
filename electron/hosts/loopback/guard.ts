import { sameSecret } from '../common/secret.ts'
import { isOwnHost, type Knock, ownOrigin } from '../common/upgrade-refusal.ts'

/** A request as the guard sees it; absent headers are undefined. */
export interface Visit extends Knock {
  authorization: string | undefined
  cookie: string | undefined
  secFetchSite: string | undefined
  secFetchMode: string | undefined
}

export interface Keys {
  port: number
  /** What the printed address carries: opens the session and the RPC socket. */
  token: string
  /** What the cookie carries. Not the token: browsers send a cookie to every port of 127.0.0.1. */
  session: string
}

export type Verdict = { kind: 'page' } | { kind: 'media' } | { kind: 'session' } | { kind: 'refused'; reason: string }

/** The cookie's name bears the port, so that two studios in one browser keep their own. */
export function cookieName(port: number): string {
  return `phoneme-studio-${port}`
}

/** Decides on every HTTP request, before anything else looks at it; WebSockets have `upgradeRefusal`. */
export function guard(visit: Visit, keys: Keys): Verdict {
  const reason = foreign(visit, keys.port)
  if (reason !== null) return { kind: 'refused', reason }
  if (visit.path === '/session') return sessionVerdict(visit, keys)
  const reading = visit.method === 'GET' || visit.method === 'HEAD'
  if (!reading) return { kind: 'refused', reason: 'The page is only read.' }
  if (visit.path === '/rpc') return { kind: 'refused', reason: 'The studio speaks by WebSocket here.' }
  if (visit.path !== '/media' && !visit.path.startsWith('/media/')) return { kind: 'page' }
  const given = cookieValue(visit.cookie, cookieName(keys.port))
  if (!sameSecret(given, keys.session)) return { kind: 'refused', reason: 'Audio needs the session’s cookie.' }
  return { kind: 'media' }
}

function foreign(visit: Visit, port: number): string | null {
  // A rebound DNS name arrives here with its own name as Host.
  if (!isOwnHost(visit.host, port)) return 'This host name is not the studio’s.'
  if (visit.origin !== undefined && visit.origin !== ownOrigin(port)) return 'Pages of another origin may not ask.'
  // Requests that carry no Origin, such as another page's <img>. "none" is a person: an address typed, a browser
  // opened with it. Following a link from elsewhere is allowed to reach the page, which is worthless without a token.
  const site = visit.secFetchSite
  const following = visit.secFetchMode === 'navigate' && visit.method === 'GET' && !visit.path.startsWith('/media')
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !following)
    return 'Pages of another origin may not ask.'
  return null
}

function sessionVerdict({ method, authorization }: Visit, { token }: Keys): Verdict {
  if (method !== 'POST') return { kind: 'refused', reason: 'A session is opened by POST.' }
  const given = authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : undefined
  if (!sameSecret(given, token)) return { kind: 'refused', reason: 'The token is missing or wrong.' }
  return { kind: 'session' }
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
