import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { listen } from '#studio/hosts/common/listen.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import type { StudioClient } from '../doors.ts'
import { writeBuiltPage } from './built-page.ts'
import { knock } from './knock.ts'
import { type RunningProcess, runProcess } from './run-process.ts'

let folder: string
let rendererFolder: string

beforeEach(() => {
  folder = join(temporaryFolder(), 'data')
  rendererFolder = writeBuiltPage(temporaryFolder())
})

function start(...args: string[]): RunningProcess {
  return runProcess('loopback-process.ts', [rendererFolder, '--no-open', '--data', folder, ...args])
}

function addressOf(line: string): { port: number; token: string } {
  const [, port, token] = /^Studio: http:\/\/127\.0\.0\.1:(\d+)\/#token=([0-9a-f]{64})$/.exec(line) ?? []
  return { port: Number(port), token: token ?? '' }
}

const leftBehind = () => readdirSync(folder).filter((name) => /studio\.(lock|json)|-wal|-shm|-journal/.test(name))

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends it cleanly, with a window still joined',
  async (signal) => {
    const door = start()
    const { port, token } = addressOf(await door.firstLine)
    const websocket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['phoneme-studio', token])
    onTestFinished(() => websocket.terminate())
    const client: StudioClient = createORPCClient(new RPCLink({ websocket }))
    await client.speakers.add({ displayName: 'Anna', consent: null })
    const changes = await client.studio.changes()
    const watching = changes.next().catch(() => {})

    // A terminal's Ctrl-C arrives twice: from the terminal, and from npm.
    door.process.kill(signal)
    door.process.kill(signal)
    const { code, stdout } = await door.ended
    await watching
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(leftBehind()).toEqual([])
    await expect(knock(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  },
)

test('a second start says that the folder is open already, and where, without the token', async () => {
  const first = start()
  const { port, token } = addressOf(await first.firstLine)
  const second = await start().ended
  expect(second.code).toBe(1)
  expect(second.stdout).toBe('')
  expect(second.stderr.trim().split('\n')).toHaveLength(1)
  expect(second.stderr).toContain(folder)
  expect(second.stderr).toContain(`http://127.0.0.1:${port}/`)
  expect(second.stderr).toContain(`process ${first.process.pid}`)
  expect(second.stderr).not.toContain(token)
  expect((await knock(port)).status).toBe(200)
})

test('after a kill the next start opens the folder, with another token', async () => {
  const killed = start()
  const before = addressOf(await killed.firstLine)
  killed.process.kill('SIGKILL')
  await killed.ended
  const next = start()
  const after = addressOf(await next.firstLine)
  expect(after.token).toMatch(/^[0-9a-f]{64}$/)
  expect(after.token).not.toBe(before.token)
  next.process.kill('SIGINT')
  expect((await next.ended).code).toBe(0)
  expect(leftBehind()).toEqual([])
})

test('what keeps it from starting is one sentence, and nothing is left behind', async () => {
  const taken = createServer()
  const port = await listen(taken as never, 0)
  onTestFinished(() => {
    taken.close()
  })
  const refused = await start('--port', String(port)).ended
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(new RegExp(`^Port ${port} is taken[^\n]*\n$`))
  expect(leftBehind()).toEqual([])
})

test('a folder that can’t be written is said to be so', async () => {
  const inTheWay = join(temporaryFolder(), 'file')
  writeFileSync(inTheWay, '')
  const door = runProcess('loopback-process.ts', [rendererFolder, '--no-open', '--data', join(inTheWay, 'data')])
  const { code, stderr } = await door.ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The data folder [^\n]+ can't be written[^\n]*\n$/)
})

test('a page that isn’t built yet is said to be so, before anything is made', async () => {
  const { code, stderr } = await runProcess('loopback-process.ts', ['/nowhere', '--data', folder]).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^[^\n]*npm run build[^\n]*\n$/)
  expect(existsSync(folder)).toBe(false)
})

test.each([[['--port', 'many']], [['--port', '70000']], [['--port', '-1']], [['--colour']], [['here']]])(
  '%j is no way to start it',
  async (args) => {
    const { code, stderr, stdout } = await start(...args).ended
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1])
    expect(stderr).toContain('--no-open')
    expect(existsSync(folder)).toBe(false)
  },
)
