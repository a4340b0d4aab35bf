import type { SpawnOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { launch } from '../bootstrap/launch.mjs'
import { say } from '../bootstrap/say.mjs'

export type Machine = {
  platform: NodeJS.Platform
  env: Record<string, string | undefined>
  exists: (file: string) => boolean
  /** Where Playwright keeps, or would keep, its own Chromium. */
  playwrightOwn: () => Promise<string>
}

export type Found = { kind: 'found'; executable: string } | { kind: 'missing'; sentence: string }

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Chromium for the tests: the one named by PHONEME_STUDIO_CHROMIUM, else an installed Chromium or Chrome, else Playwright's own. */
export async function findChromium({ platform, env, exists, playwrightOwn }: Machine): Promise<Found> {
  const named = env.PHONEME_STUDIO_CHROMIUM
  if (named) {
    if (exists(named)) return { kind: 'found', executable: named }
    return { kind: 'missing', sentence: `PHONEME_STUDIO_CHROMIUM names ${named}, and there is no such file.` }
  }
  const installed = usualPlaces(platform, env).find((place) => exists(place))
  const executable = installed ?? (await playwrightOwn())
  if (exists(executable)) return { kind: 'found', executable }
  return { kind: 'missing', sentence: `No Chromium was found on this machine; ${howToInstall(platform)}.` }
}

function usualPlaces(platform: NodeJS.Platform, env: Machine['env']): string[] {
  if (platform === 'darwin') {
    const apps = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])]
    return apps.flatMap((dir) => [
      join(dir, 'Chromium.app/Contents/MacOS/Chromium'),
      join(dir, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
    ])
  }
  if (platform === 'win32') {
    const homes = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((dir) => dir !== undefined)
    return homes.flatMap((dir) => [
      `${dir}\\Chromium\\Application\\chrome.exe`,
      `${dir}\\Google\\Chrome\\Application\\chrome.exe`,
    ])
  }
  const dirs = (env.PATH ?? '').split(delimiter).filter((dir) => dir !== '')
  return commands.flatMap((command) => dirs.map((dir) => join(dir, command)))
}

function howToInstall(platform: NodeJS.Platform): string {
  const debian = platform === 'linux' && existsSync('/etc/debian_version')
  return debian
    ? 'type "sudo apt-get install chromium", or "npx playwright install chromium"'
    : 'install Chromium or Chrome, or type "npx playwright install chromium"'
}

/** Chromium, installed where it is missing: Debian's package for root, else Playwright's download. */
export async function provideChromium(root: string, machine: Machine): Promise<Found> {
  const found = await findChromium(machine)
  if (found.kind === 'found' || machine.env.PHONEME_STUDIO_CHROMIUM) return found
  say('Chromium is missing; installing it …')
  await installChromium(root)
  return findChromium(machine)
}

async function installChromium(root: string): Promise<void> {
  // Output goes to stderr, and a failure shows in the second look.
  const quiet = { stdio: ['ignore', 2, 2], cwd: root } satisfies SpawnOptions
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const patient = ['-o', 'DPkg::Lock::Timeout=300']
    await launch('apt-get', ['update', '-q', ...patient], { ...quiet, env })
    await launch('apt-get', ['install', '-y', '-q', 'chromium', ...patient], { ...quiet, env })
    return
  }
  const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  await launch(process.execPath, [playwright, 'install', 'chromium'], quiet)
}

/** This machine, as it is. */
export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  playwrightOwn: async () => (await import('@playwright/test')).chromium.executablePath(),
}
