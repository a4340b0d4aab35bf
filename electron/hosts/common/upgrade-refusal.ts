import { sameSecret } from './secret.ts'

/** Offered beside the token as WebSocket subprotocols, and the one that is answered: the token never travels back. */
export const rpcProtocol = 'phoneme-studio'

/** What a request says of itself, as far as a guard looks at it; absent headers are undefined. */
export interface Knock {
  method: string
  /** Without the query. */
  path: string
  host: string | undefined
  origin: string | undefined
}

/** As browsers write it: without the port where it is 80. */
export function ownOrigin(port: number): string {
  return new URL(`http://127.0.0.1:${port}`).origin
}

export function isOwnHost(host: string | undefined, port: number): boolean {
  return host !== undefined && `http://${host}` === ownOrigin(port)
}

/** Why a request that asks to become the RPC WebSocket is refused; null where it may. */
export function upgradeRefusal(
  knock: Knock & { protocols: readonly string[] },
  { port, token }: { port: number; token: string },
): string | null {
  // A rebound DNS name arrives here with its own name as Host.
  if (!isOwnHost(knock.host, port)) return 'This host name is not the studio’s.'
  if (knock.origin !== undefined && knock.origin !== ownOrigin(port)) return 'Pages of another origin may not join.'
  if (knock.path !== '/rpc') return 'There is no WebSocket here.'
  const [first, given, ...more] = knock.protocols
  // Without an Origin it is no browser's page but a program, such as the command line; the token decides for both.
  if (first !== rpcProtocol || more.length > 0 || !sameSecret(given, token)) return 'The token is missing or wrong.'
  return null
}
