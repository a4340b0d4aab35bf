import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ImportResult, VerifyResult } from '#shared/contract/bundles.ts'
import { filesOf, rowsOf } from '#test/support/data-folder-state.ts'
import { endOf } from '#test/support/end-of.ts'
import { bundleOfStudio, takeOver } from '#test/support/send-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { studioIn } from '../doors.ts'
import { runProcess } from './run-process.ts'

const main = '../../../electron/hosts/cli/main.ts'
const long = { timeout: 60_000 }

let around: string
let folder: string
let bundle: string

beforeEach(() => {
  around = temporaryFolder()
  folder = join(around, 'data')
  bundle = join(around, 'theirs.zip')
})

const studio = (...args: string[]) => runProcess(main, [...args, '--data', folder]).ended

/** Two studios that have the same two clips of one phoneme, and chose differently; `bundle` is the other's. */
async function twoOpinions(): Promise<void> {
  const theirFolder = temporaryFolder()
  const [mine, theirs] = [await studioIn(folder), await studioIn(theirFolder)]
  const [me, them] = [mine, theirs].map(({ router }) => createRouterClient(router, { context: {} }))
  if (me === undefined || them === undefined) throw new Error('there are two studios')
  const voices = ['espeak:en-us', 'espeak:en-gb-x-rp']
  const fill = { phonemes: ['iː'], which: 'missing', sourceType: 'tts', voices } as const
  const { made } = await endOf(await them.generation.fill({ ...fill, phonemes: ['iː'], voices }))
  await takeOver(me, (await bundleOfStudio(them, theirFolder)).bytes)
  await me.sources.prefer({ phoneme: 'iː', sourceId: made[0]?.id ?? '' })
  await them.sources.prefer({ phoneme: 'iː', sourceId: made[1]?.id ?? '', reason: 'clear' })
  writeFileSync(bundle, (await bundleOfStudio(them, theirFolder)).bytes)
  await mine.close()
  await theirs.close()
}

describe('a bundle on the command line', () => {
  test('is verified, planned, and taken over once it is said whose choices stand', long, async () => {
    await twoOpinions()
    const before = rowsOf(folder, ['jobs'])
    const verified = await studio('bundle', 'verify', bundle)
    expect(verified).toMatchObject({ code: 0, stderr: '' })
    expect(verified.stdout).toMatch(/theirs\.zip is whole: \d+ files, 0\.\d+ MB, 2 sources, 0 takes\.\n$/)

    const planned = await studio('bundle', 'import', bundle, '--dry-run')
    expect(planned).toMatchObject({ code: 0, stderr: '' })
    expect(planned.stdout).toMatch(/Nothing was written: 0 new files/)
    expect(planned.stdout).toMatch(/iː: mine espeak:.*theirs espeak:.*“clear”/)
    const undecided = await studio('bundle', 'import', bundle)
    expect(undecided.code).toBe(1)
    expect(undecided.stderr).toBe(
      'theirs.zip was not imported: say whose choices stand with --prefer mine, theirs or newer.\n',
    )
    expect(rowsOf(folder, ['jobs'])).toEqual(before)

    const { code, stdout, stderr } = await studio('bundle', 'import', bundle, '--prefer', 'theirs', '--json')
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout) as ImportResult).toMatchObject({ imported: true, conflicts: [], refused: [] })
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })

  test('that is harmed is told of by each command, and changes nothing', long, async () => {
    await twoOpinions()
    const bytes = readFileSync(bundle)
    bytes[300] = (bytes[300] ?? 0) ^ 1
    writeFileSync(bundle, bytes)
    const before = { rows: rowsOf(folder), files: filesOf(folder) }
    const verified = await studio('bundle', 'verify', bundle)
    expect(verified.code).toBe(1)
    expect(verified.stderr).toMatch(/^theirs\.zip has (1 fault|\d+ faults)\.\n$/)
    expect(verified.stdout).toMatch(/data\/phonemes\/audio\/.*: Its check sum/m)
    const report = await studio('bundle', 'verify', bundle, '--json')
    expect(JSON.parse(report.stdout) as VerifyResult).toMatchObject({ valid: false })
    const imported = await studio('bundle', 'import', bundle)
    expect([imported.code, imported.stdout]).toEqual([1, ''])
    expect(imported.stderr).toMatch(/^theirs\.zip can’t be taken over: .*Nothing was changed\..*\n$/)
    expect({ rows: rowsOf(folder), files: filesOf(folder) }).toEqual(before)
  })

  test('goes out with all that was asked for, and the course’s own numbers', long, async () => {
    await twoOpinions()
    const map = join(around, 'map.csv')
    writeFileSync(map, 'kind,id_or_name,pk\nphoneme,iː,7\n')
    const target = join(around, 'out.zip')
    const mapped = await studio('course', 'map', map)
    expect(mapped).toMatchObject({ code: 0, stderr: '' })
    expect(mapped.stdout).toMatch(/^0 categories and 1 phonemes are the backend’s own rows, since /)
    const asked = ['--filter', 'phoneme=i:', '--filter', 'type=tts', '--format', 'flac', '--with-takes']
    const { code, stdout, stderr } = await studio('bundle', 'export', target, ...asked, '--json')
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ file: target, sources: 2, takes: 0, renditions: 2, leftOut: [] })
    const again = await studio('bundle', 'export', target, '--preferred')
    expect([again.code, again.stdout]).toEqual([1, ''])
    expect(again.stderr).toMatch(/is there already; --force overwrites it/)
    writeFileSync(map, '')
    expect((await studio('course', 'map', map)).stdout).toMatch(/^No row of ours is mapped/)
    writeFileSync(map, 'kind,id_or_name,pk\nphoneme,nowhere,7\n')
    const wrong = await studio('course', 'map', map)
    expect([wrong.code, wrong.stdout]).toEqual([1, ''])
    expect(wrong.stderr).toMatch(/^map\.csv, line 2: .*Nothing was changed\./)
    writeFileSync(map, 'kind,ours,pk\n')
    expect((await studio('course', 'map', map)).stderr).toMatch(/^map\.csv, line 1: the line is not the header/)
  })
})

test.each<[string, string[], RegExp]>([
  ['two choices', ['export', 'x.zip', '--preferred', '--since-last'], /exclude each other/],
  ['an unknown format', ['export', 'x.zip', '--format', 'opus'], /flac, mp3/],
  ['half a filter', ['export', 'x.zip', '--filter', 'type'], /KEY=VALUE/],
  ['an unknown filter', ['export', 'x.zip', '--filter', 'colour=red'], /"--filter" knows type, voice/],
  ['an unknown side', ['import', 'x.zip', '--prefer', 'yours'], /mine, theirs, newer/],
  ['no file', ['verify'], /FILE/],
])('%s: exit code 2, a sentence, and nothing is opened', async (_what, args, sentence) => {
  const { code, stdout, stderr } = await studio('bundle', ...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(sentence)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(existsSync(folder)).toBe(false)
})
