import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cruise, cruiseTree } from '../../../tools/fences/cruise-tree.ts'

const configFile = fileURLToPath(new URL('../../../.dependency-cruiser.mjs', import.meta.url))

const packages = ['electron', 'react', 'better-sqlite3', '@orpc/client', 'zod', 'ws', 'msedge-tts']

/** A house of one's own: the project's subpath imports, a few packages that are empty, and the given files. */
async function build(files: Record<string, string>): Promise<string> {
  // Under its real name, since the cruise compares paths.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'house-')))
  const imports = { '#shared/*': './shared/*', '#studio/*': './electron/*', '#renderer/*': './renderer/src/*' }
  const dependencies = { 'better-sqlite3': '1.0.0', '@orpc/client': '1.0.0', zod: '1.0.0', ws: '1.0.0' }
  const devDependencies = { electron: '1.0.0', react: '1.0.0' }
  const all: Record<string, string> = {
    'package.json': JSON.stringify({ type: 'module', imports, dependencies, devDependencies }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'NodeNext', allowImportingTsExtensions: true, noEmit: true },
    }),
    'node_modules/@orpc/client/websocket.js': 'export {}',
    ...files,
  }
  for (const name of packages) {
    all[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: '1.0.0', main: 'index.js' })
    all[`node_modules/${name}/index.js`] = 'module.exports = {}'
  }
  for (const [file, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
  return root
}

/** Each fence, with an import that breaks it. The imported file is made up, too. */
const breaches: [fence: string, from: string, to: string][] = [
  ['entities-and-acoustics-know-only-themselves', 'shared/entities/a.ts', 'node:fs'],
  ['entities-and-acoustics-know-only-themselves', 'shared/acoustics/a.ts', 'zod'],
  ['contract-is-only-a-contract', 'shared/contract/a.ts', '#studio/services/recording.ts'],
  ['contract-is-only-a-contract', 'shared/contract/b.ts', 'react'],
  ['contract-runs-anywhere', 'shared/contract/c.ts', 'node:path'],
  ['shared-node-has-no-host-and-no-database', 'shared/node/a.ts', 'better-sqlite3'],
  ['shared-node-has-no-host-and-no-database', 'shared/node/b.ts', 'electron'],
  ['only-its-worker-says-msedge-tts', 'shared/node/d.ts', 'msedge-tts'],
  ['only-its-worker-says-msedge-tts', 'test/unit/b.ts', 'msedge-tts'],
  ['shared-knows-no-house', 'shared/node/c.ts', '#renderer/ui/button.ts'],
  ['renderer-runs-in-a-browser', 'renderer/src/record/a.ts', '#shared/node/decode.ts'],
  ['renderer-has-no-node', 'renderer/src/app/a.ts', 'node:fs'],
  ['ui-knows-no-domain', 'renderer/src/ui/a.ts', '#renderer/api/client.ts'],
  ['ui-knows-no-domain', 'renderer/src/ui/b.ts', '#renderer/compare/lane.ts'],
  ['ui-knows-no-domain', 'renderer/src/ui/c.ts', '#shared/contract/studio.ts'],
  ['audio-knows-no-react', 'renderer/src/audio/a.ts', 'react'],
  ['audio-knows-no-react', 'renderer/src/audio/b.ts', '#renderer/api/client.ts'],
  ['screens-know-no-other-screen', 'renderer/src/record/b.ts', '#renderer/compare/lane.ts'],
  ['screens-know-no-transport', 'renderer/src/record/c.ts', '#renderer/api/door.ts'],
  ['screens-know-no-transport', 'renderer/src/record/d.ts', '@orpc/client/websocket.js'],
  ['api-knows-no-screen', 'renderer/src/api/a.ts', '#renderer/compare/lane.ts'],
  ['only-its-host-says-electron', 'electron/services/a.ts', 'electron'],
  ['only-its-host-says-electron', 'test/unit/a.ts', 'electron'],
  ['rpc-only-maps', 'electron/rpc/a.ts', '#studio/catalog/takes.ts'],
  ['rpc-only-maps', 'electron/rpc/b.ts', 'node:fs/promises'],
  ['services-know-no-door', 'electron/services/b.ts', 'node:http'],
  ['services-know-no-door', 'electron/services/c.ts', 'better-sqlite3'],
  ['services-know-no-door', 'electron/services/d.ts', '#studio/rpc/router.ts'],
  ['services-keep-their-insides', 'electron/services/bundles/a.ts', '#studio/services/sync/ledger.ts'],
  ['catalog-is-only-sql', 'electron/catalog/a.ts', '#studio/storage/wav.ts'],
  ['catalog-is-only-sql', 'electron/catalog/b.ts', '#studio/services/recording.ts'],
  ['storage-is-only-files', 'electron/storage/a.ts', '#studio/catalog/takes.ts'],
  ['hosts-know-no-other-host', 'electron/hosts/cli/a.ts', '#studio/hosts/loopback/serve.ts'],
  ['hosts-know-no-other-host', 'electron/hosts/common/a.ts', '#studio/hosts/loopback/serve.ts'],
  ['hosts-only-carry', 'electron/hosts/cli/b.ts', '#studio/storage/wav.ts'],
  ['studio-has-no-window', 'electron/services/e.ts', '#renderer/ui/button.ts'],
  ['server-shares-only-shared', 'server/a.ts', '#studio/storage/wav.ts'],
  ['everything-resolves', 'electron/rpc/c.ts', './nowhere.ts'],
  ['product-knows-no-scaffold', 'electron/services/f.ts', '../../tools/build.ts'],
  ['product-needs-only-dependencies', 'electron/services/g.ts', 'react'],
]

const innocent = [
  'electron/services/recording.ts',
  'electron/services/sync/ledger.ts',
  'electron/rpc/router.ts',
  'electron/catalog/takes.ts',
  'electron/storage/wav.ts',
  'electron/hosts/loopback/serve.ts',
  'renderer/src/ui/button.ts',
  'renderer/src/compare/lane.ts',
  'renderer/src/api/client.ts',
  'renderer/src/api/door.ts',
  'shared/node/decode.ts',
  'shared/contract/studio.ts',
  'tools/build.ts',
]

const importing = (to: string) => `import * as it from '${to}'\nexport const here = it\n`

describe('in a house where every fence is broken once', () => {
  let root: string
  let cruise: Cruise
  beforeAll(async () => {
    root = await build({
      ...Object.fromEntries(innocent.map((file) => [file, 'export const here = 1\n'])),
      ...Object.fromEntries(breaches.map(([, from, to]) => [from, importing(to)])),
      'shared/acoustics/hen.ts': importing('./egg.ts'),
      'shared/acoustics/egg.ts': importing('./hen.ts'),
      'shared/acoustics/hermit.ts': 'export const here = 1\n',
    })
    cruise = await cruiseTree(root, configFile)
  })
  afterAll(() => rm(root, { recursive: true }))

  const redAt = (fence: string) => cruise.violations.filter(({ rule }) => rule.name === fence).map(({ from }) => from)

  test.each(breaches)('%s goes red at %s, which imports %s', (fence, from) => {
    expect(redAt(fence)).toContain(from)
  })

  test('a circle goes red', () => {
    expect(['shared/acoustics/hen.ts', 'shared/acoustics/egg.ts']).toEqual(expect.arrayContaining(redAt('no-circles')))
    expect(redAt('no-circles')).not.toEqual([])
  })

  test('a file that nobody uses goes red', () => {
    expect(redAt('no-orphans')).toContain('shared/acoustics/hermit.ts')
  })

  test('no fence was forgotten here', async () => {
    const { default: config } = (await import(configFile)) as { default: { forbidden: { name: string }[] } }
    const tried = new Set([...breaches.map(([fence]) => fence), 'no-circles', 'no-orphans'])
    expect(new Set(config.forbidden.map(({ name }) => name))).toEqual(tried)
  })
})

test('a house in order is green, and every file of it was looked at', async () => {
  const files = {
    'electron/studio.ts': importing('./services/recording.ts'),
    'electron/services/recording.ts': `${importing('#shared/entities/take.ts')}import '../storage/wav.ts'\nimport './sync/sync.ts'\n`,
    'electron/services/sync/sync.ts': importing('./ledger.ts'),
    'electron/services/sync/ledger.ts': 'export const here = 1\n',
    'electron/services/bundles/bundles.ts': importing('../sync/sync.ts'),
    'electron/storage/wav.ts': importing('node:fs'),
    'electron/catalog/takes.ts': `${importing('better-sqlite3')}import type { here as Take } from '#shared/entities/take.ts'\nexport type Row = typeof Take\n`,
    'electron/rpc/router.ts': importing('#shared/contract/studio.ts'),
    'electron/hosts/electron/main.ts': importing('electron'),
    'electron/hosts/cli/main.ts': `${importing('../common/lock.ts')}import '#studio/studio.ts'\n`,
    'electron/hosts/common/lock.ts': importing('ws'),
    'renderer/src/main.tsx': `${importing('./record/screen.tsx')}const p = <p />\n`,
    'renderer/src/record/screen.tsx': `${importing('react')}import '../api/client.ts'\nimport '../ui/button.tsx'\n`,
    'renderer/src/api/client.ts': `${importing('@orpc/client')}import '#shared/contract/studio.ts'\n`,
    'renderer/src/ui/button.tsx': importing('react'),
    'shared/contract/studio.ts': `${importing('zod')}import '#shared/entities/take.ts'\n`,
    'shared/entities/take.ts': 'export const here = 1\n',
  }
  const root = await build(files)
  try {
    const { violations, modulesSeen, unseen } = await cruiseTree(root, configFile)
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
    expect(unseen).toEqual([])
    expect(modulesSeen).toBe(Object.keys(files).length)
  } finally {
    await rm(root, { recursive: true })
  }
})

test('a type counts as an import', async () => {
  const root = await build({
    'electron/rpc/a.ts': "import type { Row } from '#studio/catalog/takes.ts'\nexport type Mine = Row\n",
    'electron/catalog/takes.ts': 'export type Row = 1\n',
  })
  try {
    const { violations } = await cruiseTree(root, configFile)
    expect(violations.map(({ rule }) => rule.name)).toEqual(['rpc-only-maps'])
  } finally {
    await rm(root, { recursive: true })
  }
})

test('files that the cruise leaves out are named', async () => {
  const root = await build({ 'shared/entities/a.ts': 'export {}\n', 'shared/entities/out.d.mts': 'export {}\n' })
  try {
    const blind = join(root, 'blind.mjs')
    await writeFile(blind, 'export default { forbidden: [], options: { exclude: { path: "^shared/entities/a" } } }\n')
    expect((await cruiseTree(root, blind)).unseen).toContain('shared/entities/a.ts')
  } finally {
    await rm(root, { recursive: true })
  }
})
