import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { studioIn } from '#test/contract/doors.ts'
import { toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { aLibrary } from './a-library.ts'

async function aStudio() {
  const folder = temporaryFolder()
  const client = createRouterClient((await studioIn(folder)).router, { context: {} })
  return {
    client,
    fileOf: ({ path }: Pick<AudioSource, 'path'>) => join(folder, path ?? ''),
    speak: async (...phonemes: string[]): Promise<AudioSource[]> => {
      const how = { which: 'missing', sourceType: 'tts' } as const
      return (await endOf(await client.generation.fill({ phonemes, voices: ['espeak:en-us'], ...how }))).made
    },
    examine: async (requeue = false) => endOf(await client.catalog.doctor({ requeue })),
    untilDone: async () => {
      await expect.poll(async () => (await client.queue.state()).waiting + (await client.queue.state()).running).toBe(0)
    },
  }
}

function flipLastByte(file: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0xff
  writeFileSync(file, bytes)
}

describe('the doctor', () => {
  it('finds nothing where all is well, and names each file that is not, with the reason', async () => {
    const { examine, speak, fileOf } = await aStudio()
    const [missing, altered, cut] = (await speak('iː', 'ʃ', 'æ')) as [AudioSource, AudioSource, AudioSource]
    expect(await examine()).toMatchObject({ sources: 3, faults: [], requeued: 0, replaced: [], failures: [] })
    rmSync(fileOf(missing))
    flipLastByte(fileOf(altered))
    writeFileSync(fileOf(cut), readFileSync(fileOf(cut)).subarray(0, 200))
    const { faults } = await examine()
    const reasons = new Map(faults.map(({ id, kind, reason }) => [id, `${kind}: ${reason}`]))
    expect([missing, altered, cut].map(({ id }) => reasons.get(id))).toEqual([
      'source: file missing',
      'source: wrong hash',
      'source: wrong size',
    ])
    expect(faults).toHaveLength(3)
  })

  it('tells of a preferred source that learners do not hear, whatever keeps it from them', async () => {
    const { client, examine, speak } = await aStudio()
    const [clip] = (await speak('iː')) as [AudioSource]
    await client.sources.prefer({ phoneme: 'iː', sourceId: clip.id })
    await client.sources.reject({ sourceId: clip.id, rejected: true })
    expect((await examine()).faults).toEqual([
      {
        kind: 'phoneme',
        id: clip.phonemeId,
        path: clip.path,
        reason: 'its preferred source is passed over: rejected',
      },
    ])
  })

  it('lets the catalog be narrowed to what it found', async () => {
    const { client, examine, speak, fileOf } = await aStudio()
    const [clip] = (await speak('iː', 'ʃ')) as [AudioSource]
    rmSync(fileOf(clip))
    await examine()
    const { rows, total } = await client.sources.page({ state: 'faulty', sort: 'newest', limit: 10 })
    expect([rows.map(({ source, fault }) => [source.id, fault]), total]).toEqual([[[clip.id, 'file missing']], 1])
  })
})

describe('what can be made again', () => {
  it('is queued, made, and takes the place of the broken one; a sound one is left alone', async () => {
    const { client, examine, speak, fileOf, untilDone } = await aStudio()
    const [broken, sound] = (await speak('iː', 'ʃ')) as [AudioSource, AudioSource]
    rmSync(fileOf(broken))
    expect(await examine(true)).toMatchObject({ requeued: 1, replaced: [], failures: [], faults: [{ id: broken.id }] })
    await untilDone()
    expect(await examine(true)).toMatchObject({ requeued: 0, replaced: [broken.id], faults: [] })
    const { rows } = await client.sources.page({ sort: 'newest', limit: 10 })
    expect(rows.map(({ source }) => source.phonemeId)).toEqual([broken.phonemeId, sound.phonemeId])
    expect(await examine()).toMatchObject({ faults: [] })
  })

  it('is not a recording, and a preferred clip stays for its editor to decide on', async () => {
    const { client, examine, speak, fileOf, untilDone } = await aStudio()
    const take = await beginTake(client, 'ʃ')
    await take.append(toneIn(0.3, 0.5, 48_000))
    await client.recording.finish({ takeId: take.takeId, droppedFrames: 0 })
    const native = await client.takes.publish({ takeId: take.takeId })
    const [preferred] = (await speak('iː')) as [AudioSource]
    await client.sources.prefer({ phoneme: 'iː', sourceId: preferred.id })
    rmSync(fileOf(native))
    rmSync(fileOf(preferred))
    expect((await examine(true)).requeued).toBe(1)
    await untilDone()
    const { requeued, replaced, faults } = await examine(true)
    expect([requeued, replaced]).toEqual([0, []])
    expect(faults.map(({ kind, id }) => [kind, id])).toEqual(
      expect.arrayContaining([
        ['source', native.id],
        ['source', preferred.id],
        ['phoneme', preferred.phonemeId],
      ]),
    )
  })

  it('is not a clip that an editor rejected', async () => {
    const { client, examine, speak, fileOf } = await aStudio()
    const [clip] = (await speak('iː')) as [AudioSource]
    await client.sources.reject({ sourceId: clip.id, rejected: true })
    expect(await examine(true)).toMatchObject({ requeued: 0, replaced: [], faults: [] })
    rmSync(fileOf(clip))
    expect(await examine(true)).toMatchObject({ requeued: 0, replaced: [], faults: [{ id: clip.id }] })
  })
})

describe('the length of a source', () => {
  const atRate = 22_050

  it.each([0.009, 600.1])('is refused when it is %d s, and nothing is kept of it', async (seconds) => {
    const { add, catalog, files } = await aLibrary()
    await expect(add({}, toneIn(0, seconds, atRate))).rejects.toMatchObject({
      code: 'AUDIO_UNREADABLE',
      data: { reason: 'a source is between 0.01 s and 600 s long' },
    })
    expect([catalog.sources.count(), await files.list()]).toEqual([0, []])
  })

  it.each([0.01, 600])('may be %d s', async (seconds) => {
    const { add } = await aLibrary()
    expect((await add({}, toneIn(0, seconds, atRate))).audioDurationSeconds).toBeCloseTo(seconds, 3)
  })
})
