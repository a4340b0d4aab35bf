import { join } from 'node:path'
import { launch } from '../bootstrap/launch.mjs'
import { buildStudio } from '../build/build-studio.ts'
import { Trouble } from '../bootstrap/trouble.mjs'
import { type Counts, countsOf, inWords, type Skip } from './counts.ts'
import { discardReport, readReport } from './report-file.ts'
import type { CheckName, Selection } from './selection.ts'

/** What one step came to; `words` stand in the closing table. */
export type Result = { name: string; seconds: number; words: string; counts: Counts; skips: Skip[] }

// A runner whose children hang hangs with them; far beyond any honest run it is ended, and counts as failed.
const patienceMs = 30 * 60_000

const modules = 'node_modules'
const tsc = [join(modules, 'typescript', 'bin', 'tsc'), '--noEmit']

const commandsOf: Record<CheckName, string[][]> = {
  format: [[join(modules, '@biomejs', 'biome', 'bin', 'biome'), 'format', '--max-diagnostics=200', '.']],
  lint: [[join(modules, 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings']],
  types: [tsc, [...tsc, '-p', join('renderer', 'tsconfig.json')]],
  fences: [[join('tools', 'fences.ts')]],
  mutation: [[join('tools', 'mutation.ts')]],
}

/** A check passes as a whole or fails as a whole: it counts as one. */
export async function runCheck(root: string, name: CheckName): Promise<Result> {
  return step(name, async () => {
    let passed = true
    for (const command of commandsOf[name]) passed = (await node(root, command)) === 0 && passed
    return asOne(passed)
  })
}

export async function runBuild(root: string): Promise<Result> {
  return step('build', async () => {
    try {
      await buildStudio(root)
      return asOne(true)
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      return asOne(false, error.message)
    }
  })
}

export function runVitest(root: string, { projects, paths }: NonNullable<Selection['vitest']>): Promise<Result> {
  return step('unit, contract and fault tests', () => {
    const reporters = ['--reporter=default', '--reporter=./tools/test/vitest-reporter.ts']
    const only = projects.map((project) => `--project=${project}*`)
    return runner(root, 'vitest', [join(modules, 'vitest', 'vitest.mjs'), 'run', ...reporters, ...only, ...paths])
  })
}

export function runPlaywright(root: string, { paths }: NonNullable<Selection['playwright']>): Promise<Result> {
  return step('end-to-end tests', () =>
    runner(root, 'playwright', [join(modules, '@playwright', 'test', 'cli.js'), 'test', ...paths]),
  )
}

/** A step that cannot even begin is a failure, with its reason. */
export const notRun = (name: string, why: string): Promise<Result> => step(name, async () => asOne(false, why))

/** Skips are for missing peers only; this holds it. */
export function judgeSkips(unexplained: Skip[]): Promise<Result> {
  return step('skips', async () => {
    for (const { name, reason } of unexplained) console.log(`  skipped without a missing peer: ${name} ${reason}`)
    return asOne(unexplained.length === 0)
  })
}

type Outcome = Pick<Result, 'words' | 'counts' | 'skips'>

const asOne = (passed: boolean, why?: string): Outcome => ({
  words: `${passed ? 'passed' : 'FAILED'}${why ? `: ${why}` : ''}`,
  counts: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 },
  skips: [],
})

async function step(name: string, work: () => Promise<Outcome>): Promise<Result> {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const outcome = await work()
  return { name, seconds: (performance.now() - startedAt) / 1000, ...outcome }
}

async function runner(root: string, name: 'vitest' | 'playwright', command: string[]): Promise<Outcome> {
  discardReport(name)
  const exitCode = await node(root, command)
  const report = readReport(name)
  const { counts, doubt } = countsOf(report, exitCode)
  const words = `${inWords(counts)}${doubt ? ` (${doubt})` : ''}`
  return { words: counts.failed > 0 ? `FAILED: ${words}` : words, counts, skips: report?.skipped ?? [] }
}

async function node(root: string, command: string[]): Promise<number> {
  const code = await launch(process.execPath, [...process.execArgv, ...command], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: process.env.PHONEME_STUDIO_LONG ? 6 * patienceMs : patienceMs,
    killSignal: 'SIGKILL',
  })
  if (code === 130 || code === 143) throw new Trouble('Stopped.')
  return code
}
