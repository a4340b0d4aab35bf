import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fillStudio } from './support/fill-studio.ts'
import type { BundleAct } from './support/bundle-act.ts'
import { compare, figureOf } from './support/measure.ts'

// 10,000 sources of 100 kB, 1 GB in all, unless said: npm run bench -- bundle [SOURCES] [RUNS]
const [sources = 10_000, runs = 3] = process.argv.slice(2).map(Number)
const bytesEach = 100_000
const root = mkdtempSync(join(tmpdir(), 'phoneme-bench-'))
const actFile = fileURLToPath(new URL('support/bundle-act.ts', import.meta.url))

interface Done {
  milliseconds: number
  peakMegabytes: number
  /** Resident at a quarter, a half, three quarters and the end of the work. */
  megabytesOnTheWay: number[]
  path?: string
}

/** Each act in a process of its own, so that its memory is its own. */
function act(name: BundleAct, ...paths: string[]): Done {
  const text = execFileSync(process.execPath, [...process.execArgv, actFile, name, ...paths], {
    maxBuffer: 64 * 1_048_576,
    stdio: ['ignore', 'pipe', 'inherit'],
  }).toString()
  return JSON.parse(text.slice(text.lastIndexOf('\n{') + 1)) as Done
}

try {
  const filled = join(root, 'filled')
  await fillStudio(filled, { sources, bytesEach })
  const times: Record<string, number[]> = {}
  const memory: Record<string, Done[]> = {}
  const note = (name: string, done: Done) => {
    ;(times[name] ??= []).push(done.milliseconds)
    ;(memory[name] ??= []).push(done)
    return done
  }
  for (let run = 0; run < runs; run += 1) {
    // Once unmeasured, so that everything lies in the cache for both.
    if (run === 0) act('read-hash-write', filled, join(root, 'warm'))
    note('export floor', act('read-hash-write', filled, join(root, `plain-${run}`)))
    const { path = '' } = note('export', act('export', filled))
    note('verify floor', act('read-hash', path))
    note('verify', act('verify', path))
    const empty = join(root, `empty-${run}`)
    note('import', act('import', path, empty))
    const zipBegun = performance.now()
    const zipped = spawnSync('zip', ['-0', '-q', '-r', join(root, 'orientation.zip'), '.'], {
      cwd: join(filled, 'phonemes'),
    })
    if (zipped.error === undefined) (times['zip'] ??= []).push(performance.now() - zipBegun)
    for (const each of [join(root, `plain-${run}`), join(root, 'warm'), join(root, 'orientation.zip'), empty])
      rmSync(each, { recursive: true, force: true })
    rmSync(path, { force: true })
  }
  const memoryOf = (name: string) => ({
    peakMegabytes: Math.max(...(memory[name] ?? []).map(({ peakMegabytes }) => peakMegabytes)),
    megabytesOnTheWay: memory[name]?.at(-1)?.megabytesOnTheWay ?? [],
  })
  const beside = (name: string, floor: string, what: string) => ({
    ...compare('ms', times[name] ?? [], { what, values: times[floor] ?? [] }),
    ...memoryOf(name),
  })
  const copying = 'reading the same files, SHA-256, writing them to one file, fsync'
  const result = {
    benchmark: 'bundle',
    sources,
    megabytes: (sources * bytesEach) / 1_048_576,
    export: beside('export', 'export floor', copying),
    verify: beside('verify', 'verify floor', 'reading the bundle and SHA-256'),
    import: beside('import', 'export floor', copying),
    /** For orientation; null where there is no zip. */
    zipOfTheSameFolder: times['zip'] === undefined ? null : { unit: 'ms', ...figureOf(times['zip']) },
    floorMemory: figureOf((memory['export floor'] ?? []).map(({ peakMegabytes }) => peakMegabytes)),
  }
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
} finally {
  rmSync(root, { recursive: true, force: true })
}
