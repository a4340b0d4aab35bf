import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Serving, serve } from '#studio/hosts/loopback/serve.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { type StudioClient, studioIn } from '../doors.ts'
import { writeBuiltPage } from './built-page.ts'
import { bareSocket, knock, knockForSocket } from './knock.ts'

const token = 'a'.repeat(64)
const takePath = 'takes/2026/11/02/x.wav'
const evil = 'https://evil.example'

let serving: Serving
let own: string
let folder: string

beforeEach(async () => {
  folder = temporaryFolder()
  const studio = await studioIn(folder)
  mkdirSync(join(folder, 'takes/2026/11/02'), { recursive: true })
  writeFileSync(join(folder, takePath), 'RIFF, so to speak')
  const rendererFolder = writeBuiltPage(temporaryFolder())
  const { router, media } = studio
  serving = await serve({ router, media, rendererFolder, port: 0, token, log: () => {} })
  onTestFinished(() => serving.close())
  own = `http://127.0.0.1:${serving.port}`
})

async function cookie(): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, origin: own }
  const answer = await knock(serving.port, { method: 'POST', path: '/session', headers })
  expect(answer.status).toBe(204)
  return answer.headers['set-cookie']?.[0] ?? ''
}

function joinAs(headers: Record<string, string>, protocols = ['phoneme-studio', token]): WebSocket {
  const socket = new WebSocket(serving.socket, protocols, { headers })
  onTestFinished(() => socket.terminate())
  return socket
}

describe('a person’s own page', () => {
  test('gets the page, isolated, without any secret in it', async () => {
    const { status, headers, body } = await knock(serving.port)
    expect(status).toBe(200)
    expect(body).toContain('<title>Studio</title>')
    expect(body).not.toContain(token)
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp')
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${serving.port}`)
    expect(headers['set-cookie']).toBeUndefined()
  })

  test('is opened by an address without the token, which leads to it once', async () => {
    const launch = new URL(serving.launchAddress())
    expect(launch.href).not.toContain(token)
    const foreign = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }
    expect((await knock(serving.port, { path: launch.pathname, headers: foreign })).status).toBe(403)
    const first = await knock(serving.port, { path: launch.pathname })
    expect(first).toMatchObject({ status: 303, headers: { location: `${own}/#token=${token}` } })
    expect(first.headers['cache-control']).toBe('no-store')
    const second = await knock(serving.port, { path: launch.pathname })
    expect([second.status, second.headers['location']]).toEqual([200, undefined])
  })

  test('changes the token for a cookie that scripts can’t read and other sites don’t send', async () => {
    const set = await cookie()
    expect(set).toMatch(new RegExp(`^phoneme-studio-${serving.port}=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/$`))
    expect(set).not.toContain(token)
  })

  test('hears audio with the cookie, also from the middle', async () => {
    const headers = { cookie: (await cookie()).split(';')[0] }
    const whole = await knock(serving.port, { path: `/media/${takePath}`, headers })
    expect(whole).toMatchObject({ status: 200, body: 'RIFF, so to speak' })
    expect(whole.headers['cross-origin-resource-policy']).toBe('same-origin')
    const part = await knock(serving.port, { path: `/media/${takePath}`, headers: { ...headers, range: 'bytes=0-3' } })
    expect(part).toMatchObject({ status: 206, body: 'RIFF' })
  })

  test('calls the studio over its socket, and the token isn’t sent back', async () => {
    const socket = joinAs({ origin: own })
    const client: StudioClient = createORPCClient(new RPCLink({ websocket: socket }))
    expect((await client.phonemes.get({ phoneme: 'i:' })).phoneme.ipaSymbol).toBe('iː')
    expect(socket.protocol).toBe('phoneme-studio')
  })
})

