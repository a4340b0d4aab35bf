import { describe, expect, test } from 'vitest'
import { guard, type Visit } from '#studio/hosts/loopback/guard.ts'

const token = 'a'.repeat(64)
const session = 'b'.repeat(64)
const keys = { port: 4711, token, session }
const own = 'http://127.0.0.1:4711'

/** What a browser sends when a person opens the address. */
const opened: Visit = {
  method: 'GET',
  path: '/',
  host: '127.0.0.1:4711',
  origin: undefined,
  authorization: undefined,
  cookie: undefined,
  secFetchSite: 'none',
  secFetchMode: 'navigate',
}
const asset: Visit = { ...opened, path: '/assets/index-1a2b.js', secFetchSite: 'same-origin', secFetchMode: 'cors' }
const signIn: Visit = { ...asset, method: 'POST', path: '/session', origin: own, authorization: `Bearer ${token}` }
const audio: Visit = {
  ...asset,
  path: '/media/takes/2026/11/02/x.wav',
  secFetchMode: 'no-cors',
  cookie: `theme=dark; phoneme-studio-4711=${session}`,
}

const kindOf = (visit: Visit) => guard(visit, keys).kind

describe('what is let in', () => {
  test.each<[string, string, Visit]>([
    ['the address, opened by a person', 'page', opened],
    ['a link that was followed from elsewhere', 'page', { ...opened, secFetchSite: 'cross-site' }],
    ['the page’s own script', 'page', asset],
    ['the page’s own script, asked with its origin', 'page', { ...asset, origin: own }],
    ['a program that says nothing of itself', 'page', { ...asset, secFetchSite: undefined, secFetchMode: undefined }],
    ['only the head of the page', 'page', { ...opened, method: 'HEAD' }],
    ['the token, handed over for a session', 'session', signIn],
    ['audio, with the session’s cookie', 'media', audio],
  ])('%s: %s', (_who, kind, visit) => {
    expect(kindOf(visit)).toBe(kind)
  })
})

describe('what is refused', () => {
  const foreign: [string, Partial<Visit>][] = [
    ['of another site', { origin: 'https://evil.example' }],
    ['of another port of this machine', { origin: 'http://127.0.0.1:4712' }],
    ['of a sandboxed page', { origin: 'null' }],
    ['under a rebound name', { host: 'evil.example:4711' }],
    ['under localhost', { host: 'localhost:4711' }],
    ['without a host', { host: undefined }],
    ['embedded by another site', { secFetchSite: 'cross-site', secFetchMode: 'no-cors' }],
    ['embedded by a page of another port', { secFetchSite: 'same-site', secFetchMode: 'no-cors' }],
  ]
  test.each(foreign)('everything %s', (_who, change) => {
    for (const visit of [opened, asset, signIn, audio]) expect(kindOf({ ...visit, ...change })).toBe('refused')
  })

  test.each<[string, Visit]>([
    ['a session without a token', { ...signIn, authorization: undefined }],
    ['a session with a wrong token', { ...signIn, authorization: `Bearer ${'c'.repeat(64)}` }],
    ['a session with the cookie’s secret', { ...signIn, authorization: `Bearer ${session}` }],
    ['a session by another scheme', { ...signIn, authorization: `Basic ${token}` }],
    ['a session by reading', { ...signIn, method: 'GET' }],
    ['audio without a cookie', { ...audio, cookie: undefined }],
    ['audio with a wrong cookie', { ...audio, cookie: `phoneme-studio-4711=${token}` }],
    ['audio with the cookie of another studio', { ...audio, cookie: `phoneme-studio-4712=${session}` }],
    ['audio with an empty cookie', { ...audio, cookie: 'phoneme-studio-4711=' }],
    ['the folder of the audio without a cookie', { ...audio, path: '/media', cookie: undefined }],
    ['audio that is navigated to from elsewhere', { ...audio, secFetchSite: 'cross-site', secFetchMode: 'navigate' }],
    ['writing to the page', { ...asset, method: 'PUT' }],
    ['writing to the audio', { ...audio, method: 'DELETE' }],
    ['asking what might be allowed', { ...asset, method: 'OPTIONS' }],
    ['calls by HTTP', { ...asset, path: '/rpc' }],
  ])('%s', (_what, visit) => {
    expect(kindOf(visit)).toBe('refused')
  })
})

test('on port 80 browsers leave the port out', () => {
  const onEighty = { ...signIn, host: '127.0.0.1', origin: 'http://127.0.0.1' }
  expect(guard(onEighty, { ...keys, port: 80 }).kind).toBe('session')
})
