import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from './bootstrap/launch.mjs'
import { say } from './bootstrap/say.mjs'
import { answer } from './bootstrap/trouble.mjs'
import { buildStudio } from './build/build-studio.ts'
import { electronRuntime, type Runtime } from './start/electron-runtime.ts'
import { readStartFlags, type StartFlags, startHelp, wordsForBrowserDoor } from './start/start-flags.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

await answer(() => start(process.argv.slice(2)))

async function start(words: string[]): Promise<number> {
  const read = readStartFlags(words)
  if (read.kind === 'refused') {
    say(read.sentence)
    return 2
  }
  if (read.flags.help) {
    console.log(startHelp)
    return 0
  }
  const flags = withWholeDataPath(read.flags)
  await buildStudio(root)
  if (flags.browser) return openBrowserDoor(flags)
  const window = await desktopWindow()
  if (window.kind === 'here') return openWindow(window.executable, flags)
  say(`Electron's runtime cannot be had here (${window.reason}); opening the studio in the browser instead.`)
  return openBrowserDoor(flags)
}

async function desktopWindow(): Promise<Runtime> {
  const runtime = await electronRuntime(root)
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return runtime.kind === 'here' && !display
    ? { kind: 'missing', reason: 'there is no display for its window' }
    : runtime
}

/** npm runs us in the project's folder; a folder that a person names is meant from where that person is. */
function withWholeDataPath(flags: StartFlags): StartFlags {
  const from = (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) || process.cwd()
  return flags.data === undefined ? flags : { ...flags, data: resolve(from, flags.data) }
}

function openBrowserDoor(flags: StartFlags): Promise<number> {
  const host = resolve(root, 'electron/hosts/loopback/main.ts')
  return launch(process.execPath, [...process.execArgv, host, ...wordsForBrowserDoor(flags)])
}

function openWindow(executable: string, flags: StartFlags): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  // Chromium refuses to sandbox for root; root on Linux means a container or a rescue shell.
  const forRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return launch(executable, [root, ...forRoot, ...(flags.data ? [`--data=${flags.data}`] : [])], { env })
}
