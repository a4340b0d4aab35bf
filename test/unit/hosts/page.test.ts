import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createPage } from '#studio/hosts/common/page.ts'
import { secured } from '#studio/hosts/common/security-headers.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

let ask: (path: string, method?: string) => Promise<Response>

beforeEach(() => {
  const around = temporaryFolder()
  const folder = join(around, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<meta nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>')
  writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'icon.svg'), '<svg/>')
  writeFileSync(join(around, 'secret.json'), '{}')
  const page = createPage({ folder, connect: () => ['ws://127.0.0.1:4711'] })
  ask = (path, method = 'GET') => page(new Request(`http://127.0.0.1:4711${path}`, { method }))
})

test('the page carries a nonce of its own each time, the one that its policy names', async () => {
  const nonces = await Promise.all(
    ['/', '/'].map(async (path) => {
      const response = await ask(path)
      const html = await response.text()
      const nonce = /<style nonce="([^"]{22,})">/.exec(html)?.[1]
      expect(html).toContain(`<meta nonce="${nonce}">`)
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      expect(response.headers.get('cache-control')).toBe('no-store')
      return nonce
    }),
  )
  expect(new Set(nonces).size).toBe(2)
})

test('the policy allows nothing inline, nothing evaluated and nothing foreign', async () => {
  const policy = (await ask('/')).headers.get('content-security-policy') ?? ''
  const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]))
  expect(directives.get('default-src')).toBe("'self'")
  expect(directives.get('script-src')).toBe("'self'")
  expect(directives.get('connect-src')).toBe("'self' ws://127.0.0.1:4711")
  for (const closed of ['object-src', 'base-uri', 'frame-ancestors', 'form-action', 'frame-src'])
    expect(directives.get(closed)).toBe("'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
})

test('a screen’s own address shows the page, so that it can be reloaded', async () => {
  expect(await (await ask('/compare/18f0')).text()).toContain('<meta')
})

test('assets with a hash in their name are kept for ever, others are asked for again', async () => {
  const script = await ask('/assets/index-1a2b.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await ask('/icon.svg')).headers.get('cache-control')).toBe('no-cache')
})

test('HEAD answers like GET, without the page', async () => {
  const response = await ask('/assets/index-1a2b.js', 'HEAD')
  expect(response.headers.get('content-length')).toBe('9')
  expect(await response.text()).toBe('')
})

test.each([
  '/../secret.json',
  '/..%2fsecret.json',
  '/assets/..%2f..%2fsecret.json',
  '/%2e%2e/secret.json',
  '/assets/.hidden.js',
  '/assets/index-1a2b.js%00.css',
  '/assets\\..\\..\\secret.json',
  '/assets/missing.js',
  '/assets/index-1a2b.js/x.js',
  '/assets/index-1a2b.exe',
])('%s is not there', async (path) => {
  expect((await ask(path)).status).toBe(404)
})

test('every answer isolates the page and forbids guessing, and has a policy', async () => {
  const missing = secured(await ask('/assets/missing.js'), { connect: [] })
  expect(Object.fromEntries(missing.headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringContaining("default-src 'self'") as string,
  })
})