describe('everybody else', () => {
  test.each(['/', '/assets/index-1a2b.js', '/session', `/media/${takePath}`, '/rpc', '/nothing'])(
    'of another origin gets 403 at %s, cookie and token or not',
    async (path) => {
      const headers = { cookie: (await cookie()).split(';')[0], authorization: `Bearer ${token}` }
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        for (const origin of [evil, 'http://127.0.0.1:1', 'null']) {
          const answer = await knock(serving.port, { method, path, headers: { ...headers, origin } })
          expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([403, undefined])
        }
      }
    },
  )

  test.each(['/', '/session', `/media/${takePath}`])('by a rebound name gets 403 at %s', async (path) => {
    const headers = { cookie: (await cookie()).split(';')[0], authorization: `Bearer ${token}` }
    for (const host of ['evil.example', `evil.example:${serving.port}`, `localhost:${serving.port}`]) {
      const origin = `http://${host}`
      expect((await knock(serving.port, { path, headers: { ...headers, host } })).status).toBe(403)
      expect((await knock(serving.port, { path, headers: { ...headers, host, origin } })).status).toBe(403)
    }
  })

  test('gets no session without the token', async () => {
    for (const authorization of [undefined, 'Bearer ', `Bearer ${'b'.repeat(64)}`, `Basic ${token}`]) {
      const headers = { origin: own, ...(authorization !== undefined && { authorization }) }
      const answer = await knock(serving.port, { method: 'POST', path: '/session', headers })
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
    }
  })

  test('hears nothing without the cookie, and learns not even what there is', async () => {
    const wrong = { cookie: `phoneme-studio-${serving.port}=${'b'.repeat(64)}` }
    for (const headers of [{}, wrong, { authorization: `Bearer ${token}` }]) {
      const there = await knock(serving.port, { path: `/media/${takePath}`, headers })
      const missing = await knock(serving.port, { path: '/media/takes/none.wav', headers })
      expect(there).toMatchObject({ status: 403, body: missing.body })
      expect(missing.status).toBe(403)
    }
  })

  test('gets no page embedded, and no audio linked, from elsewhere', async () => {
    const session = { cookie: (await cookie()).split(';')[0] }
    const path = `/media/${takePath}`
    for (const site of ['cross-site', 'same-site']) {
      const embedded = { ...session, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' }
      expect((await knock(serving.port, { path, headers: embedded })).status).toBe(403)
      const linked = { ...session, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' }
      expect((await knock(serving.port, { path, headers: linked })).status).toBe(403)
    }
  })

  const protocols = `phoneme-studio, ${token}`
  test.each<[string, () => Record<string, string>, string?]>([
    ['a page of another site', () => ({ origin: evil, 'sec-websocket-protocol': protocols })],
    ['a page of another port', () => ({ origin: 'http://127.0.0.1:1', 'sec-websocket-protocol': protocols })],
    ['a sandboxed page', () => ({ origin: 'null', 'sec-websocket-protocol': protocols })],
    ['a rebound name', () => ({ host: `evil.example:${serving.port}`, 'sec-websocket-protocol': protocols })],
    [
      'a rebound name with its own origin',
      () => ({ host: 'evil.example', origin: 'http://evil.example', 'sec-websocket-protocol': protocols }),
    ],
    ['our own page without a token', () => ({ origin: own, 'sec-websocket-protocol': 'phoneme-studio' })],
    ['our own page without protocols', () => ({ origin: own })],
    ['a program without a token', () => ({})],
    ['a program with a wrong token', () => ({ 'sec-websocket-protocol': `phoneme-studio, ${'b'.repeat(64)}` })],
    ['a program at another path', () => ({ 'sec-websocket-protocol': protocols }), '/media/rpc'],
  ])('%s gets no socket, but 403', async (_who, headers, path) => {
    const { status, headers: answered } = await knockForSocket(serving.port, headers(), path)
    expect([status, answered['sec-websocket-accept']]).toEqual([403, undefined])
  })

  test('while the right ones do', async () => {
    const right = { 'sec-websocket-protocol': protocols }
    expect((await knockForSocket(serving.port, right)).status).toBe(101)
    expect((await knockForSocket(serving.port, { ...right, origin: own })).status).toBe(101)
  })
})

test('nobody reaches the studio from another machine, nor by IPv6', async () => {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one === undefined || one.address === '127.0.0.1' || one.scopeid ? [] : [one.address]))
  for (const host of new Set(['::1', ...addresses])) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ host, port: serving.port })
      socket.on('connect', () => resolve(true))
      socket.on('error', () => resolve(false))
      onTestFinished(() => {
        socket.destroy()
      })
    })
    expect([host, reached]).toEqual([host, false])
  }
})

test('a connection that sends rubbish costs nobody else anything', async () => {
  const rude = await bareSocket(serving.port, { 'sec-websocket-protocol': `phoneme-studio, ${token}` })
  const gone = new Promise((resolve) => rude.once('close', resolve))
  // A frame that no client may send: unmasked, with reserved bits.
  rude.write(Buffer.from([0xff, 0xff, 0xff]))
  rude.resume()
  await gone
  expect((await knock(serving.port)).status).toBe(200)
})

test('closing ends open sockets and streams, and frees the port', async () => {
  const socket = joinAs({ origin: own })
  const client: StudioClient = createORPCClient(new RPCLink({ websocket: socket }))
  const changes = await client.studio.changes()
  const ended = changes.next().catch(() => {})
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await serving.close()
  expect(await closed).toBe(1001)
  await ended
  await expect(knock(serving.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
