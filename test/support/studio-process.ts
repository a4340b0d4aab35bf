import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface RunningStudio {
  /** With the token in its fragment. */
  address: string
  folder: string
  process: ChildProcess
  /** What it told on standard error. */
  told: string[]
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>
  kill(): Promise<void>
}

/**
 * The browser door as people start it, on a data folder and a free port. `through` is a command that ends by running
 * what stands after it, such as `env` or `unshare`.
 */
export async function startStudio(
  folder: string,
  environment: Record<string, string> = {},
  through: readonly string[] = [],
): Promise<RunningStudio> {
  const line: [string, ...string[]] = [
    process.execPath,
    'electron/hosts/loopback/main.ts',
    '--no-open',
    '--port',
    '0',
    '--data',
    folder,
  ]
  const [command, ...args] = through.length === 0 ? line : [...through, ...line]
  if (command === undefined) throw new Error('nothing to start')
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => told.push(line))
  const exited = once(child, 'exit') as Promise<[number | null]>
  const address = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => /^Studio: (\S+)$/.exec(String(line))?.[1]),
    exited.then(([code]) => {
      throw new Error(`the studio ended with code ${code}: ${told.join(' ')}`)
    }),
  ])
  if (address === undefined) throw new Error('the first line of the studio is not its address')
  return {
    address,
    folder,
    process: child,
    told,
    async stop() {
      child.kill('SIGINT')
      return (await exited)[0]
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The command line, as `npm run --silent studio --` runs it. */
export async function studioCommand(folder: string, ...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['electron/hosts/cli/main.ts', '--data', folder, '--json', ...args],
    { cwd: root, maxBuffer: 2 ** 26 },
  )
  return JSON.parse(stdout)
}
