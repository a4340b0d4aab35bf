import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { safe } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { dayMs } from '#shared/entities/audio-source.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { toneIn } from '#test/sounds.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import type { StudioClient } from './doors.ts'
import { doors, studioIn } from './doors.ts'

const soon = { timeout: 15_000 }
const start = Date.parse('2026-11-21T10:00:00.000Z')

/** A fill of these phonemes that nobody waits for; its jobs are in the queue. */
async function ask(client: StudioClient, phonemes: string[], voices?: string[]) {
  const asked = { phonemes, which: 'missing', sourceType: 'tts', ...(voices && { voices }) } as const
  const stream = await client.generation.fill(asked)
  await stream.next()
  return stream
}

const fill = async (client: StudioClient, asked: Partial<Parameters<StudioClient['generation']['fill']>[0]>) =>
  endOf(await client.generation.fill({ which: 'missing', sourceType: 'tts', ...asked }))

async function untilIdle(client: StudioClient): Promise<void> {
  await expect.poll(() => client.queue.state().then(({ waiting, running }) => waiting + running), soon).toBe(0)
}

describe.each(doors)('speech through $door', ({ join: enter }) => {
  const open = async (folder = temporaryFolder()) => {
    let now = start
    // Goes on with each look, so that what is made later is later.
    const studio = await studioIn(folder, () => new Date((now += 1)))
    return { studio, folder, client: await enter(studio), pass: (days: number) => void (now += days * dayMs) }
  }

  it('fills one category in several voices, each phoneme once in each that has it', async () => {
    const { client } = await open()
    const categories = await client.phonemes.categories()
    const { id: categoryId } = categories.find(({ name }) => name === 'Closing diphthongs') ?? { id: '' }
    const voices = ['espeak:en-us', 'espeak:en-gb-x-rp']
    const { made, kept, failures } = await fill(client, { categoryId, voices })
    const has = made.map(({ phonemeId, voiceId }) => `${phonemeId} ${voiceId}`)
    expect([has.length, new Set(has).size, kept]).toEqual([9, 9, 0])
    expect(failures).toMatchObject([{ label: 'oʊ', code: 'VOICE_LACKS_PHONEME', data: { voices: 'espeak:en-us' } }])
    expect(await fill(client, { categoryId, voices })).toMatchObject({ made: [], kept: 9 })
  })

  it('makes anew what has expired, in the voice that it had, and leaves the rest alone', async () => {
    const { client, pass } = await open()
    const settings = await client.speech.settings()
    await client.speech.setSettings({ ...settings, cacheDaysOfVoice: { 'espeak:en-gb-x-rp': 3 } })
    await fill(client, { phonemes: ['iː', 'ʃ'], voices: ['espeak:en-gb-x-rp'] })
    await fill(client, { phonemes: ['iː'] })
    expect(await fill(client, { which: 'expired' })).toMatchObject({ made: [], kept: 3 })
    pass(4)
    const { made, kept } = await fill(client, { which: 'expired' })
    expect([made.map(({ voiceId }) => voiceId), kept]).toEqual([['espeak:en-gb-x-rp', 'espeak:en-gb-x-rp'], 1])
    pass(27)
    expect(await fill(client, { phonemes: ['iː'] })).toMatchObject({ kept: 0, made: [{ voiceId: 'espeak:en-us' }] })
  })

  it('"all" speaks only what was not asked for in the very same way', async () => {
    const { client } = await open()
    const asked = { phonemes: ['iː', 'ʃ'], which: 'all' as const }
    expect((await fill(client, asked)).made).toHaveLength(2)
    expect(await fill(client, asked)).toMatchObject({ made: [], kept: 2 })
    await client.speech.setSettings({ ...(await client.speech.settings()), ratePercent: -40 })
    const { made } = await fill(client, asked)
    expect(made.map(({ metadata }) => metadata.tts_rate)).toEqual(['-40%', '-40%'])
  })

  it('a hundred look-ups of a phoneme that has nothing are answered at once, and start one job', async () => {
    const { client } = await open()
    expect(await client.queue.list({ limit: 1000 })).toEqual([])
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.phonemes.resolve({ phoneme: 'iː' })))
    expect(answers.every(({ status, wantsFresh }) => status === 'fallback' && wantsFresh)).toBe(true)
    await expect.poll(() => client.phonemes.resolve({ phoneme: 'iː' }).then(({ rung }) => rung), soon).toBe('generated')
    await untilIdle(client)
    const jobs = await client.queue.list({ limit: 1000 })
    expect(jobs).toMatchObject([{ state: 'done', ipaSymbol: 'iː', sourceType: 'generated', priority: 10, attempts: 1 }])
  })

  it('what a person waits for goes first', async () => {
    const { client } = await open()
    await client.queue.setPaused({ paused: true })
    await ask(client, ['iː', 'ʃ', 't'])
    await client.phonemes.resolve({ phoneme: 'uː' })
    await expect.poll(() => client.queue.state(), soon).toMatchObject({ waiting: 4, running: 0 })
    await client.queue.setPaused({ paused: false })
    await untilIdle(client)
    const newestFirst = await client.sources.list({})
    expect(newestFirst.map(({ source }) => source.sourceType)).toEqual(['tts', 'tts', 'tts', 'generated'])
  })

  it('what waited in a paused queue waits in it after a restart, and is made when it is resumed', async () => {
    const { client, studio, folder } = await open()
    await client.queue.setPaused({ paused: true })
    const stream = await ask(client, ['iː', 'ʃ'])
    const left = endOf(stream)
    await studio.close()
    await expect(
      left.then(
        ({ waiting, made }) => [waiting, made],
        () => 'cut off',
      ),
    ).resolves.toBeDefined()
    const again = await open(folder)
    expect(await again.client.queue.state()).toMatchObject({ paused: true, waiting: 2, running: 0 })
    await again.client.queue.setPaused({ paused: false })
    await untilIdle(again.client)
    expect(await again.client.sources.list({ sourceType: 'tts' })).toHaveLength(2)
  })

  it('cancels one job and leaves the others, or cancels all; whoever waits is told of each', async () => {
    const { client } = await open()
    await client.queue.setPaused({ paused: true })
    const ended = endOf(await ask(client, ['iː', 'ʃ', 't']))
    const [newest] = await client.queue.list({ limit: 1 })
    expect(await client.queue.cancel({ jobIds: [newest?.id ?? ''] })).toMatchObject({ waiting: 2 })
    expect(await client.queue.cancel({})).toMatchObject({ waiting: 0, running: 0 })
    const { made, failures } = await ended
    expect(made).toEqual([])
    expect(failures.map(({ label, code }) => `${label} ${code}`)).toEqual([
      't JOB_CANCELLED',
      'iː JOB_CANCELLED',
      'ʃ JOB_CANCELLED',
    ])
  })

  it('a program of one’s own is a voice like any other: listed, asked, mended and tried again, and gone', async () => {
    const { client, folder } = await open()
    const tone = join(folder, 'tone.wav')
    const script = join(folder, 'speak.mjs')
    writeFileSync(tone, encodeWav24([toneIn(0.05, 0.3, 22_050)], 22_050))
    const asked = { phonemes: ['ʃ'], voices: ['own:piper'] }
    await expect(fill(client, asked)).rejects.toMatchObject({ code: 'VOICE_UNKNOWN', defined: true })

    const settings = await client.speech.settings()
    const command = [process.execPath, script, '{text}', '{phoneme}', '{out}']
    const ownProgram = { name: 'piper', command, language: 'en-US', deadlineSeconds: 60 }
    await client.speech.setSettings({ ...settings, ownProgram })
    expect(await client.generation.voices()).toContainEqual({
      id: 'own:piper',
      name: 'piper',
      language: 'en-US',
      engine: 'own',
      speaks: 'word',
    })
    expect(await fill(client, asked)).toMatchObject({ made: [], failures: [{ label: 'ʃ', code: 'ENGINE_FAILED' }] })

    writeFileSync(
      script,
      `import { copyFileSync, writeFileSync } from 'node:fs'
      const [text, phoneme, out] = process.argv.slice(2)
      writeFileSync(new URL('asked.json', import.meta.url), JSON.stringify([text, phoneme]))
      copyFileSync(${JSON.stringify(tone)}, out)`,
    )
    expect(await client.queue.retry({})).toMatchObject({ failed: 0 })
    await untilIdle(client)
    expect(await client.queue.list({ limit: 9 })).toMatchObject([{ state: 'done', attempts: 1, failure: null }])
    const [spoken] = await client.sources.list({ phoneme: 'ʃ' })
    expect(spoken?.source).toMatchObject({
      voiceId: 'own:piper',
      language: 'en-US',
      metadata: { tts_engine: 'piper', text: 'she', tts_rate: '-30%', request_hash: expect.any(String) as string },
    })
    expect(existsSync(join(folder, 'asked.json'))).toBe(true)

    await client.speech.setSettings({ ...settings, ownProgram: null })
    await expect(fill(client, asked)).rejects.toMatchObject({ code: 'VOICE_UNKNOWN' })
  })

  it('tells whoever watches how the queue stands, at once and after each change', async () => {
    const { client } = await open()
    const states = await client.queue.watch()
    expect((await states.next()).value).toEqual({ paused: false, waiting: 0, running: 0, failed: 0, done: 0 })
    await client.queue.setPaused({ paused: true })
    expect((await states.next()).value).toMatchObject({ paused: true })
    await states.return?.()
  })

  it('refuses settings that cannot be, and changes nothing', async () => {
    const { client } = await open()
    const settings = await client.speech.settings()
    const wrong = [{ cacheDays: 0 }, { ratePercent: 1000 }, { ownProgram: { name: 'x', command: [] } }]
    for (const fields of wrong) {
      const { error } = await safe(client.speech.setSettings({ ...settings, ...fields } as typeof settings))
      expect(error).toMatchObject({ code: 'BAD_REQUEST' })
    }
    expect(await client.speech.settings()).toEqual(settings)
  })
})
