import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDefinedError, safe } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { chunkOf, chunksOf, toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import type { StudioClient } from './doors.ts'
import { doors, studioIn } from './doors.ts'

async function endOf<Y, R>(stream: AsyncIterator<Y, R>, onStep: (step: Y) => void = () => {}): Promise<R> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
    onStep(step.value)
  }
}

async function recordTake(client: StudioClient, symbol: string, samples: Float32Array, consent?: null) {
  const { takeId, append, phoneme, speaker } = await beginTake(client, symbol, consent)
  for (const chunk of chunksOf(samples, 4800)) await append(chunk)
  return { phoneme, speaker, view: await client.recording.finish({ takeId, droppedFrames: 0 }) }
}

describe.each(doors)('the studio through $door', ({ join: enter }) => {
  const open = async () => {
    const folder = temporaryFolder()
    const client = await enter(await studioIn(folder))
    return { folder, client }
  }

  it('shows 44 phonemes, 24 consonants, 12 monophthongs and 8 diphthongs', async () => {
    const { client } = await open()
    const [rows, categories] = await Promise.all([client.phonemes.list({}), client.phonemes.categories()])
    const typeOf = new Map(categories.map(({ id, categoryType }) => [id, categoryType]))
    const counts = Object.groupBy(rows, ({ phoneme }) => typeOf.get(phoneme.categoryId) ?? 'none')
    expect([rows.length, counts.consonant?.length, counts.vowel?.length, counts.diphthong?.length]).toEqual([
      44, 24, 12, 8,
    ])
    expect(rows.every(({ resolution }) => resolution.sourceType === 'web_speech')).toBe(true)
  })

  it.each([
    ['i:', 'iː'],
    ['/iː/', 'iː'],
    ['ɡ', 'ɡ'],
    ['g', 'ɡ'],
    ['ɹ', 'r'],
    ['e', 'ɛ'],
  ])('finds %s as %s', async (query, ipaSymbol) => {
    const { client } = await open()
    expect((await client.phonemes.get({ phoneme: query })).phoneme.ipaSymbol).toBe(ipaSymbol)
  })

  it('tells of an unknown phoneme by a declared error with what was asked', async () => {
    const { client } = await open()
    const { error } = await safe(client.phonemes.get({ phoneme: 'xyz' }))
    expect(isDefinedError(error) && error.code === 'PHONEME_UNKNOWN' && error.data).toEqual({ query: 'xyz' })
  })

  it('records a take chunk by chunk, publishes it, prefers it, and then the rule picks it', async () => {
    const { client, folder } = await open()
    const samples = toneIn(0.3, 0.5, 48_000)
    const { view, phoneme, speaker } = await recordTake(client, 'iː', samples)
    expect(view.take).toMatchObject({
      frameCount: samples.length,
      sampleRateHz: 48_000,
      salvaged: false,
      verdict: 'new',
    })
    expect(view.waveform.frameCount).toBe(samples.length)

    const written = await decodeAudio(await readFile(join(folder, view.take.path)))
    const worst = samples.reduce(
      (most, sample, at) => Math.max(most, Math.abs(sample - (written.channels[0]?.[at] ?? 9))),
      0,
    )
    expect(worst).toBeLessThanOrEqual(2 ** -24)

    const source = await client.takes.publish({ takeId: view.take.id })
    expect(source).toMatchObject({
      sourceType: 'native',
      voiceId: speaker.code,
      phonemeId: phoneme.id,
      takeId: view.take.id,
    })
    const row = await client.sources.prefer({ phoneme: 'iː', sourceId: source.id, reason: 'clear and short' })
    expect(row.resolution).toMatchObject({ rung: 'preferred', status: 'success', source: { id: source.id } })
    const choice = { sourceId: source.id, decidedBy: 'editor', reason: 'clear and short' }
    expect(await client.sources.choice({ phoneme: 'iː' })).toMatchObject(choice)
    expect(row.counts).toEqual({ native: 1, tts: 0, generated: 0, takes: 1 })
  })

  it('moves the preference to the take that replaces a preferred native, and keeps both takes', async () => {
    const { client } = await open()
    const first = await beginTake(client, 'iː')
    await first.append(toneIn(0.3, 0.5, 48_000))
    await client.recording.finish({ takeId: first.takeId, droppedFrames: 0 })
    const published = await client.takes.publish({ takeId: first.takeId })
    await client.sources.prefer({ phoneme: 'iː', sourceId: published.id })

    const second = await first.another()
    await second.append(toneIn(0.3, 0.7, 48_000))
    await client.recording.finish({ takeId: second.takeId, droppedFrames: 0 })
    const again = await client.takes.publish({ takeId: second.takeId })

    const { resolution, counts } = await client.phonemes.get({ phoneme: 'iː' })
    expect(resolution).toMatchObject({ rung: 'preferred', source: { id: again.id, takeId: second.takeId } })
    expect(await client.sources.choice({ phoneme: 'iː' })).toMatchObject({ sourceId: published.id, reason: null })
    await client.sources.prefer({ phoneme: 'iː', sourceId: null })
    expect(await client.sources.choice({ phoneme: 'iː' })).toBeNull()
    expect(counts).toMatchObject({ native: 1, takes: 2 })
  })

  it('publishes nothing without consent, and resolves nothing once consent is withdrawn', async () => {
    const { client } = await open()
    const { view, speaker } = await recordTake(client, 'ʃ', toneIn(0.3, 0.5, 48_000), null)
    const { error } = await safe(client.takes.publish({ takeId: view.take.id }))
    expect(isDefinedError(error) && error.code).toBe('CONSENT_MISSING')
    await client.speakers.giveConsent({ speakerId: speaker.id, licence: 'CC0-1.0' })
    await client.takes.publish({ takeId: view.take.id })
    expect((await client.phonemes.resolve({ phoneme: 'ʃ' })).sourceType).toBe('native')
    await client.speakers.withdrawConsent({ speakerId: speaker.id })
    const answer = await client.phonemes.resolve({ phoneme: 'ʃ' })
    expect(answer.sourceType).toBe('web_speech')
    expect(answer.ladder).toContainEqual(
      expect.objectContaining({ passedOver: { reason: 'fault', fault: 'consent withdrawn' } }),
    )
  })

  it('makes TTS that says where it came from, once while it is valid', async () => {
    const { client } = await open()
    const asked = { phonemes: ['iː', 'ɒ'], which: 'missing' as const, sourceType: 'tts' as const }
    const progress: string[] = []
    const { made, failures } = await endOf(await client.generation.fill(asked), ({ done, total }) => {
      progress.push(`${done}/${total}`)
    })
    expect(failures).toEqual([])
    expect(made.map((source: AudioSource) => source.language)).toEqual(['en-US', 'en-GB'])
    expect(made[0]?.voiceId).toBe('espeak:en-us')
    expect(made[0]?.metadata).toMatchObject({
      tts_engine: 'espeak-ng',
      engine_version: expect.stringMatching(/^\d/) as string,
      mnemonic: "'i:",
      spoken_ipa: 'ˈiː',
      tts_rate: '-30%',
      tts_pitch: '0%',
      request_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
    expect(new Set(progress)).toEqual(new Set(['0/2', '1/2', '2/2']))
    expect(progress).toEqual(progress.toSorted())
    expect(await endOf(await client.generation.fill(asked))).toMatchObject({ made: [], kept: 2 })
    expect((await client.phonemes.resolve({ phoneme: 'iː' })).rung).toBe('tts')
  })

  it('refuses a voice that does not have the phoneme, with the reason, and goes on with the others', async () => {
    const { client } = await open()
    const stream = await client.generation.fill({
      phonemes: ['ɒ', 'iː'],
      voices: ['espeak:en-us'],
      which: 'missing' as const,
      sourceType: 'tts',
    })
    const { made, failures } = await endOf(stream)
    expect(made).toHaveLength(1)
    expect(failures).toEqual([
      {
        label: 'ɒ',
        code: 'VOICE_LACKS_PHONEME',
        data: { voiceId: 'espeak:en-us', ipaSymbol: 'ɒ', voices: 'espeak:en-gb-x-rp' },
      },
    ])
  })

  it('names the voices that there are when it is asked for one that is not', async () => {
    const { client } = await open()
    const stream = await client.generation.fill({
      voices: ['espeak:klingon'],
      which: 'missing' as const,
      sourceType: 'tts',
    })
    await expect(endOf(stream)).rejects.toMatchObject({
      code: 'VOICE_UNKNOWN',
      defined: true,
      data: { known: expect.arrayContaining(['espeak:en-us']) },
    })
  })

  it('tells whoever listens that the catalog changed', async () => {
    const { client } = await open()
    const changes = await client.studio.changes()
    const next = changes.next()
    await client.speakers.add({ displayName: 'Bình', consent: null })
    expect((await next).done).toBe(false)
    await changes.return?.()
  })

  it('writes a chunk once though it is sent twice, and puts chunks that overtook each other in order', async () => {
    const { client, folder } = await open()
    const { takeId } = await beginTake(client, 'iː')
    const samples = toneIn(0.1, 0.3, 48_000)
    const chunks = [...chunksOf(samples, 4800)].map((chunk, sequence) => ({
      takeId,
      sequence,
      samples: chunkOf(chunk),
    }))
    const [first, second, third, ...rest] = chunks as [(typeof chunks)[0], (typeof chunks)[0], (typeof chunks)[0]]
    await Promise.all([third, second, first, second].map((chunk) => client.recording.append(chunk)))
    for (const chunk of rest) await client.recording.append(chunk)
    const { take } = await client.recording.finish({ takeId, droppedFrames: 0 })
    const written = await decodeAudio(await readFile(join(folder, take.path)))
    expect(written.frameCount).toBe(samples.length)
    expect(written.channels[0]?.every((sample, at) => Math.abs(sample - (samples[at] ?? 9)) <= 2 ** -24)).toBe(true)
  })

  it('says which chunk was due when one is missing', async () => {
    const { client } = await open()
    const { takeId } = await beginTake(client, 'iː')
    const samples = chunkOf(new Float32Array(480))
    const { error } = await safe(client.recording.append({ takeId, sequence: 500, samples }))
    expect(isDefinedError(error) && error.code === 'CHUNK_OUT_OF_ORDER' && error.data).toEqual({
      takeId,
      expected: 0,
      received: 500,
    })
    await client.recording.discard({ takeId })
  })

  it('records without a gap while ten progress streams run', async () => {
    const { client, folder } = await open()
    const watching = await Promise.all(Array.from({ length: 5 }, () => client.studio.changes()))
    const steps: string[] = []
    const fills = Array.from({ length: 5 }, async () =>
      endOf(await client.generation.fill({ which: 'all' as const, sourceType: 'generated' }), ({ label }) =>
        steps.push(label),
      ),
    )
    const samples = toneIn(0.5, 1, 48_000)
    const { view } = await recordTake(client, 'uː', samples)
    const made = await Promise.all(fills)
    expect(steps.length).toBeGreaterThan(5 * 44)
    expect(made.every(({ failures }) => failures.length === 0)).toBe(true)
    const written = await decodeAudio(await readFile(join(folder, view.take.path)))
    expect(written.channels[0]?.every((sample, at) => Math.abs(sample - (samples[at] ?? 9)) <= 2 ** -24)).toBe(true)
    expect(written.frameCount).toBe(samples.length)
    for (const stream of watching) await stream.return?.()
  })

  it('counts a play when playback starts, and never when a source is looked up', async () => {
    const { client } = await open()
    await endOf(await client.generation.fill({ phonemes: ['iː'], which: 'missing' as const, sourceType: 'tts' }))
    const { source } = await client.phonemes.resolve({ phoneme: 'iː' })
    const sourceId = source?.id ?? ''
    const playId = crypto.randomUUID()
    await client.sources.list({ phoneme: 'iː' })
    const [before] = await client.sources.list({ phoneme: 'iː' })
    expect(before?.cacheRecord).toMatchObject({ usageCount: 0, lastAccessedAt: null })
    expect(await client.sources.played({ playId, sourceId })).toEqual({ usageCount: 1 })
    expect(await client.sources.played({ playId, sourceId })).toEqual({ usageCount: 1 })
    expect(await client.sources.played({ playId: crypto.randomUUID(), sourceId })).toEqual({ usageCount: 2 })
  })

  it('exports one file, and leaves no half file when nobody waits for it', async () => {
    const { client, folder } = await open()
    await endOf(await client.generation.fill({ phonemes: ['iː', 'ʃ'], which: 'missing' as const, sourceType: 'tts' }))
    const abandoned = await client.bundles.export({})
    await abandoned.next()
    await abandoned.return?.()
    await expect.poll(() => readdir(join(folder, 'exports'))).toEqual([])

    const bundle = await endOf(await client.bundles.export({}))
    expect(bundle).toMatchObject({ sources: 2, leftOut: [] })
    const bytes = await readFile(join(folder, bundle.path))
    expect(bytes.length).toBe(bundle.sizeBytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(bundle.sha256)
    expect(await readdir(join(folder, 'exports'))).toHaveLength(1)
  })
})
