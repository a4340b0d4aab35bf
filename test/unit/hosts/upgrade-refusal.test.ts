import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { upgradeRefusal } from '#studio/hosts/common/upgrade-refusal.ts'

const token = 'a'.repeat(64)
const keys = { port: 4711, token }
const commandLine = {
  method: 'GET',
  path: '/rpc',
  host: '127.0.0.1:4711',
  origin: undefined,
  protocols: ['phoneme-studio', token],
}
const ownPage = { ...commandLine, origin: 'http://127.0.0.1:4711' }

test('the studio’s own page and the command line may join, with the token', () => {
  expect(upgradeRefusal(ownPage, keys)).toBeNull()
  expect(upgradeRefusal(commandLine, keys)).toBeNull()
})

test.each([
  ['a page of another site', { origin: 'https://evil.example' }],
  ['a page that another program serves on this machine', { origin: 'http://127.0.0.1:4712' }],
  ['our page under another name', { origin: 'http://localhost:4711' }],
  ['our page by https', { origin: 'https://127.0.0.1:4711' }],
  ['a sandboxed page', { origin: 'null' }],
  ['an empty origin', { origin: '' }],
  ['a rebound name', { host: 'evil.example:4711' }],
  ['localhost', { host: 'localhost:4711' }],
  ['our address with another port', { host: '127.0.0.1:80' }],
  ['our address without a port', { host: '127.0.0.1' }],
  ['no host', { host: undefined }],
  ['another path', { path: '/' }],
  ['no protocols', { protocols: [''] }],
  ['no token', { protocols: ['phoneme-studio'] }],
  ['only the token', { protocols: [token] }],
  ['an empty token', { protocols: ['phoneme-studio', ''] }],
  ['a wrong token', { protocols: ['phoneme-studio', 'b'.repeat(64)] }],
  ['the token’s beginning', { protocols: ['phoneme-studio', token.slice(0, 63)] }],
  ['many guesses at once', { protocols: ['phoneme-studio', token, 'c'.repeat(64)] }],
])('%s may not join, from a page or without one', (_who, change) => {
  expect(upgradeRefusal({ ...ownPage, ...change }, keys)).not.toBeNull()
  expect(upgradeRefusal({ ...commandLine, ...change }, keys)).not.toBeNull()
})

test('no other origin and no other token is ever let in', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (origin, guess) => {
      fc.pre(origin !== ownPage.origin && guess !== token)
      expect(upgradeRefusal({ ...ownPage, origin }, keys)).not.toBeNull()
      expect(upgradeRefusal({ ...ownPage, protocols: ['phoneme-studio', guess] }, keys)).not.toBeNull()
    }),
  )
})
