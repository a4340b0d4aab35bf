import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { withLock } from '../bootstrap/lock.mjs'
import { launch } from '../bootstrap/launch.mjs'
import { say, timed } from '../bootstrap/say.mjs'
import { Trouble } from '../bootstrap/trouble.mjs'

const inputs = [
  'electron',
  'shared',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

const outputs = ['main/main.js', 'preload/preload.cjs', 'renderer/index.html']

/** Builds main, preload and renderer into `out/`, unless what is there was built from exactly these files. */
export async function buildStudio(root: string): Promise<void> {
  const fingerprint = await fingerprintOf(root)
  if (isBuiltFrom(root, fingerprint)) return
  const waiting = (pid: number) => say(`Waiting for another run (process ${pid}) that is building the studio.`)
  await withLock(
    join(root, '.cache', 'build.lock'),
    async () => {
      if (!isBuiltFrom(root, fingerprint)) await timed('Building the studio', () => build(root, fingerprint))
    },
    { waiting },
  )
}

/** One hash over the names and contents of everything that a build reads from the project. */
export async function fingerprintOf(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of (await Promise.all(inputs.map((input) => filesIn(root, input)))).flat()) {
    const content = await readFile(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

async function filesIn(root: string, input: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    return files.map((file) => file.slice(root.length).replaceAll('\\', '/').replace(/^\//, '')).toSorted()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR') return [input]
    if (code === 'ENOENT') return []
    throw error
  }
}

const stampFile = (root: string) => join(root, 'out', '.built-from')

function isBuiltFrom(root: string, fingerprint: string): boolean {
  if (!existsSync(stampFile(root)) || readFileSync(stampFile(root), 'utf8') !== fingerprint) return false
  return outputs.every((file) => existsSync(join(root, 'out', file)))
}

async function build(root: string, fingerprint: string): Promise<void> {
  await rm(stampFile(root), { force: true })
  await mkdir(join(root, 'out'), { recursive: true })
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  // On stderr, because stdout belongs to the studio's own lines.
  const code = await launch(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0) throw new Trouble('The studio could not be built; the reason stands above.')
  writeFileSync(stampFile(root), fingerprint)
}
