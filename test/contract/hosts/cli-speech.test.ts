import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { JobView, QueueState } from '#shared/contract/voices.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { type Ended, runProcess } from './run-process.ts'

const main = '../../../electron/hosts/cli/main.ts'
const long = { timeout: 90_000 }

let folder: string
beforeEach(() => {
  folder = join(temporaryFolder(), 'data')
})

const studio = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runProcess(main, [...args, '--data', folder], env).ended

/** The one document on standard output, of a command that must succeed. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await studio([...args, '--json'])
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as T
}

interface Filled {
  made: AudioSource[]
  kept: number
  waiting: number
}
type Queue = QueueState & { jobs: JobView[] }

/** A player as systems have them, which notes what it is given; the first that is looked for on Linux. */
function aPlayer(exitCode: number): { env: Record<string, string>; played: () => string[] } {
  const programs = temporaryFolder()
  const notes = join(programs, 'played')
  writeFileSync(notes, '')
  const file = join(programs, 'paplay')
  writeFileSync(file, `#!/bin/sh\necho "$1" >> '${notes}'\nexit ${exitCode}\n`)
  chmodSync(file, 0o755)
  return {
    env: { PATH: [programs, process.env['PATH']].join(delimiter) },
    played: () => readFileSync(notes, 'utf8').split('\n').filter(Boolean),
  }
}

describe('tts fill', () => {
  test('fills one category in the voices named, and says which voice made how many', long, async () => {
    const args = ['tts', 'fill', '--category', 'closing diphthongs', '--voice', 'espeak:en-us', '--missing']
    const { code, stdout } = await studio(args)
    expect([code, stdout]).toEqual([0, 'espeak:en-us  5\n5 made, 0 kept, 0 failed.\n'])
    const two = [...args, '--voice', 'espeak:en-gb-x-rp', '--phoneme', 'eɪ', '--phoneme', 'ɔɪ']
    const { made, kept } = await json<Filled>(...two)
    expect([made.map(({ voiceId }) => voiceId), kept]).toEqual([['espeak:en-gb-x-rp', 'espeak:en-gb-x-rp'], 2])
  })

  test.each<[string, string[], RegExp]>([
    ['missing and expired', ['--missing', '--expired'], /"--missing" and "--expired"/],
    ['expired and all', ['--all', '--expired'], /"--expired" and "--all"/],
    ['a voice without its name', ['--voice'], /--voice/],
    ['a word too many', ['vowels'], /"vowels"/],
  ])('%s is refused, and nothing is opened', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await studio(['tts', 'fill', ...args])
    expect([code, stdout, existsSync(folder)]).toEqual([2, '', false])
    expect(stderr).toMatch(sentence)
  })

  test('a category that there is not is refused by the names of those that there are', long, async () => {
    const { code, stderr } = await studio(['tts', 'fill', '--category', 'clicks'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/knows Front vowels, .*, but not "clicks"/)
  })

  test(
    'a phoneme that the voice does not have is told, with voices that do, and the others are made',
    long,
    async () => {
      const { code, stdout, stderr } = await studio([
        'tts',
        'fill',
        '--phoneme',
        'ɒ',
        '--phoneme',
        'iː',
        '--voice',
        'espeak:en-us',
      ])
      expect([code, stdout]).toEqual([1, 'espeak:en-us  1\n1 made, 0 kept, 1 failed.\n'])
      expect(stderr).toMatch(/espeak:en-us does not have \/ɒ\/.*espeak:en-gb-x-rp/)
    },
  )

  test('into a paused queue: nothing is waited for, and what waits is told', long, async () => {
    await json('queue', 'pause')
    const { code, stdout, stderr } = await studio(['tts', 'fill', '--phoneme', 'iː', '--phoneme', 'ʃ'])
    expect([code, stdout]).toEqual([1, '0 made, 0 kept, 0 failed, 2 wait.\n'])
    expect(stderr).toContain('"queue resume"')
  })
})

