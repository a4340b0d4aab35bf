import { RPCLink } from '@orpc/client/websocket'
import type { OpenDoor, OpenDoorFunction } from './door.ts'
import { DoorRefused } from './door.ts'

const tokenKey = 'phoneme-studio-token'

/**
 * The run's token: from the address once, then from this tab's storage so that a reload works.
 * It leaves the address bar at once, so that a copied address or a screenshot does not give it away.
 */
export function takeToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string | null {
  const fragment = page.location.hash.slice(1)
  if (!fragment.startsWith('token=')) return page.sessionStorage.getItem(tokenKey)
  const parameters = new URLSearchParams(fragment)
  const token = parameters.get('token') ?? ''
  page.sessionStorage.setItem(tokenKey, token)
  page.history.replaceState(null, '', `#${parameters.get('to') ?? '/'}`)
  return token
}

/** The browser door: a session cookie for /media, and one WebSocket for every call and stream. */
export function createBrowserDoor(token: string | null): OpenDoorFunction {
  return async () => {
    if (token === null || token === '') throw new DoorRefused('no-token')
    const session = await fetch('/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } })
    if (session.status === 401 || session.status === 403) throw new DoorRefused('token-expired')
    if (!session.ok) throw new Error(`the studio answered ${session.status}`)
    return openSocket(token)
  }
}

async function openSocket(token: string): Promise<OpenDoor> {
  const address = new URL('/rpc', location.href)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocket = new WebSocket(address, ['phoneme-studio', token])
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>()
  websocket.addEventListener('close', () => markClosed(), { once: true })
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true })
    websocket.addEventListener('close', () => reject(new Error('the studio closed the connection')), { once: true })
  })
  return { link: new RPCLink({ websocket }), closed, close: () => websocket.close() }
}
