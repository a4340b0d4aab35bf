import { createORPCClient } from '@orpc/client'
import { createBrowserDoor, takeToken } from './door-browser.ts'
import { openDesktopDoor } from './door-desktop.ts'
import { keepConnected } from './keep-connected.ts'
import type { StudioConnection } from './studio-connection.ts'

/** Connects this window to the studio, by the preload's port if there is one, else by the page's own address. */
export function connect(): StudioConnection {
  const isDesktop = window.phonemeStudioDoor !== undefined
  const { link, ...kept } = keepConnected(isDesktop ? openDesktopDoor : createBrowserDoor(takeToken(window)))
  return { ...kept, client: createORPCClient(link), door: isDesktop ? 'desktop' : 'browser' }
}
