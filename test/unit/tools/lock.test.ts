import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from '../../../tools/bootstrap/lock.mjs'

let folder: string
let lockDir: string
const quick = { pollMs: 1 }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'))
  lockDir = join(folder, 'inner', 'install.lock')
})
afterEach(() => rm(folder, { recursive: true }))

async function leaveLockOf(owner: string): Promise<void> {
  await mkdir(lockDir, { recursive: true })
  await writeFile(join(lockDir, 'owner.json'), owner)
}

function pidOfTheDead(): number {
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  return pid
}

test('ten runs at once work one after another, and leave no lock', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await new Promise(setImmediate)
    inside -= 1
  }
  await Promise.all(Array.from({ length: 10 }, () => withLock(lockDir, work, quick)))
  expect(most).toBe(1)
  expect(existsSync(lockDir)).toBe(false)
})

test('work that fails gives the lock back and tells', async () => {
  await expect(withLock(lockDir, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
  expect(existsSync(lockDir)).toBe(false)
})

test('the lock of a run that was killed is taken over at once', async () => {
  await leaveLockOf(JSON.stringify({ pid: pidOfTheDead(), host: hostname() }))
  expect(await withLock(lockDir, async () => 'done', quick)).toBe('done')
})

test('several waiters at the lock of a dead run still work one after another', async () => {
  await leaveLockOf(JSON.stringify({ pid: pidOfTheDead(), host: hostname() }))
  let inside = 0
  const work = async () => {
    inside += 1
    expect(inside).toBe(1)
    await new Promise(setImmediate)
    inside -= 1
  }
  await Promise.all(Array.from({ length: 20 }, () => withLock(lockDir, work, quick)))
})

test.each([
  ['without a word from another machine for two minutes', JSON.stringify({ pid: 1, host: 'elsewhere' })],
  ['whose owner never got as far as writing its name', ''],
  ['whose name was cut short', '{"pid": 12'],
])('a lock %s is taken over', async (_case, owner) => {
  await leaveLockOf(owner)
  const longAgo = new Date(Date.now() - 120_000)
  await utimes(lockDir, longAgo, longAgo)
  expect(await withLock(lockDir, async () => 'done', quick)).toBe('done')
})

test('a run that works is waited for, and named', async () => {
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const order: string[] = []
  const first = withLock(lockDir, async () => {
    begin()
    await mayEnd
    order.push('first')
  })
  await begun
  const waiting = (pid: number) => {
    expect(pid).toBe(process.pid)
    order.push('waiting')
    end()
  }
  await withLock(lockDir, async () => order.push('second'), { ...quick, waiting })
  await first
  expect(order).toEqual(['waiting', 'first', 'second'])
})
