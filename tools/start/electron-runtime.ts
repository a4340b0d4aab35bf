import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withLock } from '../bootstrap/lock.mjs'
import { say } from '../bootstrap/say.mjs'
import { type Download, type Outcome, watchDownload } from './watch-download.ts'

const silenceMs = 20_000
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export type Runtime = { kind: 'here'; executable: string } | { kind: 'missing'; reason: string }

/** The Electron executable that is already on this machine, or nothing. Reads files only: the package itself would start a download. */
export function installedElectron(root: string): string | undefined {
  const dir = join(root, 'node_modules', 'electron')
  const pathFile = join(dir, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(dir, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) && isTheAskedVersion(dir) ? executable : undefined
}

function isTheAskedVersion(dir: string): boolean {
  const versionFile = join(dir, 'dist', 'version')
  if (!existsSync(versionFile)) return false
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }
  return readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') === version
}

/** Electron's executable, fetched where it is missing; the reason where it cannot be had or does not run here. */
export async function electronRuntime(root: string): Promise<Runtime> {
  const waiting = (pid: number) => say(`Waiting for another run (process ${pid}) that is fetching Electron's runtime.`)
  const outcome = await withLock(join(root, '.cache', 'electron.lock'), () => fetchWhenMissing(root), { waiting })
  if (outcome.kind === 'missing') return outcome
  const executable = installedElectron(root)
  if (!executable) return { kind: 'missing', reason: 'its installer ended without leaving a runtime' }
  return await thatRuns(executable)
}

async function fetchWhenMissing(root: string): Promise<Outcome> {
  if (installedElectron(root)) return { kind: 'here' }
  say("Fetching Electron's runtime (about 120 MB, once) …")
  const folder = join(root, '.cache', 'electron-download')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  try {
    return await watchDownload(startDownload(root, folder), { silenceMs })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function startDownload(root: string, folder: string): Download {
  const electron = join(root, 'node_modules', 'electron')
  const child = spawn(process.execPath, [join(electron, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // The installer downloads into the temporary folder, so giving it one of its own makes its progress measurable.
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1' },
  })
  const stop = () => child.kill('SIGKILL')
  const stopAll = () => {
    stop()
    process.exit(130)
  }
  for (const signal of endings) process.once(signal, stopAll)
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const finished = new Promise<Awaited<Download['finished']>>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'failed', reason: error.message }))
    child.once('close', (code) => {
      for (const signal of endings) process.off(signal, stopAll)
      resolve(code === 0 ? { kind: 'ended' } : { kind: 'failed', reason: firstReason(complaint) })
    })
  })
  const bytesSoFar = async () => (await bytesIn(folder)) + (await bytesIn(join(electron, 'dist')))
  return { bytesSoFar, finished, stop }
}

/** `TypeError: fetch failed` and a stack → `fetch failed`. */
export function firstReason(complaint: string): string {
  const line = complaint.split('\n').find((text) => text.trim() !== '') ?? 'its installer gave no reason'
  return line.trim().replace(/^\w*Error: /, '')
}

async function bytesIn(dir: string): Promise<number> {
  const names = await readdir(dir, { recursive: true }).catch(() => [])
  // A file may be gone again between its name and its size.
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(dir, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** A runtime whose system libraries are missing is as good as none; as plain Node it needs no display to say so. */
async function thatRuns(executable: string): Promise<Runtime> {
  try {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    await promisify(execFile)(executable, ['-e', '0'], { env, timeout: silenceMs })
    return { kind: 'here', executable }
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    return { kind: 'missing', reason: `it does not run: ${firstReason(stderr)}` }
  }
}
