import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportOptions } from '#shared/contract/bundles.ts'
import { studioIn } from '#test/contract/doors.ts'
import { firstDay, someActs } from '#test/support/a-generated-catalog.ts'
import { fillFolder } from '#test/support/a-filled-folder.ts'
import type { Act } from '#test/support/catalog-acts.ts'
import { filesOf, looseEnds, rowsOf } from '#test/support/data-folder-state.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { runs } from '#test/support/runs.ts'
import { bundleOfStudio, takeOver } from '#test/support/send-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { runProcess } from './hosts/run-process.ts'

const main = '../../../electron/hosts/cli/main.ts'

/** What a person may choose of an export; other forms are few, since making them takes long. */
const options: fc.Arbitrary<ExportOptions> = fc.record({
  withTakes: fc.boolean(),
  withMetadataCsv: fc.boolean(),
  withTextGrids: fc.boolean(),
  formats: fc.oneof<fc.MaybeWeightedArbitrary<NonNullable<ExportOptions['formats']>>[]>(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant([{ format: 'flac' }]) },
    { weight: 1, arbitrary: fc.constant([{ format: 'mp3', bitsPerSecond: 128_000 }]) },
    { weight: 1, arbitrary: fc.constant([{ format: 'ogg', quality: 5 }]) },
  ),
})

async function studioAt(folder: string, clock?: () => Date) {
  const studio = await studioIn(folder, clock)
  return { studio, client: createRouterClient(studio.router, { context: {} }) }
}

/** A studio in which all of that was done, and its sounds are there. */
async function studioOf(folder: string, acts: readonly Act[]) {
  const time = movingClock()
  const made = await studioAt(folder, time.clock)
  await made.studio.close()
  fillFolder(folder, acts, time)
  return studioAt(folder, time.clock)
}

describe('a bundle that an empty studio took over', () => {
  const seed = Date.now() & 0x7fff_ffff
  const numRuns = runs(18)

  it(`leaves it again byte by byte the same (${numRuns} studios of seed ${seed})`, {
    timeout: numRuns * 20_000,
  }, async () => {
    const root = temporaryFolder()
    await fc.assert(
      fc.asyncProperty(someActs(30), options, async (acts, asked) => {
        const mine = mkdtempSync(join(root, 'mine-'))
        const first = await studioOf(mine, [...firstDay, ...acts])
        const left = await bundleOfStudio(first.client, mine, asked)
        expect(left.result.leftOut.filter(({ code }) => code === 'FILE_LEFT_OUT')).toEqual([])
        await first.studio.close()

        const theirs = mkdtempSync(join(root, 'theirs-'))
        const second = await studioAt(theirs)
        const { imported, refused } = await takeOver(second.client, left.bytes)
        expect({ imported, refused }).toEqual({ imported: true, refused: [] })
        expect(looseEnds(theirs)).toEqual({ unnamed: [], missing: [] })
        const again = await bundleOfStudio(second.client, theirs, asked)
        expect(again.result.sha256).toBe(left.result.sha256)
        await second.studio.close()
      }),
      { seed, numRuns },
    )
  })

  it('changes nothing when it comes in a second time', async () => {
    const root = temporaryFolder()
    const first = await studioOf(mkdirIn(root, 'mine'), firstDay)
    const { bytes } = await bundleOfStudio(first.client, join(root, 'mine'), { withTakes: true })
    const theirs = mkdirIn(root, 'theirs')
    const { client } = await studioAt(theirs)
    await takeOver(client, bytes)
    const before = { rows: rowsOf(theirs), files: filesOf(theirs) }
    const again = await takeOver(client, bytes)
    expect(again.kinds.filter((kind) => kind.new + kind.different + kind.conflicting > 0)).toEqual([])
    expect(again).toMatchObject({ newFiles: 0, newBytes: 0, refused: [] })
    expect({ rows: rowsOf(theirs), files: filesOf(theirs) }).toEqual(before)
  })

  it('is the same where the clock shows another time of day', async () => {
    const root = temporaryFolder()
    const { studio } = await studioOf(mkdirIn(root, 'mine'), firstDay)
    await studio.close()
    const hashes: unknown[] = []
    for (const TZ of ['Pacific/Kiritimati', 'America/Adak']) {
      const target = join(root, `${TZ.slice(0, 3)}.zip`)
      const line = ['bundle', 'export', target, '--with-takes', '--data', join(root, 'mine'), '--json']
      const { code, stdout } = await runProcess(main, line, { TZ }).ended
      expect(code).toBe(0)
      hashes.push((JSON.parse(stdout) as { sha256: string }).sha256)
    }
    expect(hashes[1]).toBe(hashes[0])
  })
})

function mkdirIn(root: string, name: string): string {
  const folder = join(root, name)
  mkdirSync(folder)
  return folder
}
