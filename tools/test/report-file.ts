import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunReport } from './counts.ts'

type Runner = 'vitest' | 'playwright'

const folder = fileURLToPath(new URL('../../.cache/test', import.meta.url))
const fileOf = (runner: Runner) => join(folder, `${runner}.json`)

export function writeReport(runner: Runner, report: RunReport): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(runner), JSON.stringify(report, undefined, 2))
}

export function readReport(runner: Runner): RunReport | undefined {
  return existsSync(fileOf(runner)) ? (JSON.parse(readFileSync(fileOf(runner), 'utf8')) as RunReport) : undefined
}

/** Before a run, so that a runner that dies cannot pass with yesterday's report. */
export function discardReport(runner: Runner): void {
  rmSync(fileOf(runner), { force: true })
}
