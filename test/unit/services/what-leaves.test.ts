import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { describe, expect, it } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import { toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

async function aStudio() {
  const folder = temporaryFolder()
  const client = createRouterClient((await studioIn(folder)).router, { context: {} })
  return { folder, client }
}
type Client = Awaited<ReturnType<typeof aStudio>>['client']

async function endOf<R>(stream: AsyncIterator<unknown, R>): Promise<R> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
  }
}

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

describe('what leaves this machine', () => {
  it('is not the voice of a speaker who withdrew, also when an editor had rejected it', async () => {
    const { client, folder } = await aStudio()
    const { source, take } = await publishOne(client)
    await client.sources.reject({ sourceId: source.id, rejected: true })
    await client.speakers.withdrawConsent({ speakerId: take.speaker.id })
    const bundle = await endOf(await client.bundles.export({ withTakes: true }))
    expect(bundle).toMatchObject({ sources: 0, leftOut: [{ data: { fault: 'consent withdrawn' } }] })
    expect(await filesIn(join(folder, bundle.path))).not.toContain('.wav')
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
    const asked = { phonemes: ['iː'], missing: true, sourceType: 'tts' as const }
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
    const asked = { phonemes: ['iː', 'ʃ'], missing: true, sourceType: 'tts' as const }
    const { made } = await endOf(await client.generation.fill(asked))
    const [lost] = made
    rmSync(join(folder, lost?.path ?? ''))
    const rows = await client.phonemes.list({})
    expect(rows.filter(({ resolution }) => resolution.rung === 'tts')).toHaveLength(1)
    const { faults } = await endOf(await client.catalog.doctor())
    expect(faults).toEqual([{ kind: 'source', id: lost?.id, path: lost?.path, reason: 'file missing' }])
  })
})
