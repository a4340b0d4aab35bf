import type { Resolution } from '#shared/entities/resolve.ts'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { connect } from '#studio/hosts/cli/connect.ts'
import { openCommandSocket } from '#studio/hosts/common/command-socket.ts'
import { lockFolder } from '#studio/hosts/common/lock-folder.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { openStudio } from '#studio/studio.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { studioIn } from '../doors.ts'
import { type Ended, runProcess } from './run-process.ts'

const main = '../../../electron/hosts/cli/main.ts'

let folder: string

beforeEach(() => {
  folder = join(temporaryFolder(), 'data')
})

const studio = (...args: string[]): Promise<Ended> => runProcess(main, [...args, '--data', folder]).ended

/** The one document on standard output, of a command that must succeed. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await studio(...args, '--json')
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as T
}

/** Until a command has made its first clip, and is in the middle of its work. */
async function untilSpoken(): Promise<void> {
  const clips = () => {
    const audio = join(folder, 'phonemes', 'audio')
    return existsSync(audio)
      ? readdirSync(audio, { recursive: true }).filter((name) => String(name).endsWith('.wav'))
      : []
  }
  await expect.poll(clips, { interval: 5, timeout: 15_000 }).not.toEqual([])
}

interface Row {
  phoneme: { id: string; ipaSymbol: string }
}

describe('alone on a data folder', () => {
  test('lists the phonemes of a new studio, and leaves no lock behind', async () => {
    const { code, stdout } = await studio('phonemes')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^iː +eat, sheep, tree/m)
    expect(readdirSync(folder).filter((name) => /studio\.|-wal|-shm/.test(name))).toEqual([])
    expect(await json<Row[]>('phonemes')).toHaveLength(44)
  })

  test('finds a phoneme by any of its spellings, and by its id', async () => {
    const [row] = await json<Row[]>('phonemes', '--query', '/iː/')
    for (const spelling of ['i:', 'iː', '/iː/', row?.phoneme.id ?? '']) {
      const { source, spokenText } = await json<Resolution>('resolve', spelling)
      // The first lookup begins a clip, which a later one may have for its answer.
      expect([spokenText, source?.phonemeId]).toContain(source === null ? 'sheep' : row?.phoneme.id)
    }
  })

  test('goes the whole way: speaker, import, TTS, preference, export, doctor', { timeout: 60_000 }, async () => {
    const speaker = await json<{ id: string; code: string }>(
      'speakers',
      'add',
      '--name',
      'Anna',
      '--consent',
      'CC0-1.0',
    )
    const filled = await json<{ made: { id: string; path: string }[] }>('tts', 'fill', '--phoneme', 'iː')
    const [spoken] = filled.made
    expect(await json('tts', 'fill', '--phoneme', 'i:', '--missing')).toMatchObject({ made: [], kept: 1 })
    const file = join(folder, spoken?.path ?? '')
    const importing = ['takes', 'import', file, '--phoneme', 'iː', '--speaker', speaker.code, '--publish']
    const imported = await json<{ source: { id: string; voiceId: string } }>(...importing)
    expect(imported.source.voiceId).toBe(speaker.code)
    expect(await json('resolve', 'iː')).toMatchObject({ rung: 'native', source: { id: imported.source.id } })
    await json('prefer', 'iː', spoken?.id ?? '', '--reason', 'clearer')
    expect(await json('resolve', 'iː')).toMatchObject({ rung: 'preferred', source: { id: spoken?.id } })
    await json('prefer', 'iː', '--clear')
    expect(await json('resolve', 'iː')).toMatchObject({ rung: 'native' })
    expect(await json('sources', '--phoneme', 'iː', '--type', 'tts')).toHaveLength(1)
    expect(await json('sources', '--from', '2001-01-01', '--to', '2999-12-31')).toHaveLength(2)
    expect(await json('sources', '--to', '2001-01-01')).toEqual([])

    const target = join(temporaryFolder(), 'studio.zip')
    expect(await json('bundle', 'export', target)).toMatchObject({ file: target, sources: 2 })
    expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK')
    expect(readdirSync(join(folder, 'exports'))).toEqual([])
    expect(await json('doctor')).toMatchObject({ faults: [] })
  })

  test('lists the migrations and checks the catalog', async () => {
    const { code, stdout } = await studio('catalog', 'status', '--schema')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\[X\] 001 /)
    expect(stdout).toMatch(/^audio_sources?$/m)
  })
})

