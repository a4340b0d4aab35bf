import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createRouterClient } from '@orpc/server'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { openCommandSocket } from '#studio/hosts/common/command-socket.ts'
import { lockFolder } from '#studio/hosts/common/lock-folder.ts'
import { eventually } from '#test/doubles/edge/ask-edge.ts'
import type { EdgeServiceDouble } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { studioIn } from '../doors.ts'
import { runProcess } from './run-process.ts'

const main = '../../../electron/hosts/cli/main.ts'
const long = { timeout: 90_000 }
const phonemes = ['iː', 'ʃ', 'eɪ', 't', 's', 'm', 'l']
const fill = ['tts', 'fill', '--voice', 'en-US-AriaNeural', ...phonemes.flatMap((phoneme) => ['--phoneme', phoneme])]

let folder: string
let service: EdgeServiceDouble

beforeEach(async () => {
  folder = join(temporaryFolder(), 'data')
  service = await openEdgeService()
  onTestFinished(() => service.close())
  service.meet('well', 'well', ...Array.from({ length: 4 }, () => 'silent turn' as const))
})

function run(...args: string[]) {
  return runProcess(main, [...args, '--data', folder], {
    PHONEME_STUDIO_OFFLINE: '',
    PHONEME_STUDIO_EDGE_ENDPOINT: service.endpoint,
    PHONEME_STUDIO_SPEECH_DEADLINE: '300',
  })
}

/** Four are asked for at once: the sixth is heard when two are made, and it and three others will never be answered. */
async function untilTwoAreMade(): Promise<void> {
  await expect.poll(() => service.heard.length, eventually).toBe(6)
}

/** What stands in the folder, without a studio that would go on with it. */
function left() {
  // Before the database is looked at, which leaves files of its own beside it.
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map((entry) => join(entry.parentPath, entry.name))
  const db = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
  const jobs = db.prepare('SELECT state, attempts, count(*) AS count FROM jobs GROUP BY state, attempts').all()
  const paths = db.prepare('SELECT audio_file FROM audio_sources ORDER BY audio_file').pluck().all()
  db.close()
  return { jobs, paths, files }
}

test('Ctrl-C ends a fill calmly: it says what was made and what waits, and the next fill goes on', long, async () => {
  const filling = run(...fill)
  await untilTwoAreMade()
  filling.process.kill('SIGINT')
  expect(await filling.ended).toEqual({
    code: 130,
    stdout: '',
    stderr:
      'Stopped: 2 made, 0 kept, 0 failed, 5 wait. ' +
      'What waits goes on in the studio that runs, or when it is next started; "queue cancel" cancels it.\n',
  })
  const { jobs, paths, files } = left()
  expect(jobs).toEqual([
    { state: 'done', attempts: 1, count: 2 },
    { state: 'waiting', attempts: 0, count: 5 },
  ])
  const audio = files.filter((file) => file.includes(join('phonemes', 'audio')))
  expect(audio.toSorted()).toEqual(paths.map((path) => join(folder, String(path))))
  expect(files.filter((file) => /\.part$|studio\.json|studio\.lock|-wal$|-shm$/.test(file))).toEqual([])

  service.calm()
  const again = await run(...fill, '--json').ended
  expect([again.code, again.stderr]).toEqual([0, ''])
  const { made, kept, waiting } = JSON.parse(again.stdout) as { made: unknown[]; kept: number; waiting: number }
  // What waited goes on as soon as the folder is opened.
  expect([made.length + kept, waiting]).toEqual([7, 0])
  expect(left().jobs).toEqual([{ state: 'done', attempts: 1, count: 7 }])
  expect(service.heard).toHaveLength(6 + 5)
})

test(
  'Ctrl-C of a fill in a studio that runs ends the command, and the studio goes on with the jobs',
  long,
  async () => {
    const lock = await lockFolder(folder, { door: 'desktop', doing: '' })
    onTestFinished(() => lock.release())
    const network = { offline: false, edgeEndpoint: service.endpoint, deadlineSeconds: 300 }
    const { router } = await studioIn(folder, undefined, network)
    const token = 'a'.repeat(64)
    const socket = await openCommandSocket({ router, token, log: () => {} })
    onTestFinished(() => socket.close())
    lock.announce({ page: null, socket: { url: socket.url, token } })
    const filling = run(...fill, '--json')
    await untilTwoAreMade()
    filling.process.kill('SIGINT')
    const { code, stdout } = await filling.ended
    expect([code, JSON.parse(stdout)]).toEqual([
      130,
      { error: { code: 'STOPPED', message: expect.stringMatching(/^Stopped: \d made, 0 kept, 0 failed, \d wait\./) } },
    ])
    expect(await createRouterClient(router, { context: {} }).queue.state()).toMatchObject({ running: 4, waiting: 1 })
  },
)
