import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'

vi.mock('electron', () => import('./electron-double.ts'))

import { registerScheme, serveScheme } from '#studio/hosts/electron/protocol.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { protocol, SessionDouble } from './electron-double.ts'

let ask: (address: string) => Promise<Response>

beforeEach(() => {
  const rendererFolder = join(temporaryFolder(), 'renderer')
  mkdirSync(rendererFolder)
  writeFileSync(join(rendererFolder, 'index.html'), '<title>Studio</title>')
  const session = new SessionDouble()
  const media = async (request: Request) => new Response(`audio of ${new URL(request.url).pathname}`)
  serveScheme(session as never, media, rendererFolder)
  ask = (address) => session.schemes.get('app')?.(new Request(address)) ?? Promise.reject(new Error('no scheme'))
})

test('the scheme is a secure, standard one, under which the policy holds', () => {
  registerScheme()
  const [[[registered]]] = protocol.registerSchemesAsPrivileged.mock.calls as [
    [[{ scheme: string; privileges: object }]],
  ]
  expect(registered).toMatchObject({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true },
  })
  expect(registered.privileges).not.toHaveProperty('bypassCSP')
})

test('the page comes isolated, under a policy that lets it connect to nothing but itself', async () => {
  const response = await ask('app://studio/')
  expect(await response.text()).toContain('Studio')
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("connect-src 'self';")
  expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
})

test('audio comes from the studio', async () => {
  const response = await ask('app://studio/media/takes/x.wav')
  expect(await response.text()).toBe('audio of /media/takes/x.wav')
  expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
})

test.each(['app://other/', 'app://studio.evil/', 'app://user@other/media/takes/x.wav'])(
  '%s is refused',
  async (address) => {
    const session = new SessionDouble()
    serveScheme(session as never, () => Promise.reject(new Error('asked')), '/nowhere')
    // A Request refuses addresses with a user; Electron hands over whatever was asked for.
    const response = await session.schemes.get('app')?.({ url: address } as Request)
    expect(response?.status).toBe(403)
  },
)
