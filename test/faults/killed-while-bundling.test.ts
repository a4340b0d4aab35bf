import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createRouterClient } from '@orpc/server'
import * as fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { verifyBundle } from '#shared/node/bundle/verify-bundle.ts'
import { studioIn } from '#test/contract/doors.ts'
import { fillFolder } from '#test/support/a-filled-folder.ts'
import { firstDay } from '#test/support/a-generated-catalog.ts'
import type { Act } from '#test/support/catalog-acts.ts'
import { looseEnds, rowsOf } from '#test/support/data-folder-state.ts'
import { readCatalogOfTest, sha256Of } from '#test/support/good-bundle.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { isLongRun } from '#test/support/runs.ts'
import { bundleOfStudio, takeOver } from '#test/support/send-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const kills = isLongRun ? 50 : 5
const root = fileURLToPath(new URL('../../', import.meta.url))
const main = join(root, 'electron/hosts/cli/main.ts')

/** Sixty takes, of which many are published: some in the place of what was published before. */
const secondDay: Act[] = Array.from({ length: 60 }, (_, at): Act[] => [
  { act: 'take', speaker: at % 2, sitting: null, phoneme: at % 40, checked: false, level: -9 },
  { act: 'publish', take: 4 + at },
]).flat()

/** What a person would miss, as a hash of each table; what a studio notes for itself is left aside. */
function contentOf(folder: string): Record<string, string> {
  const aside = ['change_log', 'device', 'field_clocks', 'file_checks', 'jobs', 'settings', 'tombstones', 'waveforms']
  const tables = Object.entries(rowsOf(folder, aside))
  return Object.fromEntries(tables.map(([name, rows]) => [name, sha256Of(Buffer.from(JSON.stringify(rows)))]))
}

async function studioAt(folder: string) {
  const studio = await studioIn(folder, movingClock().clock)
  return { studio, client: createRouterClient(studio.router, { context: {} }) }
}

/** Runs the command until `isTime`, looked at as often as it goes, or its end; then it is killed. */
async function killedOnceIt(isTime: () => boolean, ms: number, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [main, ...args], { cwd: root, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  while (child.exitCode === null && !isTime()) await nextTurn()
  await wait(ms)
  child.kill('SIGKILL')
  await exited
}

/** What lies below a folder that changes meanwhile. */
function listOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true }).map(String)
  } catch {
    return []
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** A studio of two days, its bundle, and a studio that took over the first day's. */
async function twoFolders() {
  const [mine, theirs] = [join(temporaryFolder(), 'mine'), join(temporaryFolder(), 'theirs')]
  for (const folder of [mine, theirs]) mkdirSync(folder)
  const time = movingClock()
  await (await studioAt(mine)).studio.close()
  fillFolder(mine, firstDay, time)
  const early = await studioAt(mine)
  const first = await bundleOfStudio(early.client, mine, { withTakes: true })
  await early.studio.close()
  fillFolder(mine, secondDay, time)
  const late = await studioAt(mine)
  const second = await bundleOfStudio(late.client, mine, { withTakes: true })
  await late.studio.close()
  const other = await studioAt(theirs)
  await takeOver(other.client, first.bytes)
  await other.studio.close()
  return { mine, theirs, second, bundle: join(mine, second.result.path) }
}

const importMoments = fc.record({
  at: fc.constantFrom('upload', 'stage', 'stage', 'placed', 'merge', 'merge', 'settled'),
  files: fc.nat(60),
  ms: fc.nat(25),
})

it(`an import that is killed took over all or nothing (${kills} kills)`, {
  timeout: 60_000 + kills * 20_000,
}, async () => {
  const seed = Date.now() & 0x7fff_ffff
  process.stdout.write(`killed while importing, of seed ${seed}\n`)
  const { theirs, second, bundle } = await twoFolders()
  const whole = join(temporaryFolder(), 'whole')
  cpSync(theirs, whole, { recursive: true, preserveTimestamps: true })
  const { studio, client } = await studioAt(whole)
  expect(await takeOver(client, second.bytes)).toMatchObject({ imported: true, refused: [] })
  await studio.close()
  const [before, after] = [contentOf(theirs), contentOf(whole)]
  expect(after).not.toEqual(before)
  expect(looseEnds(whole)).toEqual({ unnamed: [], missing: [] })

  for (const { at, files, ms } of fc.sample(importMoments, { seed, numRuns: kills })) {
    const folder = join(temporaryFolder(), 'killed')
    cpSync(theirs, folder, { recursive: true, preserveTimestamps: true })
    const log = join(folder, 'catalog.sqlite-wal')
    const incoming = () => listOf(join(folder, 'incoming'))
    const isPlaced = () => incoming().some((name) => name.endsWith('placed.json'))
    let logBytes: number | null = null
    const isTime = {
      upload: () => incoming().some((name) => name.endsWith('.upload')),
      stage: () => incoming().filter((name) => name.endsWith('.audio')).length >= files,
      placed: isPlaced,
      merge() {
        if (logBytes === null) logBytes = isPlaced() ? sizeOf(log) : null
        return logBytes !== null && sizeOf(log) > logBytes
      },
      settled() {
        logBytes ??= isPlaced() ? 0 : null
        return logBytes !== null && !isPlaced()
      },
    }
    await killedOnceIt(
      isTime[at],
      at === 'placed' || at === 'stage' ? ms : ms % 5,
      'bundle',
      'import',
      bundle,
      '--data',
      folder,
    )

    await (await studioAt(folder)).studio.close()
    const content = contentOf(folder)
    expect([before, after]).toContainEqual(content)
    expect({ ...looseEnds(folder), incoming: incoming() }).toEqual({ unnamed: [], missing: [], incoming: [] })
  }
})

it(`an export that is killed leaves no half bundle (${kills} kills)`, {
  timeout: 60_000 + kills * 20_000,
}, async () => {
  const seed = Date.now() & 0x7fff_ffff
  process.stdout.write(`killed while exporting, of seed ${seed}\n`)
  const { mine, second, bundle } = await twoFolders()
  const moments = fc.record({ bytes: fc.nat(second.bytes.length), ms: fc.nat(10), delivered: fc.boolean() })
  for (const { bytes, ms, delivered } of fc.sample(moments, { seed, numRuns: kills })) {
    const target = join(temporaryFolder(), 'out.zip')
    const begun = new Set(listOf(join(mine, 'exports')))
    const isTime = () => {
      if (delivered) return listOf(join(target, '..')).length > 0
      const [coming] = listOf(join(mine, 'exports')).filter((name) => !begun.has(name))
      return coming !== undefined && sizeOf(join(mine, 'exports', coming)) >= bytes
    }
    await killedOnceIt(isTime, ms, 'bundle', 'export', target, '--with-takes', '--data', mine)
    await (await studioAt(mine)).studio.close()
    const left = readdirSync(join(mine, 'exports')).map((name) => join(mine, 'exports', name))
    const out = listOf(join(target, '..')).filter((name) => name === 'out.zip')
    const made = left.filter((file) => !begun.has(basename(file)))
    for (const file of [...made, ...out.map(() => target)]) {
      expect(file).toMatch(/\.zip$/)
      expect(await verifyBundle(file, { readDocument: readCatalogOfTest })).toMatchObject({ valid: true, faults: [] })
      expect(readFileSync(file).equals(second.bytes)).toBe(true)
    }
    expect(left).toContain(bundle)
  }
})
