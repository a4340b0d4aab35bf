import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { describe, expect, it } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import { toneIn } from '#test/sounds.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

async function aStudio() {
  const folder = temporaryFolder()
  const client = createRouterClient((await studioIn(folder)).router, { context: {} })
  return { folder, client }
}
type Client = Awaited<ReturnType<typeof aStudio>>['client']

async function publishOne(client: Client) {
  const take = await beginTake(client, 'iː')
  await take.append(toneIn(0.3, 0.5, 48_000))
  await client.recording.finish({ takeId: take.takeId, droppedFrames: 0 })
  return { take, source: await client.takes.publish({ takeId: take.takeId }) }
}

async function filesIn(bundle: string): Promise<string> {
  const entries = await new ZipReader(new Uint8ArrayReader(await readFile(bundle))).getEntries()
  return entries.map(({ filename }) => filename).join('\n')
}

interface BundledCatalog {
  sources: { id: string }[]
  withdrawn: { speakerId: string; code: string; sourceIds: string[] }[]
  speakers: { id: string }[]
  sittings: { id: string }[]
  sessions: { sittingId: string | null }[]
  takes: { id: string }[]
}

async function catalogIn(bundle: string): Promise<BundledCatalog> {
  const entries = await new ZipReader(new Uint8ArrayReader(await readFile(bundle))).getEntries()
  const found = entries.find(({ filename }) => filename.endsWith('catalog.json'))
  const text = found?.directory === false ? await found.getData(new TextWriter()) : '{}'
  return JSON.parse(text) as BundledCatalog
}

describe('what leaves this machine', () => {
  it('is not the voice of a speaker who withdrew, also when an editor had rejected it', async () => {
    const { client, folder } = await aStudio()
    const { source, take } = await publishOne(client)
    await client.sources.reject({ sourceId: source.id, rejected: true })
    await client.speakers.withdrawConsent({ speakerId: take.speaker.id })
    const bundle = await endOf(await client.bundles.export({ withTakes: true }))
    const withdrawn = { data: { fault: 'consent withdrawn' } }
    const leftOut = ['SOURCE_LEFT_OUT', 'TAKES_LEFT_OUT'].map((code) => ({ code, ...withdrawn }))
    expect(bundle).toMatchObject({ sources: 0, leftOut })
    expect(await filesIn(join(folder, bundle.path))).not.toContain('.wav')
  })

  it('names the sources of a speaker who withdrew, so that whoever has them from before stops playing them', async () => {
    const { client, folder } = await aStudio()
    const { source, take } = await publishOne(client)
    const [standing, never] = [await publishOne(client), await beginTake(client, 'ʃ', null)]
    await client.speakers.withdrawConsent({ speakerId: take.speaker.id })
    const bundle = await endOf(await client.bundles.export({}))
    const { withdrawn, sources } = await catalogIn(join(folder, bundle.path))
    expect(withdrawn).toMatchObject([{ speakerId: take.speaker.id, code: take.speaker.code, sourceIds: [source.id] }])
    expect(sources.map(({ id }) => id)).toEqual([standing.source.id])
    await client.recording.discard({ takeId: never.takeId })
  })

  it('holds of the takes only those of speakers who agreed, with their sittings, and tells whose are left out', async () => {
    const { client, folder } = await aStudio()
    const agreed = await beginSitting(client)
    const { take } = await agreed.record(0)
    const others = [await beginSitting(client, { consent: null }), await beginSitting(client)]
    for (const { record } of others) for (const at of [0, 1]) await record(at)
    await client.speakers.withdrawConsent({ speakerId: others[1]?.speaker.id ?? '' })

    const bundle = await endOf(await client.bundles.export({ withTakes: true }))
    expect(bundle.leftOut).toEqual([
      { label: 'Anna', code: 'TAKES_LEFT_OUT', data: { count: 2, voiceName: 'Anna', fault: 'consent missing' } },
      { label: 'Anna', code: 'TAKES_LEFT_OUT', data: { count: 2, voiceName: 'Anna', fault: 'consent withdrawn' } },
    ])
    const { takes, sittings, sessions, speakers } = await catalogIn(join(folder, bundle.path))
    expect(takes.map(({ id }) => id)).toEqual([take.id])
    expect(sittings.map(({ id }) => id)).toEqual([agreed.sittingId])
    expect(sessions.map(({ sittingId }) => sittingId)).toEqual([agreed.sittingId])
    expect(speakers.map(({ id }) => id)).toEqual([agreed.speaker.id])
    expect((await filesIn(join(folder, bundle.path))).match(/takes\/.*\.wav/g)).toHaveLength(1)
    expect((await endOf(await client.bundles.export({}))).leftOut).toEqual([])
  })

  it('leaves out a rejected source whose file is gone, and goes on', async () => {
    const { client, folder } = await aStudio()
    const { source } = await publishOne(client)
    await client.sources.reject({ sourceId: source.id, rejected: true })
    rmSync(join(folder, source.path ?? ''))
    const bundle = await endOf(await client.bundles.export({}))
    expect(bundle).toMatchObject({ sources: 0, leftOut: [{ data: { fault: 'file missing' } }] })
  })
})

describe('a machine clip whose file was lost', () => {
  it('is made again by the next fill', async () => {
    const { client, folder } = await aStudio()
    const asked = { phonemes: ['iː'], which: 'missing' as const, sourceType: 'tts' as const }
    const { made } = await endOf(await client.generation.fill(asked))
    rmSync(join(folder, made[0]?.path ?? ''))
    expect((await client.phonemes.resolve({ phoneme: 'iː' })).sourceType).toBe('web_speech')
    expect(await endOf(await client.generation.fill(asked))).toMatchObject({ kept: 0, failures: [] })
    expect((await client.phonemes.resolve({ phoneme: 'iː' })).rung).toBe('tts')
  })
})

describe('a damaged file', () => {
  it('costs its own source and nothing else, and doctor names it', async () => {
    const { client, folder } = await aStudio()
    const asked = { phonemes: ['iː', 'ʃ'], which: 'missing' as const, sourceType: 'tts' as const }
    const { made } = await endOf(await client.generation.fill(asked))
    const [lost] = made
    rmSync(join(folder, lost?.path ?? ''))
    const rows = await client.phonemes.list({})
    expect(rows.filter(({ resolution }) => resolution.rung === 'tts')).toHaveLength(1)
    const { faults } = await endOf(await client.catalog.doctor())
    expect(faults).toEqual([{ kind: 'source', id: lost?.id, path: lost?.path, reason: 'file missing' }])
  })
})
