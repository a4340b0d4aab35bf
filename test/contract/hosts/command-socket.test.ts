import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { type CommandSocket, openCommandSocket } from '#studio/hosts/common/command-socket.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { type StudioClient, studioIn } from '../doors.ts'
import { knock, knockForSocket } from './knock.ts'

const token = 'a'.repeat(64)
const protocols = `phoneme-studio, ${token}`

let socket: CommandSocket
let port: number

beforeEach(async () => {
  const { router } = await studioIn(temporaryFolder())
  socket = await openCommandSocket({ router, token, log: () => {} })
  onTestFinished(() => socket.close())
  port = Number(new URL(socket.url).port)
})

test('the command line joins with the token', async () => {
  const websocket = new WebSocket(socket.url, ['phoneme-studio', token])
  onTestFinished(() => websocket.terminate())
  const client: StudioClient = createORPCClient(new RPCLink({ websocket }))
  expect(await client.phonemes.list({})).toHaveLength(44)
})

test('there is no page, whoever asks', async () => {
  for (const path of ['/', '/index.html', '/session', '/media/takes/x.wav', '/rpc']) {
    const answer = await knock(port, { path, headers: { authorization: `Bearer ${token}` } })
    expect([path, answer.status]).toEqual([path, 403])
  }
})

test.each<[string, Record<string, string>]>([
  ['without a token', {}],
  ['with a wrong token', { 'sec-websocket-protocol': `phoneme-studio, ${'b'.repeat(64)}` }],
  ['from a page, even with the token', { origin: 'https://evil.example', 'sec-websocket-protocol': protocols }],
  ['from a page of a file', { origin: 'null', 'sec-websocket-protocol': protocols }],
  ['by a rebound name', { host: 'evil.example', 'sec-websocket-protocol': protocols }],
])('nobody joins %s', async (_how, headers) => {
  expect((await knockForSocket(port, headers)).status).toBe(403)
})