test('the queue is paused, shown, resumed, cancelled and tried again by its commands', long, async () => {
  expect(await json<Queue>('queue', 'pause')).toMatchObject({ paused: true })
  await studio(['tts', 'fill', '--phoneme', 'iː', '--phoneme', 'ʃ'])
  const { code, stdout } = await studio(['queue', '--state', 'waiting'])
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^\S+ +waiting +ʃ +espeak:en-us +tts +try 0\n.* iː .*\n2 waiting, .* 0 failed; paused\.\n$/),
  ])
  expect(await json<Queue>('queue', 'cancel')).toMatchObject({ waiting: 0 })
  expect((await json<Queue>('queue', '--state', 'cancelled')).jobs.map(({ ipaSymbol }) => ipaSymbol)).toEqual([
    'ʃ',
    'iː',
  ])
  expect(await json<Queue>('queue', 'retry')).toMatchObject({ waiting: 2, paused: true })
  expect(await json<Queue>('queue', 'resume')).toMatchObject({ paused: false })
  const { kept, made } = await json<Filled>('tts', 'fill', '--phoneme', 'iː', '--phoneme', 'ʃ')
  expect(kept + made.length).toBe(2)
  const wrong = await studio(['queue', 'wash'])
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('"wash"')])
  const unknown = await studio(['queue', '--state', 'late'])
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('waiting, running, done')])
})

describe('resolve', () => {
  const playsOf = async () => (await json<{ total_plays: number }>('stats')).total_plays

  test('--play plays the very file, and counts one play; looking up counts none', long, async () => {
    const { made } = await json<Filled>('tts', 'fill', '--phoneme', 'iː')
    const { env, played } = aPlayer(0)
    await json('resolve', 'iː')
    expect(await playsOf()).toBe(0)
    expect((await studio(['resolve', 'iː', '--play'], env)).code).toBe(0)
    expect(played()).toEqual([join(folder, made[0]?.path ?? '')])
    expect(await playsOf()).toBe(1)
  })

  test('--play counts nothing where the player fails, and says so', long, async () => {
    await json('tts', 'fill', '--phoneme', 'iː')
    const { env, played } = aPlayer(3)
    const only = { PATH: env['PATH']?.split(delimiter)[0] ?? '' }
    const { code, stderr } = await studio(['resolve', 'iː', '--play'], only)
    expect([code, played().length]).toEqual([1, 1])
    expect(stderr).toBe('The file could not be played (paplay ended with code 3).\n')
    expect(await playsOf()).toBe(0)
    const none = await studio(['resolve', 'iː', '--play'], { PATH: temporaryFolder() })
    expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/^No program that plays sound/)])
  })

  test(
    '--force-refresh looks at the file again; each rung that was passed over is shown with the reason',
    long,
    async () => {
      const { made } = await json<Filled>('tts', 'fill', '--phoneme', 'iː')
      const [clip] = made
      const file = join(folder, clip?.path ?? '')
      const linesOf = async () => (await studio(['resolve', 'iː', '--force-refresh'])).stdout.trimEnd().split('\n')
      expect(await linesOf()).toEqual([
        'success, by the rung "tts"',
        `tts · espeak:en-us · ${clip?.id}`,
        file,
        '  passed over: preferred (none)',
        '  passed over: native (none)',
      ])
      appendFileSync(file, 'more')
      expect(await linesOf()).toEqual([
        'fallback, by the rung "web_speech"',
        expect.stringMatching(/^web speech says "sheep"; the learner reads ".+"$/),
        'a fresh clip was asked for; "queue" shows how far it is',
        '  passed over: preferred (none)',
        '  passed over: native (none)',
        `  passed over: tts ${clip?.id} (wrong size)`,
        '  passed over: generated (none)',
        '  passed over: expired (none)',
      ])
    },
  )

  test('what finds nothing asks for a fresh clip, which a later look-up finds', long, async () => {
    expect(await json('resolve', 'ʒ')).toMatchObject({ sourceType: 'web_speech', wantsFresh: true })
    await expect
      .poll(() => json<{ rung: string }>('resolve', 'ʒ').then(({ rung }) => rung), { timeout: 60_000 })
      .toBe('generated')
    expect((await json<Queue>('queue')).jobs).toMatchObject([{ state: 'done', priority: 10 }])
  })
})
