import { createRequire } from 'node:module'
import { MsEdgeTTS } from 'msedge-tts'

/** Where the service is, for what the library does not ask by itself. */
export interface EdgeService {
  host: string
  speechUrl: URL
  voicesUrl: URL
  libraryVersion: string
}

/** The library's own addresses, the only place where it can be told of a relay. */
const addresses = MsEdgeTTS as unknown as { WSS_URL: string; VOICES_URL: string }

/** Leads the library to a relay of the service, if one is named. */
export function reachEdge(endpoint?: string): EdgeService {
  if (endpoint !== undefined) {
    const base = endpoint.replace(/\/+$/, '')
    addresses.WSS_URL = `${base.replace(/^http/, 'ws')}/edge/v1`
    addresses.VOICES_URL = `${base}/voices/list${new URL(addresses.VOICES_URL).search}`
  }
  const speechUrl = new URL(addresses.WSS_URL.replace(/^ws/, 'http'))
  const { version } = createRequire(import.meta.url)('msedge-tts/package.json') as { version: string }
  return { host: speechUrl.host, speechUrl, voicesUrl: new URL(addresses.VOICES_URL), libraryVersion: version }
}
