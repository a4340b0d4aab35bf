import { expect, test } from 'vitest'
import { openerFor } from '#studio/hosts/loopback/open-window.ts'

const address = 'http://127.0.0.1:4711/#token=abc'
const nothing = () => false

test('without a display nothing is opened', () => {
  const exists = () => true
  expect(openerFor(address, { platform: 'linux', env: { PATH: '/usr/bin' }, exists })).toBeNull()
})

test('a Chromium on the path shows the page in a window of its own', () => {
  const env = { DISPLAY: ':0', PATH: '/usr/local/bin:/usr/bin' }
  const exists = (path: string) => path === '/usr/bin/chromium'
  expect(openerFor(address, { platform: 'linux', env, exists })).toEqual({
    command: '/usr/bin/chromium',
    args: [`--app=${address}`],
  })
})

test('Edge serves on Windows, and Chrome on macOS', () => {
  const env = { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
  expect(openerFor(address, { platform: 'win32', env, exists: (path) => path === edge })?.command).toBe(edge)
  const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  expect(openerFor(address, { platform: 'darwin', env: {}, exists: (path) => path === chrome })?.command).toBe(chrome)
})

test('else the system’s own browser gets the address, whole', () => {
  const linux = openerFor(address, { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, exists: nothing })
  expect(linux).toEqual({ command: 'xdg-open', args: [address] })
  expect(openerFor(address, { platform: 'darwin', env: {}, exists: nothing })).toEqual({
    command: 'open',
    args: [address],
  })
  expect(openerFor(address, { platform: 'win32', env: {}, exists: nothing })?.args.at(-1)).toBe(address)
})
