import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import { toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { endOf } from '#test/support/end-of.ts'
import { aVersion1Bundle } from '#test/support/a-version-1-bundle.ts'
import { goodPayload, bundleOf } from '#test/support/good-bundle.ts'
import { bundleOfStudio, sendBundle, takeOver } from '#test/support/send-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

async function aStudio() {
  const folder = temporaryFolder()
  const client = createRouterClient((await studioIn(folder)).router, { context: {} })
  return {
    folder,
    client,
    bundle: (options = {}) => bundleOfStudio(client, folder, options).then(({ bytes }) => bytes),
  }
}
type Studio = Awaited<ReturnType<typeof aStudio>>

async function publishOne({ client }: Studio) {
  const take = await beginTake(client, 'iː')
  await take.append(toneIn(0.3, 0.5, 48_000))
  await client.recording.finish({ takeId: take.takeId, droppedFrames: 0 })
  return { take, source: await client.takes.publish({ takeId: take.takeId }) }
}

/** The native that is played; where there is none, a machine's voice may come to be. */
async function heard({ client }: Studio): Promise<string | undefined> {
  const { source, sourceType } = await client.phonemes.resolve({ phoneme: 'iː' })
  return sourceType === 'native' ? source?.id : undefined
}

describe('consent that was withdrawn elsewhere', { timeout: 60_000 }, () => {
  it('silences that speaker here at once, and no older bundle brings the voice back', async () => {
    const [mine, theirs] = [await aStudio(), await aStudio()]
    const { source, take } = await publishOne(mine)
    const older = await mine.bundle({ withTakes: true })
    await takeOver(theirs.client, older)
    expect(await heard(theirs)).toBe(source.id)

    await mine.client.speakers.withdrawConsent({ speakerId: take.speaker.id })
    await takeOver(theirs.client, await mine.bundle())
    expect(await heard(theirs)).toBeUndefined()
    await takeOver(theirs.client, older)
    expect(await heard(theirs)).toBeUndefined()
    const passedOn = await endOf(await theirs.client.bundles.export({ withTakes: true }))
    expect(passedOn).toMatchObject({ takes: 0 })
    expect(passedOn.leftOut.map(({ data }) => data.fault)).toContain('consent withdrawn')

    // A studio that heard of the withdrawal only takes nothing of theirs in, either.
    const third = await aStudio()
    await takeOver(third.client, await theirs.bundle())
    const { refused } = await takeOver(third.client, older)
    expect(refused.map(({ code }) => code)).toContain('MERGE_CONSENT_WITHDRAWN')
    expect(await heard(third)).toBeUndefined()
    // It was given again, by somebody who knew.
    await mine.client.speakers.giveConsent({ speakerId: take.speaker.id, licence: 'CC0-1.0' })
    await takeOver(theirs.client, await mine.bundle())
    expect(await heard(theirs)).toBe(source.id)
  })
})

describe('consent that is withdrawn while a bundle is being written', { timeout: 60_000 }, () => {
  it('ends it: nothing of that speaker leaves', async () => {
    const mine = await aStudio()
    const { take } = await publishOne(mine)
    const exporting = await mine.client.bundles.export({})
    await exporting.next()
    await mine.client.speakers.withdrawConsent({ speakerId: take.speaker.id })
    await expect(endOf(exporting)).rejects.toMatchObject({
      code: 'BUNDLE_NOT_WRITTEN',
      data: { reason: expect.stringContaining('withdrew consent while it was being written') as string },
    })
    expect(readdirSync(join(mine.folder, 'exports'))).toEqual([])
  })
})

describe('a sound that came in', { timeout: 60_000 }, () => {
  it('is drawn and published like one that was made here', async () => {
    const [mine, theirs] = [await aStudio(), await aStudio()]
    const { take } = await publishOne(mine)
    await takeOver(theirs.client, await mine.bundle({ withTakes: true }))
    const { takeId } = take
    expect((await theirs.client.takes.waveform({ takeId })).peaksBase64).not.toBe('')
    const again = await theirs.client.takes.publish({ takeId })
    expect(await heard(theirs)).toBe(again.id)
    // Its newer native stands here, too, and the file of the former goes with its row.
    const { refused } = await takeOver(mine.client, await theirs.bundle())
    expect(refused).toEqual([])
    expect(await heard(mine)).toBe(again.id)
    expect((await endOf(await mine.client.catalog.doctor())).faults).toEqual([])
  })
})

describe('a bundle of another version', () => {
  it('that the former release wrote comes in', async () => {
    const mine = await aStudio()
    const { source } = await publishOne(mine)
    const old = await aVersion1Bundle(await mine.bundle({ withTakes: true }))
    const theirs = await aStudio()
    expect(await takeOver(theirs.client, old)).toMatchObject({ imported: true, refused: [] })
    expect(await heard(theirs)).toBe(source.id)
  })

  it('that is newer is refused with a sentence', async () => {
    const { client } = await aStudio()
    const payload = goodPayload()
    const document = JSON.parse(payload.get('catalog.json')?.toString() ?? '') as object
    payload.set('catalog.json', Buffer.from(JSON.stringify({ ...document, version: 3 })))
    const uploadId = await sendBundle(client, bundleOf(payload))
    await expect(client.bundles.import({ uploadId }).then(endOf)).rejects.toMatchObject({
      code: 'BUNDLE_REFUSED',
      data: { first: 'It was made by a newer studio (catalog version 3). Update this studio to read it.' },
    })
  })
})