describe('what fails', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown phoneme', ['resolve', 'xyz'], /xyz/],
    ['an unknown speaker', ['takes', 'import', 'package.json', '--phoneme', 'iː', '--speaker', 'nobody'], /nobody/],
    [
      'a file that isn’t there',
      ['takes', 'import', '/nowhere.wav', '--phoneme', 'iː', '--speaker', 'x'],
      /nowhere\.wav/,
    ],
    ['an unknown voice', ['tts', 'fill', '--voice', 'nobody'], /nobody/],
    ['an export into no folder', ['bundle', 'export', '/nowhere/x.zip'], /\/nowhere/],
    ['an export without a name', ['bundle', 'export', '/tmp'], /\/tmp/],
  ])('%s: exit code 1 and one sentence', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await studio(...args)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(sentence)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).not.toMatch(/\bat .*:\d+|Error:/)
  })

  test.each<[string, string[], RegExp]>([
    ['nothing at all', [], /--help/],
    ['an unknown command', ['record'], /"record"/],
    ['half a command', ['speakers'], /"speakers add"/],
    ['an unknown option', ['phonemes', '--colour'], /--colour/],
    ['an option without its value', ['phonemes', '--query'], /--query/],
    ['an argument too many', ['phonemes', 'iː'], /iː/],
    ['an argument too few', ['resolve'], /PHONEME/],
    ['an unknown type', ['sources', '--type', 'mp3'], /native, tts, generated/],
    ['a day that there is not', ['sources', '--from', '2026-02-30'], /"--from" is a day/],
    ['an unknown licence', ['speakers', 'add', '--name', 'Anna', '--consent', 'mine'], /CC0-1\.0/],
    ['no name', ['speakers', 'add'], /--name/],
    ['neither a source nor --clear', ['prefer', 'iː'], /--clear/],
    ['both a source and --clear', ['prefer', 'iː', '01a1fbf1-4db6-70f3-8481-b20ada920b6e', '--clear'], /--clear/],
    ['a source that is no id', ['prefer', 'iː', 'Anna'], /Anna/],
  ])('%s: exit code 2 and a sentence, and nothing is opened', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await studio(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(sentence)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(existsSync(folder)).toBe(false)
  })

  test('what the contract refuses is a wrong argument, too', async () => {
    const { code, stderr } = await studio('speakers', 'add', '--name', 'Anna', '--accent', 'en-much-too-long')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^accent /)
  })

  test('with --json a failure is one document, too, and the sentence stays on standard error', async () => {
    const { code, stdout, stderr } = await studio('resolve', 'xyz', '--json')
    expect(code).toBe(1)
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } }
    expect(error.code).toBe('PHONEME_UNKNOWN')
    expect(stderr).toBe(`${error.message}\n`)
  })

  test('publishing without consent is refused, and nothing is imported', async () => {
    const { code: speakerCode } = await json<{ code: string }>('speakers', 'add', '--name', 'Bo')
    const { made } = await json<{ made: { path: string }[] }>('tts', 'fill', '--phoneme', 'iː')
    const file = join(folder, made[0]?.path ?? '')
    const { code, stderr } = await studio(
      'takes',
      'import',
      file,
      '--phoneme',
      'iː',
      '--speaker',
      speakerCode,
      '--publish',
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Bo has not agreed/)
    const [row] = await json<{ counts: { takes: number } }[]>('phonemes', '--query', 'iː')
    expect(row?.counts.takes).toBe(0)
  })

  test('a file that is there is not overwritten, unless one says so', async () => {
    const target = join(temporaryFolder(), 'studio.zip')
    writeFileSync(target, 'mine')
    const { code, stderr } = await studio('bundle', 'export', target)
    expect(code).toBe(1)
    expect(stderr).toContain('--force')
    expect(readFileSync(target, 'utf8')).toBe('mine')
    expect((await studio('bundle', 'export', target, '--force')).code).toBe(0)
    expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK')
    expect(readdirSync(join(target, '..'))).toEqual(['studio.zip'])
  })

  test('a catalog that is no catalog is refused, and left as it is', async () => {
    mkdirSync(folder)
    const catalog = join(folder, 'catalog.sqlite')
    writeFileSync(catalog, 'no catalog at all, but long enough to be looked at as one'.repeat(100))
    const before = readFileSync(catalog)
    for (const command of [['catalog', 'status'], ['phonemes']]) {
      const { code, stderr } = await studio(...command)
      expect(code).toBe(1)
      expect(stderr).toMatch(/damaged/)
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    }
    expect(readFileSync(catalog)).toEqual(before)
  })
})

