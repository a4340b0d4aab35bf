import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createRouterClient } from '@orpc/server'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Cleanup, Overview, SourceStat, Totals } from '#shared/contract/analytics.ts'
import type { DoctorReport } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { openCommandSocket } from '#studio/hosts/common/command-socket.ts'
import { lockFolder } from '#studio/hosts/common/lock-folder.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { studioIn } from '../doors.ts'
import { type Ended, runProcess } from './run-process.ts'

const main = '../../../electron/hosts/cli/main.ts'
const long = { timeout: 90_000 }

let folder: string
beforeEach(() => {
  folder = join(temporaryFolder(), 'data')
})

const studio = (...args: string[]): Promise<Ended> => runProcess(main, [...args, '--data', folder]).ended

/** The one document on standard output. */
async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse((await studio(...args, '--json')).stdout) as T
}

async function speak(...phonemes: string[]): Promise<AudioSource[]> {
  const named = phonemes.flatMap((phoneme) => ['--phoneme', phoneme])
  const filled = await json<{ made: AudioSource[] }>('tts', 'fill', '--voice', 'espeak:en-us', ...named)
  return filled.made
}

const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()

/** As if the clip had been made so many days ago, for thirty days. */
function age(source: AudioSource | undefined, by: number): void {
  const db = new Sqlite(join(folder, 'catalog.sqlite'))
  db.prepare('UPDATE audio_sources SET cached_until = ? WHERE id = ?').run(days(30 - by), source?.id)
  db.prepare('UPDATE audio_cache SET last_accessed_at = ?, usage_count = 2 WHERE audio_source = ?').run(
    days(-by),
    source?.id,
  )
  db.close()
}

interface Listed {
  sources: SourceStat[]
  total: number
}

describe('stats', () => {
  test('of an empty catalog are zeros, and every phoneme is named that lacks a recording', long, async () => {
    expect(await json<Totals & Overview>('stats')).toMatchObject({
      total_cached: 0,
      total_plays: 0,
      total_size_mb: 0,
      avg_age_days: 0,
    })
    const { code, stdout } = await studio('stats')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^0 sources, 0 plays, 0\.00 MB/)
    expect(stdout).toMatch(/^Without a native recording: .*θ/m)
    expect(stdout).toMatch(/^Without any file: .*θ/m)
    expect((await studio('stats', 'most-played')).stdout).toBe('Nothing was played yet.\n')
  })

  test('list what was played most, what was not played, and what expires', long, async () => {
    const [old, young] = await speak('iː', 'ʃ')
    age(old, 40)
    expect(await json<Totals>('stats')).toMatchObject({ total_cached: 2, total_plays: 2 })
    const idsOf = async (...args: string[]) =>
      (await json<Listed>('stats', ...args)).sources.map(({ source }) => source.id)
    expect(await idsOf('most-played', '--top', '1')).toEqual([old?.id])
    expect(await idsOf('unused', '--days', '30')).toEqual([old?.id])
    expect(await idsOf('unused', '--days', '0')).toEqual([old?.id, young?.id])
    expect(await idsOf('expiring', '--days', '7')).toEqual([old?.id])
    expect(await idsOf('expiring', '--days', '60')).toEqual([old?.id, young?.id])
    const { quality } = await json<{ quality: { ipaSymbol: string; score: number }[] }>('stats', 'quality')
    const scores = new Map(quality.map(({ ipaSymbol, score }) => [ipaSymbol, score]))
    expect([quality.length, scores.get('ʃ'), scores.get('θ')]).toEqual([44, 90, 0])
    expect((await studio('stats', 'most-played')).stdout).toMatch(/iː +tts +espeak:en-us +2 plays/)
  })

  test.each<[string[], RegExp]>([
    [['stats', 'most-played', '--top', '0'], /"--top" is a whole number from 1/],
    [['stats', 'unused', '--days', 'x'], /"--days"/],
    [['keep'], /SOURCE/],
    [['keep', 'x', '--days', '0'], /"--days"/],
    [['cleanup', '--budget-mb', '-1'], /budget-mb/],
    [['memo', 'clear'], /PHONEME, or --all/],
  ])('%j is a wrong command line', async (args, sentence) => {
    const { code, stderr } = await studio(...args)
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
  })
})

