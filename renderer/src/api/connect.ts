import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { StudioContract } from '#shared/contract/studio.ts'
import { createBrowserDoor, takeToken } from './door-browser.ts'
import { openDesktopDoor } from './door-desktop.ts'
import type { KeptConnection } from './keep-connected.ts'
import { keepConnected } from './keep-connected.ts'

export type StudioClient = ContractRouterClient<StudioContract>

export interface StudioConnection extends Omit<KeptConnection, 'link'> {
  client: StudioClient
  /** Which door this window came through: the desktop shows a folder where the browser offers a download. */
  door: 'desktop' | 'browser'
}

/** Connects this window to the studio, by the preload's port if there is one, else by the page's own address. */
export function connect(): StudioConnection {
  const isDesktop = window.phonemeStudioDoor !== undefined
  const { link, ...connection } = keepConnected(isDesktop ? openDesktopDoor : createBrowserDoor(takeToken(window)))
  return { ...connection, client: createORPCClient(link), door: isDesktop ? 'desktop' : 'browser' }
}