describe('while somebody else has the folder', () => {
  test('joins a running studio, and both see what it did', async () => {
    const lock = await lockFolder(folder, { door: 'desktop', doing: '' })
    onTestFinished(() => lock.release())
    const running = await studioIn(folder)
    const socket = await openCommandSocket({ router: running.router, token: 'a'.repeat(64), log: () => {} })
    onTestFinished(() => socket.close())
    lock.announce({ page: null, socket: { url: socket.url, token: 'a'.repeat(64) } })

    const { made } = await json<{ made: { path: string }[] }>('tts', 'fill', '--phoneme', 'iː')
    const { code } = await json<{ code: string }>('speakers', 'add', '--name', 'Anna', '--consent', 'CC0-1.0')
    const file = join(folder, made[0]?.path ?? '')
    await json('takes', 'import', file, '--phoneme', 'iː', '--speaker', code, '--publish')
    expect(await json('resolve', 'iː')).toMatchObject({ rung: 'native' })
    const refused = await studio('resolve', 'xyz')
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('xyz')])
    const target = join(temporaryFolder(), 'studio.zip')
    await json('bundle', 'export', target)
    expect(existsSync(target)).toBe(true)
  })

  test('waits for another short command', async () => {
    const lock = await lockFolder(folder, { door: 'command line', doing: 'tts fill' })
    // Finds it held, before this returns.
    const connecting = connect({ folder, doing: 'phonemes', openStudio, parts: studioParts(), tell: () => {} })
    lock.release()
    const connection = await connecting
    expect(await connection.studio.phonemes.list({})).toHaveLength(44)
    await connection.close()
  })

  test('says after five seconds who holds it', { timeout: 30_000 }, async () => {
    const lock = await lockFolder(folder, { door: 'command line', doing: 'tts fill' })
    onTestFinished(() => lock.release())
    const { code, stderr } = await studio('phonemes')
    expect(code).toBe(1)
    expect(stderr).toContain('"tts fill"')
    expect(stderr).toContain(`process ${process.pid}`)
  })

  test('a studio that closes in the middle of a command is said to have done so', async () => {
    const lock = await lockFolder(folder, { door: 'desktop', doing: '' })
    onTestFinished(() => lock.release())
    const running = await studioIn(folder)
    const socket = await openCommandSocket({ router: running.router, token: 'a'.repeat(64), log: () => {} })
    lock.announce({ page: null, socket: { url: socket.url, token: 'a'.repeat(64) } })
    const filling = runProcess(main, ['tts', 'fill', '--data', folder])
    await untilSpoken()
    await socket.close()
    const { code, stderr } = await filling.ended
    expect(code).toBe(1)
    expect(stderr).toMatch(/^The running studio was closed/)
  })
})

test('help needs no data folder, for all commands and for each', async () => {
  const all = await runProcess(main, ['--help']).ended
  expect(all.code).toBe(0)
  expect(all.stdout).toContain('catalog status')
  const each = await runProcess(main, ['takes', 'import', '--help', '--data', folder]).ended
  expect(each.stdout).toContain('--publish')
  expect(existsSync(folder)).toBe(false)
})
