import { RPCLink } from '@orpc/client/message-port'
import type { OpenDoor } from './door.ts'

declare global {
  interface Window {
    /** Set by the preload of the desktop window; absent in a browser. */
    phonemeStudioDoor?: unknown
  }
}

/** The desktop door: asks the preload for a port, and speaks over it. */
export async function openDesktopDoor(): Promise<OpenDoor> {
  const port = await requestPort()
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>()
  port.addEventListener('close', () => markClosed(), { once: true })
  const link = new RPCLink({ port })
  port.start()
  return { link, closed, close: () => port.close() }
}

function requestPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== 'phoneme-studio:port' || port === undefined) return
      window.removeEventListener('message', receive)
      resolve(port)
    }
    window.addEventListener('message', receive)
    window.postMessage('phoneme-studio:ready', location.origin)
  })
}
