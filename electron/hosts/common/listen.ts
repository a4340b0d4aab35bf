import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The only address a studio ever listens on; there is deliberately no way to name another. */
const loopback = '127.0.0.1'

/** Starts listening on this machine only; returns the port (the one asked for, or a free one for 0). */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return (server.address() as AddressInfo).port
}

/** Stops listening and ends what connections there are. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
