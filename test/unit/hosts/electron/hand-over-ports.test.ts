import { EventEmitter } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { os } from '@orpc/server'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'

vi.mock('electron', () => import('./electron-double.ts'))

import { handOverPorts } from '#studio/hosts/electron/hand-over-ports.ts'
import type { Studio } from '#studio/studio.ts'
import { ipcMain, type MessageChannelMain } from './electron-double.ts'

type Port = MessageChannelMain['port1']

const router = { greet: os.handler(() => 'hello') } as unknown as Studio['router']
let refusals: string[]

beforeEach(() => {
  refusals = []
  const ports = handOverPorts(router, (line) => refusals.push(line))
  onTestFinished(() => ports.close())
})

/** A frame of a window, and what it was sent. */
function aFrame({ url = 'app://studio/', parent = null as object | null } = {}) {
  const received: Port[] = []
  const postMessage = (channel: string, _message: null, ports: Port[]) => {
    expect(channel).toBe('phoneme-studio:port')
    received.push(...ports)
  }
  return { received, frame: { url, parent, postMessage } }
}

const ask = (sender: object, senderFrame: object | null) =>
  ipcMain.emit('phoneme-studio:ask-port', { sender, senderFrame })

test('our own page gets a port that speaks with the studio', async () => {
  const { received, frame } = aFrame()
  ask(new EventEmitter(), frame)
  const [port] = received
  expect(received).toHaveLength(1)
  port?.start()
  const client = createORPCClient<{ greet: () => Promise<string> }>(new RPCLink({ port: port as never }))
  expect(await client.greet()).toBe('hello')
  expect(refusals).toEqual([])
})

test.each([
  ['a page of another site', aFrame({ url: 'https://evil.example/' })],
  ['another host of our scheme', aFrame({ url: 'app://other/' })],
  ['a page with our address in its own', aFrame({ url: 'https://evil.example/?app://studio/' })],
  ['an empty page', aFrame({ url: 'about:blank' })],
  ['a file', aFrame({ url: 'file:///app/studio/index.html' })],
  ['a frame within our page', aFrame({ parent: {} })],
])('%s gets none', (_who, { received, frame }) => {
  ask(new EventEmitter(), frame)
  expect(received).toEqual([])
  expect(refusals).toHaveLength(1)
})

test('a frame that has gone gets none', () => {
  ask(new EventEmitter(), null)
  expect(refusals).toHaveLength(1)
})

test('a page that asks again gets a new port, and its former one is closed', async () => {
  const { received, frame } = aFrame()
  const sender = new EventEmitter()
  ask(sender, frame)
  const gone = new Promise((resolve) => received[0]?.once('close', resolve))
  received[0]?.start()
  ask(sender, frame)
  await gone
  expect(received).toHaveLength(2)
  expect(sender.listenerCount('destroyed')).toBe(1)
})

test('once closed, nobody gets a port any more', () => {
  ipcMain.removeAllListeners()
  const ports = handOverPorts(router, () => {})
  ports.close()
  const { received, frame } = aFrame()
  ask(new EventEmitter(), frame)
  expect(received).toEqual([])
})
