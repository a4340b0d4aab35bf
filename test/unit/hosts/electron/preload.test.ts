import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'

vi.mock('electron', () => import('./electron-double.ts'))

import { exposed, ipcRenderer } from './electron-double.ts'

const page = new EventEmitter()
const postMessage = vi.fn()
const window = { addEventListener: (name: string, listener: () => void) => page.on(name, listener), postMessage }
vi.stubGlobal('window', window)
await import('#studio/hosts/electron/preload.ts')

test('the page gets one string, and nothing that it could call', () => {
  expect([...exposed]).toEqual([['phonemeStudioDoor', 'desktop']])
})

test('a port is asked for when the page says that it listens, as often as it says so', () => {
  expect(ipcRenderer.send).not.toHaveBeenCalled()
  page.emit('message', { source: window, data: 'phoneme-studio:ready' })
  page.emit('message', { source: window, data: 'phoneme-studio:ready' })
  expect(ipcRenderer.send.mock.calls).toEqual([['phoneme-studio:ask-port'], ['phoneme-studio:ask-port']])
})

test('another window’s word, or another word, asks for nothing', () => {
  ipcRenderer.send.mockClear()
  page.emit('message', { source: {}, data: 'phoneme-studio:ready' })
  page.emit('message', { source: null, data: 'phoneme-studio:ready' })
  page.emit('message', { source: window, data: 'phoneme-studio:port' })
  page.emit('message', { source: window, data: { channel: 'phoneme-studio:ready' } })
  expect(ipcRenderer.send).not.toHaveBeenCalled()
})

test('the port is handed to the page, and only a port', () => {
  const port = {}
  ipcRenderer.emit('phoneme-studio:port', { ports: [port] })
  ipcRenderer.emit('phoneme-studio:port', { ports: [] })
  expect(postMessage.mock.calls).toEqual([['phoneme-studio:port', '*', [port]]])
})
