import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Machine {
  platform: NodeJS.Platform
  env: Record<string, string | undefined>
  exists: (path: string) => boolean
}

export interface Opener {
  command: string
  args: string[]
}

const linuxBrowsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

export function hasDisplay({ platform, env }: Pick<Machine, 'platform' | 'env'>): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** How to show `address`: a browser that can do so in a window of its own, else the system's; null without a display. */
export function openerFor(address: string, machine: Machine): Opener | null {
  if (!hasDisplay(machine)) return null
  const browser = appBrowsers(machine).find(machine.exists)
  if (browser !== undefined) return { command: browser, args: [`--app=${address}`] }
  if (machine.platform === 'darwin') return { command: 'open', args: [address] }
  // `start` is the shell's own; rundll32 opens an address without a shell that would read the "&" in it.
  if (machine.platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', address] }
  return { command: 'xdg-open', args: [address] }
}

function appBrowsers({ platform, env }: Machine): string[] {
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
    const places = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
    return places.flatMap((place) => roots.map((root) => `${root}\\${place}`))
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return linuxBrowsers.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Opens the page in the system's browser; false where that can't be tried, or fails at once. */
export async function openWindow(address: string): Promise<boolean> {
  const opener = openerFor(address, { platform: process.platform, env: process.env, exists: existsSync })
  if (opener === null) return false
  return new Promise((resolve) => {
    // Detached: Ctrl-C is for the studio, and the browser's window may stay.
    const child = spawn(opener.command, opener.args, { detached: true, stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
