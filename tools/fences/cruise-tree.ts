import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

/** The rooms that the fences stand around. */
export const rooms = ['shared', 'electron', 'renderer', 'server', 'tools', 'bench', 'test']

export type Cruise = { violations: IViolation[]; modulesSeen: number; unseen: string[] }

/**
 * Holds the house at `root` against the fences of `configFile`. `unseen` are source files on disk that the cruise never
 * opened: a cruise of nothing finds no faults either.
 */
export async function cruiseTree(root: string, configFile: string): Promise<Cruise> {
  const present = rooms.filter((room) => existsSync(join(root, room)))
  const options = await extractDepcruiseOptions(configFile)
  const tsConfig = extractTSConfig(join(root, 'tsconfig.json'))
  const { output } = await cruise(present, { ...options, baseDir: root, validate: true }, undefined, { tsConfig })
  const { modules, summary } = output as ICruiseResult
  const seen = new Set(modules.filter(({ couldNotResolve }) => !couldNotResolve).map(({ source }) => source))
  const onDisk = (await Promise.all(present.map((room) => sourcesIn(root, room)))).flat()
  return {
    violations: summary.violations,
    modulesSeen: onDisk.filter((file) => seen.has(file)).length,
    unseen: onDisk.filter((file) => !seen.has(file)),
  }
}

async function sourcesIn(root: string, room: string): Promise<string[]> {
  const names = await readdir(join(root, room), { recursive: true })
  const files = names.map((name) => `${room}/${name.replaceAll('\\', '/')}`)
  return files.filter((file) => /[.]([cm]?[jt]s|tsx)$/.test(file) && !file.includes('/node_modules/'))
}