test('cleanup says what would go, then takes it away; what was kept stays', long, async () => {
  const [stale, kept, young] = await speak('iː', 'ʃ', 'æ')
  age(stale, 40)
  age(kept, 40)
  const keep = (...args: string[]) => json<{ cachedUntil: string }>('keep', kept?.id ?? '', ...args)
  const daysLeft = ({ cachedUntil }: { cachedUntil: string }) =>
    Math.round((Date.parse(cachedUntil) - Date.now()) / 86_400_000)
  expect([daysLeft(await keep('--days', '90')), daysLeft(await keep())]).toEqual([90, 30])
  const told = await studio('cleanup', '--dry-run')
  expect(told.stdout).toMatch(/^1 clip would go, \d\.\d\d MB; .* Nothing was changed\.$/m)
  expect(existsSync(join(folder, stale?.path ?? ''))).toBe(true)
  expect(await json<Cleanup>('cleanup')).toMatchObject({
    dryRun: false,
    removed: [{ sourceId: stale?.id, path: stale?.path, why: 'expired' }],
    failures: [],
  })
  expect([stale, kept, young].map((source) => existsSync(join(folder, source?.path ?? '')))).toEqual([
    false,
    true,
    true,
  ])
  const budget = await json<Cleanup>('cleanup', '--budget-mb', '0')
  expect(budget.removed.map(({ sourceId, why }) => [sourceId, why])).toEqual([
    [kept?.id, 'over budget'],
    [young?.id, 'over budget'],
  ])
  expect(budget.keptMb).toBe(0)
})

test('a clip that is none is not kept, and the sentence says so', long, async () => {
  const { code, stderr } = await studio('keep', '018f0000-0000-7000-8000-0000000000ff')
  expect([code, stderr.trimEnd().split('\n').length]).toEqual([1, 1])
})

test('memo clear forgets what a running studio remembers, and says how much that was', long, async () => {
  const lock = await lockFolder(folder, { door: 'desktop', doing: '' })
  onTestFinished(() => lock.release())
  const { router } = await studioIn(folder)
  const token = 'a'.repeat(64)
  const socket = await openCommandSocket({ router, token, log: () => {} })
  onTestFinished(() => socket.close())
  lock.announce({ page: null, socket: { url: socket.url, token } })
  await speak('iː', 'ʃ', 'æ')
  const client = createRouterClient(router, { context: {} })
  for (const phoneme of ['iː', 'ʃ', 'æ']) await client.phonemes.resolve({ phoneme })
  expect(await json('memo', 'clear', 'iː')).toEqual({ cleared: 1 })
  expect((await studio('memo', 'clear', '--all')).stdout).toBe('2 remembered answers forgotten.\n')
})

test('doctor names each fault in a line, in JSON too, and has made again what can be', long, async () => {
  const [broken] = await speak('iː', 'ʃ')
  rmSync(join(folder, broken?.path ?? ''))
  const { code, stdout, stderr } = await studio('doctor')
  expect([code, stderr]).toEqual([1, 'The doctor found one fault.\n'])
  expect(stdout).toBe(`source  ${broken?.id}  ${broken?.path}  file missing\n2 sources and 0 takes were read.\n`)
  const first = await json<DoctorReport>('doctor', '--requeue')
  expect(first).toMatchObject({ faults: [{ id: broken?.id, reason: 'file missing' }], requeued: 1, replaced: [] })
  // The queue goes on while anything is asked of the studio.
  await speak('iː')
  const second = await studio('doctor', '--requeue')
  expect(second.code).toBe(0)
  expect(second.stdout).toContain('0 clips wait to be made again; one clip that had been made again was taken away.')
  expect(await json<DoctorReport>('doctor')).toMatchObject({ sources: 2, faults: [] })
})
