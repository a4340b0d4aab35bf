import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const heartbeatMs = 5_000
const silentForMs = 60_000

/**
 * Does `work` while holding the folder `lockDir`, so that two runs never install or build into each other. A lock
 * whose owner is gone (its process ended, or its heartbeat stopped for a minute) is taken over.
 * @template T
 * @param {string} lockDir @param {() => Promise<T>} work
 * @param {{ waiting?: (pid: number) => void, pollMs?: number }} [options] `waiting` is told once whom we wait for
 * @returns {Promise<T>}
 */
export async function withLock(lockDir, work, { waiting = () => {}, pollMs = 200 } = {}) {
  await mkdir(dirname(lockDir), { recursive: true })
  let told = false
  while (!(await taken(lockDir))) {
    const owner = await ownerOf(lockDir)
    if (owner.gone) await clear(lockDir, owner.text)
    else if (!told && owner.pid > 0) {
      told = true
      waiting(owner.pid)
    }
    await pause(pollMs)
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    // A lock that was taken from us has nothing left to keep alive.
    utimes(lockDir, now, now).catch(() => clearInterval(heartbeat))
  }, heartbeatMs)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    await rm(lockDir, { recursive: true, force: true })
  }
}

/** @param {string} lockDir */
async function taken(lockDir) {
  try {
    await mkdir(lockDir)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await writeFile(
    join(lockDir, 'owner.json'),
    JSON.stringify({ pid: process.pid, host: hostname(), since: Date.now() }),
  )
  return true
}

/** @param {string} lockDir */
async function ownerOf(lockDir) {
  try {
    const { mtimeMs } = await stat(lockDir)
    const silentMs = Date.now() - mtimeMs
    const text = await readFile(join(lockDir, 'owner.json'), 'utf8').catch(() => '')
    // Between the folder and the name in it there is a moment without a name, or with half of one.
    const owner = parsed(text)
    if (!owner) return { pid: 0, text, gone: silentMs > heartbeatMs }
    const dead = owner.host === hostname() && !isAlive(owner.pid)
    return { pid: owner.pid, text, gone: dead || silentMs > silentForMs }
  } catch (error) {
    // Given back in this very moment.
    if (codeOf(error) === 'ENOENT') return { pid: 0, text: '', gone: false }
    throw error
  }
}

/** @param {string} text @returns {{ pid: number, host: string } | undefined} */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Takes an abandoned lock away. Only one waiter at a time may, and it looks again: another may have been quicker, and
 * then this is already the lock of somebody who works.
 * @param {string} lockDir @param {string} abandoned */
async function clear(lockDir, abandoned) {
  const guard = `${lockDir}.takeover`
  if (!(await makeGuard(guard))) return
  try {
    const owner = await ownerOf(lockDir)
    if (owner.gone && owner.text === abandoned) await rm(lockDir, { recursive: true, force: true })
  } finally {
    await rm(guard, { recursive: true, force: true })
  }
}

/** @param {string} guard */
async function makeGuard(guard) {
  try {
    await mkdir(guard)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    // Held for milliseconds; an older one was left by a waiter that was killed.
    const { mtimeMs } = await stat(guard).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > heartbeatMs) await rm(guard, { recursive: true, force: true })
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** @param {unknown} error */
const codeOf = (error) => /** @type {NodeJS.ErrnoException} */ (error).code ?? ''
