import { expect, test } from 'vitest'
import { whyNpmFailed } from '../../../tools/bootstrap/npm.mjs'
import { agree } from '../../../tools/bootstrap/packages.mjs'

const linux = { platform: 'linux', arch: 'x64' }
const wanted = {
  packages: {
    '': {},
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/oxlint-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/oxlint-darwin': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
  },
}
const zod = { 'node_modules/zod': { version: '4.6.7' } }
const forLinux = { 'node_modules/oxlint-linux': { version: '1.0.0' } }

test('a tree that somebody installed by hand from this lockfile is left alone', () => {
  expect(agree(wanted, { packages: { ...zod, ...forLinux } }, linux)).toBe(true)
})

test.each([
  ['another version', { 'node_modules/zod': { version: '4.6.8' }, ...forLinux }],
  ['a missing package', forLinux],
  ['a package that the lockfile does not know', { ...zod, ...forLinux, 'node_modules/left-pad': { version: '1.3.0' } }],
  ['packages brought from another kind of machine', { ...zod, 'node_modules/oxlint-darwin': { version: '1.0.0' } }],
])('a tree with %s is installed anew', (_case, packages) => {
  expect(agree(wanted, { packages }, linux)).toBe(false)
})

test('without a network npm fails in one sentence that says so', () => {
  const log = 'npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error request to somewhere failed\n'
  expect(whyNpmFailed(log, 'install the packages', '/log')).toBe(
    'A network is needed once to install the packages, and the package registry cannot be reached (ENOTFOUND); connect and start again.',
  )
})

test('another failure of npm is told in its own first words, with the log', () => {
  const log = 'npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install when in sync\n'
  expect(whyNpmFailed(log, 'install the packages', '/log')).toBe(
    'npm could not install the packages: `npm ci` can only install when in sync (all of it is in /log).',
  )
})
