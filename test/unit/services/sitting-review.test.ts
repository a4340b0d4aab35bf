import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { endOf } from '#test/support/end-of.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

async function aStudio(): Promise<{ folder: string; client: StudioClient }> {
  const folder = temporaryFolder()
  return { folder, client: createRouterClient((await studioIn(folder)).router, { context: {} }) }
}

/** A sitting with a take of each of its prompts: one isolated sound and two words. */
async function aSittingDone(client: StudioClient, consent: 'CC0-1.0' | null = 'CC0-1.0') {
  const begun = await beginSitting(client, {
    phonemes: ['iː'],
    contexts: ['isolated', 'word'],
    promptsEach: 2,
    consent,
  })
  const takes = [await begun.record(0), await begun.record(2), await begun.record(3)]
  const review = () => client.sittings.review({ sittingId: begun.sittingId })
  const keys = (await review()).map(({ key }) => key)
  const publish = async () => endOf(await client.sittings.publish({ sittingId: begun.sittingId, keys }))
  return { ...begun, keys, review, publish, takeIds: takes.map(({ take }) => take.id) }
}

describe('publishing what a sitting brought', () => {
  it('fails for each without consent, and goes on once it is given; what is published is left alone', async () => {
    const { client } = await aStudio()
    const { publish, speaker, takeIds } = await aSittingDone(client, null)
    const refused = await publish()
    expect(refused.published).toEqual([])
    expect(refused.failures.map(({ label, code, data }) => [label, code, data['displayName']])).toEqual([
      ['iː', 'CONSENT_MISSING', 'Anna'],
      ['iː eat', 'CONSENT_MISSING', 'Anna'],
      ['iː sheep', 'CONSENT_MISSING', 'Anna'],
    ])

    await client.speakers.giveConsent({ speakerId: speaker.id, licence: 'CC0-1.0' })
    const { published, failures } = await publish()
    expect([published.map(({ takeId }) => takeId), failures]).toEqual([takeIds, []])
    const kept = await client.takes.list({})
    expect(kept.map(({ take, publishedSourceId }) => [take.verdict, publishedSourceId !== null])).toEqual([
      ['kept', true],
      ['kept', true],
      ['kept', true],
    ])
    expect(await publish()).toEqual({ published: [], failures: [] })
    expect(await client.sources.list({})).toHaveLength(3)
  })

  it('makes one source of a take though two windows ask at the same moment', async () => {
    const { client } = await aStudio()
    const { publish } = await aSittingDone(client)
    await Promise.all([publish(), publish()])
    expect(await client.sources.list({})).toHaveLength(3)
  })

  it('takes of several attempts at one sound the one that a person chose, also when that replaces a former one', async () => {
    const { client } = await aStudio()
    const { publish, review, record, sittingId, keys, takeIds } = await aSittingDone(client)
    await publish()
    const another = await record(1)
    const [soundKey = ''] = keys
    await client.sittings.choose({ sittingId, key: soundKey, takeId: another.take.id })
    expect((await publish()).published.map(({ takeId }) => takeId)).toEqual([another.take.id])
    const { resolution, counts } = await client.phonemes.get({ phoneme: 'iː' })
    expect([resolution.source?.takeId, counts.native]).toEqual([another.take.id, 1])
    expect((await review())[0]?.takes.map(({ take }) => take.id)).toEqual([takeIds[0], another.take.id])
  })

  it('never takes a rejected one: a choice that was rejected afterwards is none, and nothing may be left', async () => {
    const { client } = await aStudio()
    const { publish, review, sittingId, keys, takeIds } = await aSittingDone(client)
    const [soundKey = ''] = keys
    const [takeId = ''] = takeIds
    await client.sittings.choose({ sittingId, key: soundKey, takeId })
    await client.takes.setVerdict({ takeId, verdict: 'rejected' })
    expect((await review())[0]).toMatchObject({ chosenTakeId: null, proposed: null })
    expect((await publish()).failures).toEqual([{ label: 'iː', code: 'NOTHING_TO_PUBLISH', data: {} }])
    const choosing = client.sittings.choose({ sittingId, key: soundKey, takeId })
    await expect(choosing).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    await client.takes.setVerdict({ takeId, verdict: 'new' })
    expect((await review())[0]?.chosenTakeId).toBe(takeId)
  })

  it('costs a damaged take its own source only', async () => {
    const { client, folder } = await aStudio()
    const { publish, takeIds } = await aSittingDone(client)
    const damaged = (await client.takes.list({})).find(({ take }) => take.id === takeIds[1])
    writeFileSync(join(folder, damaged?.take.path ?? ''), 'this is no sound any more')
    const { published, failures } = await publish()
    expect(published.map(({ takeId }) => takeId)).toEqual([takeIds[0], takeIds[2]])
    expect(failures).toMatchObject([{ label: 'iː eat', code: 'AUDIO_UNREADABLE' }])
  })

  it('ends where nobody listens any more, with what was made until then', async () => {
    const { client } = await aStudio()
    const { sittingId, keys } = await aSittingDone(client)
    const stream = await client.sittings.publish({ sittingId, keys })
    await stream.next()
    await stream.next()
    await stream.return?.()
    expect(await client.sources.list({})).toHaveLength(1)
  })
})
