import { execFile, execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const loopbackOnly = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

/** Whether this system lets us have a network of our own that leads nowhere. */
function mayUnshare(): boolean {
  try {
    execFileSync('unshare', ['--net', 'sh', '-c', 'ip link set lo up'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Else the service stands where nobody listens. */
const alone = mayUnshare()
  ? { through: loopbackOnly, inside: (pid: number) => ['nsenter', '--target', String(pid), '--net'], endpoint: '' }
  : { through: [], inside: () => ['env'], endpoint: 'http://127.0.0.1:9/readaloud' }

it('without any network the studio starts, fills by eSpeak and answers, and waits for no time-out', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder()
  const environment = { PHONEME_STUDIO_OFFLINE: '', PHONEME_STUDIO_EDGE_ENDPOINT: alone.endpoint }
  const studio = await startStudio(folder, environment, alone.through)
  onTestFinished(() => studio.kill())
  const [inside = '', ...way] = alone.inside(studio.process.pid ?? 0)
  async function command<T>(...args: string[]): Promise<T> {
    const line = [...way, process.execPath, 'electron/hosts/cli/main.ts', '--data', folder, '--json', ...args]
    const ended = promisify(execFile)(inside, line, { cwd: root, maxBuffer: 2 ** 26 })
    // One that fails prints its document all the same.
    const { stdout } = await ended.catch((failed: { stdout: string }) => failed)
    return JSON.parse(stdout) as T
  }

  const found = await command<{ wantsFresh: boolean }>('resolve', 'iː')
  expect(found).toMatchObject({ sourceType: 'web_speech', wantsFresh: true })
  const { made } = await command<{ made: AudioSource[] }>('tts', 'fill')
  expect(made).toHaveLength(44)
  expect(new Set(made.map(({ voiceId }) => voiceId))).toEqual(new Set(['espeak:en-us', 'espeak:en-gb-x-rp']))
  // A deadline would say DEADLINE.
  expect(new Set(made.map(({ metadata }) => metadata['stands_in_because']))).toEqual(new Set(['NO_NETWORK']))
  expect(await command('resolve', 'iː')).toMatchObject({ rung: 'tts', status: 'success' })
  const { jobs } = await command<{ jobs: { attempts: number }[] }>('queue')
  expect(jobs.filter(({ attempts }) => attempts !== 1)).toEqual([])
  // Whoever names a voice is told, and after a second look.
  const named = await command<{ failures: unknown[] }>('tts', 'fill', '--voice', 'en-US-GuyNeural', '--phoneme', 'iː')
  expect(named.failures).toMatchObject([{ label: 'iː', code: 'NO_NETWORK' }])
  expect((await command<{ jobs: unknown[] }>('queue')).jobs[0]).toMatchObject({ state: 'failed', attempts: 2 })
  expect(await studio.stop()).toBe(0)
})
