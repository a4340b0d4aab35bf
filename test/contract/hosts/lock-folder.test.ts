import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { FolderInUse, readHolder } from '#studio/hosts/common/holder.ts'
import { lockFolder, tryLock } from '#studio/hosts/common/lock-folder.ts'
import { StartFault } from '#studio/start-fault.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { isLongRun } from '#test/support/runs.ts'
import { runProcess } from './run-process.ts'

const browser = { door: 'browser', doing: '' } as const

interface Seeker {
  process: ChildProcessWithoutNullStreams
  said: Promise<string>
  release(): Promise<void>
  kill(): Promise<void>
}

function seek(folder: string, waitMilliseconds = 300): Seeker {
  const script = fileURLToPath(new URL('lock-holder-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, folder, String(waitMilliseconds)])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  child.stderr.pipe(process.stderr)
  const exited = once(child, 'exit')
  return {
    process: child,
    said: once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => String(text).trim()),
    async release() {
      child.stdin.end()
      await exited
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

test('a folder is open once: a second start is told where, but not the token', async () => {
  const folder = temporaryFolder()
  const lock = await lockFolder(folder, browser)
  lock.announce({ page: 'http://127.0.0.1:4711/', socket: { url: 'ws://127.0.0.1:4711/rpc', token: 'a-secret' } })
  const refusal = await lockFolder(folder, { door: 'desktop', doing: '' }, 0).catch((error: unknown) => error as Error)
  expect(refusal).toBeInstanceOf(FolderInUse)
  expect(refusal).toHaveProperty('message', expect.stringContaining('http://127.0.0.1:4711/'))
  expect(refusal).toHaveProperty('message', expect.stringContaining(String(process.pid)))
  expect(refusal).toHaveProperty('message', expect.not.stringContaining('a-secret'))
  lock.release()
})

test('a released folder is as it was, and opens again', async () => {
  const folder = temporaryFolder()
  const lock = await lockFolder(folder, browser)
  lock.release()
  lock.release()
  expect(readdirSync(folder)).toEqual([])
  const again = await lockFolder(folder, browser, 0)
  again.release()
})

test('a folder that is not there yet is made', async () => {
  const folder = join(temporaryFolder(), 'not', 'yet')
  const lock = await lockFolder(folder, browser)
  expect(existsSync(folder)).toBe(true)
  lock.release()
})

test.skipIf(process.platform === 'win32')(
  'only its owner reads who holds the folder, since the token is in it',
  async () => {
    const folder = temporaryFolder()
    const lock = await lockFolder(folder, browser)
    lock.announce({ page: null, socket: { url: 'ws://127.0.0.1:1/rpc', token: 't' } })
    expect(statSync(join(folder, 'studio.json')).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(join(folder, 'studio.json'), 'utf8'))).toMatchObject({
      door: 'browser',
      pid: process.pid,
    })
    lock.release()
  },
)

test('another process is kept out, and let in afterwards', async () => {
  const folder = temporaryFolder()
  const holder = seek(folder)
  expect(await holder.said).toBe('held')
  expect(tryLock(folder, browser)).toBeNull()
  expect(readHolder(folder)).toMatchObject({ pid: holder.process.pid, door: 'command line', doing: 'holding' })
  await holder.release()
  const lock = await lockFolder(folder, browser, 0)
  lock.release()
})

test('whoever waits gets the folder when its holder lets go', async () => {
  const folder = temporaryFolder()
  const lock = await lockFolder(folder, browser)
  const waiting = seek(folder, 10_000)
  await once(waiting.process, 'spawn')
  lock.release()
  expect(await waiting.said).toBe('held')
  await waiting.release()
})

test('a killed holder does not hinder the next start, and is not taken for a running one', async () => {
  const folder = temporaryFolder()
  const holder = seek(folder)
  await holder.said
  await holder.kill()
  expect(readHolder(folder)).toMatchObject({ pid: holder.process.pid })
  const lock = await lockFolder(folder, browser, 0)
  expect(readHolder(folder)).toMatchObject({ pid: process.pid, socket: null })
  lock.release()
})

test('of eight that start in the same instant, one gets the folder, every time', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder()
  for (let round = 0; round < (isLongRun ? 4 : 2); round += 1) {
    const seekers = Array.from({ length: 8 }, () => seek(folder, 500))
    const said = await Promise.all(seekers.map((seeker) => seeker.said))
    const winners = seekers.filter((_seeker, index) => said[index] === 'held')
    expect(winners).toHaveLength(1)
    // The losers know the winner by its process.
    const losers = said.filter((word) => word !== 'held')
    expect(new Set(losers)).toEqual(new Set([`in use by ${winners[0]?.process.pid}`]))
    // By turns: let go in order, or killed.
    await (round % 2 === 0 ? winners[0]?.release() : winners[0]?.kill())
    rmSync(join(folder, 'inside'), { force: true })
  }
})

test('of many that come and go, never two are inside at once', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder()
  const visitors = Array.from({ length: 6 }, () => runProcess('lock-visitor-process.ts', [folder, '150']))
  const ends = await Promise.all(visitors.map((visitor) => visitor.ended))
  expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual(ends.map(() => [0, '']))
  expect(readdirSync(folder)).toEqual([])
})

test('a folder that can’t be made is said to be so, with what to do', async () => {
  const inTheWay = join(temporaryFolder(), 'file')
  writeFileSync(inTheWay, '')
  const fault = await lockFolder(join(inTheWay, 'data'), browser).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(StartFault)
  expect(fault).toMatchObject({ code: 'FOLDER_NOT_WRITABLE', message: expect.stringContaining('--data') as string })
})
