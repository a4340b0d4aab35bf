import { isDefinedError, safe } from '@orpc/client'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { aSoundCheck, anInput } from '#test/builders.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { doors, studioIn } from './doors.ts'

async function codeOf(call: Promise<unknown>) {
  const { error } = await safe(call)
  return isDefinedError(error) ? (error as { code: string }).code : error
}

describe.each(doors)('sittings through $door', ({ join: enter }) => {
  const open = async () => enter(await studioIn(temporaryFolder()))

  it('begins one sitting though it is asked for twice, with the prompts as the inventory has them', async () => {
    const client = await open()
    const { asked, sitting } = await beginSitting(client, { takes: 3 })
    expect(sitting).toMatchObject({ title: 'Vowels', mode: 'one-key', current: 0, endedAt: null })
    expect(sitting.prompts.map(({ context, text, takesWanted }) => [context, text, takesWanted])).toEqual([
      ['isolated', '/iː/ as in eat', 3],
      ['word', 'eat', 3],
    ])
    expect(await client.sittings.start({ ...asked, mode: 'hands-free' })).toEqual(sitting)
    expect(await client.sittings.list({})).toHaveLength(1)
  })

  it('goes on where it was left: the prompt, the mode, what was skipped and why', async () => {
    const client = await open()
    const { sittingId, sitting } = await beginSitting(client)
    await client.sittings.goTo({ sittingId, current: 1 })
    await client.sittings.setMode({ sittingId, mode: 'hands-free' })
    const promptId = sitting.prompts[0]?.promptId ?? ''
    await client.sittings.skip({ sittingId, promptId, reason: ' a cough ' })
    const left = await client.sittings.get({ sittingId })
    expect(left).toMatchObject({ current: 1, mode: 'hands-free' })
    expect(left.prompts.map(({ skipped }) => skipped?.reason)).toEqual(['a cough', undefined])
    const again = await client.sittings.skip({ sittingId, promptId, reason: null })
    expect(again.prompts.map(({ skipped }) => skipped)).toEqual([null, null])
  })

  it('is listed with how far it has come, and among the open ones until it is ended', async () => {
    const client = await open()
    const { sittingId, sitting, speaker, record } = await beginSitting(client, { takes: 2 })
    const [first, second] = [await record(0), await record(0)]
    await client.takes.setVerdict({ takeId: second.take.id, verdict: 'rejected' })
    await client.sittings.skip({ sittingId, promptId: sitting.prompts[1]?.promptId ?? '', reason: '' })
    const [counted] = await client.sittings.list({ speakerId: speaker.id })
    expect(counted).toMatchObject({ speakerName: 'Anna', prompts: 2, done: 1, takes: 1 })
    await record(0)
    expect(await client.sittings.list({})).toMatchObject([{ done: 2, takes: 2 }])
    expect((await client.takes.list({ sittingId })).map(({ take }) => take.id)).toContain(first.take.id)

    await client.sittings.setEnded({ sittingId, ended: true })
    expect(await client.sittings.list({ openOnly: true })).toEqual([])
    await client.sittings.setEnded({ sittingId, ended: false })
    expect(await client.sittings.list({ openOnly: true })).toHaveLength(1)
    expect(await client.sittings.list({ speakerId: v7() })).toEqual([])
  })

  it('reviews its takes in the order of the prompts, and publishes what is chosen or else proposed', async () => {
    const client = await open()
    const { sittingId, sitting, record } = await beginSitting(client, { promptsEach: 2 })
    const [isolated, isolatedToo, word] = [await record(0), await record(1), await record(2)]
    const groups = await client.sittings.review({ sittingId })
    const [soundKey, wordKey, otherWordKey] = groups.map(({ key }) => key) as [string, string, string]
    expect(groups.map(({ context, prompts, takes }) => [context, prompts.length, takes.length])).toEqual([
      ['isolated', 2, 2],
      ['word', 1, 1],
      ['word', 1, 0],
    ])
    expect(soundKey).toBe(sitting.prompts[0]?.phonemeId)
    expect(groups.map(({ proposed }) => proposed?.reason.code)).toEqual(['NEWEST', 'ONLY_TAKE', undefined])
    expect(groups[0]?.takes.map(({ take }) => take.id)).toEqual([isolated.take.id, isolatedToo.take.id])

    await client.sittings.choose({ sittingId, key: soundKey, takeId: isolated.take.id })
    expect((await client.sittings.review({ sittingId }))[0]?.chosenTakeId).toBe(isolated.take.id)
    const steps: string[] = []
    const keys = [soundKey, wordKey, otherWordKey]
    const { published, failures } = await endOf(
      await client.sittings.publish({ sittingId, keys }),
      ({ done, total, label }) => steps.push(`${done}/${total} ${label}`),
    )
    expect(published.map(({ takeId, context }) => [takeId, context])).toEqual([
      [isolated.take.id, 'isolated'],
      [word.take.id, 'word'],
    ])
    expect(failures).toEqual([{ label: 'iː sheep', code: 'NOTHING_TO_PUBLISH', data: {} }])
    expect(steps).toEqual(['0/3 iː', '1/3 iː eat', '2/3 iː sheep', '3/3 '])

    await client.sittings.choose({ sittingId, key: soundKey, takeId: null })
    expect((await client.sittings.review({ sittingId }))[0]?.chosenTakeId).toBeNull()
  })

  it('refuses what it does not know, by declared errors', async () => {
    const client = await open()
    const { asked, sittingId, script, record } = await beginSitting(client)
    const { take } = await record(0)
    const [line] = script.lines
    const start = (fields: object) => client.sittings.start({ ...asked, sittingId: v7(), ...fields })
    const startWith = (fields: object) => start({ script: { title: 'x', lines: [{ ...line, ...fields }] } })
    const session = { speakerId: asked.speakerId, input: anInput }
    const other = await client.speakers.add({ displayName: 'Bo', consent: null })
    expect({
      sitting: await codeOf(client.sittings.get({ sittingId: v7() })),
      review: await codeOf(client.sittings.review({ sittingId: v7() })),
      speaker: await codeOf(start({ speakerId: v7() })),
      phoneme: await codeOf(startWith({ phonemeId: v7() })),
      prompt: await codeOf(startWith({ promptId: v7() })),
      context: await codeOf(startWith({ context: 'word' })),
      twice: await codeOf(start({ script: { title: 'x', lines: [line, line] } })),
      beyond: await codeOf(client.sittings.goTo({ sittingId, current: 2 })),
      skipped: await codeOf(client.sittings.skip({ sittingId, promptId: v7(), reason: '' })),
      key: await codeOf(client.sittings.choose({ sittingId, key: v7(), takeId: null })),
      keyTake: await codeOf(
        client.sittings.choose({ sittingId, key: script.lines[1]?.promptId ?? '', takeId: take.id }),
      ),
      session: await codeOf(client.recording.openSession({ ...session, sittingId: v7() })),
      voice: await codeOf(client.recording.openSession({ ...session, speakerId: other.id, sittingId })),
      check: await codeOf(client.recording.setSoundCheck({ sessionId: v7(), soundCheck: null })),
    }).toEqual({
      sitting: 'SITTING_UNKNOWN',
      review: 'SITTING_UNKNOWN',
      speaker: 'SPEAKER_UNKNOWN',
      phoneme: 'PHONEME_UNKNOWN',
      prompt: 'WRONG_VALUE',
      context: 'WRONG_VALUE',
      twice: 'WRONG_VALUE',
      beyond: 'WRONG_VALUE',
      skipped: 'WRONG_VALUE',
      key: 'WRONG_VALUE',
      keyTake: 'TAKE_MISSING',
      session: 'SITTING_UNKNOWN',
      voice: 'WRONG_VALUE',
      check: 'SESSION_UNKNOWN',
    })
    expect(await client.sittings.list({})).toHaveLength(1)
  })

  it('keeps the sound check with the session, and takes it back', async () => {
    const client = await open()
    const { session, sittingId } = await beginSitting(client, { soundCheck: aSoundCheck() })
    expect(session).toMatchObject({ sittingId, noiseFloorDbfs: -70, soundCheck: aSoundCheck() })
    const louder = aSoundCheck({ noiseFloorDbfs: -50 })
    const changed = await client.recording.setSoundCheck({ sessionId: session.id, soundCheck: louder })
    expect(changed).toEqual({ ...session, noiseFloorDbfs: -50, soundCheck: louder })
    const without = await client.recording.setSoundCheck({ sessionId: session.id, soundCheck: null })
    expect(without).toEqual({ ...session, noiseFloorDbfs: null, soundCheck: null })
  })

  it('goes back to the marks that were proposed, whatever they were moved to', async () => {
    const client = await open()
    const { record } = await beginSitting(client)
    const { take } = await record(0)
    expect(take.proposedTrim).toEqual(take.trim)
    const takeId = take.id
    const moved = await client.takes.setTrim({ takeId, trim: { startFrame: 100, endFrame: 200 } })
    expect(moved).toMatchObject({ trim: { startFrame: 100, endFrame: 200 }, proposedTrim: take.trim })
    expect((await client.takes.resetTrim({ takeId })).trim).toEqual(take.trim)
    expect(await codeOf(client.takes.resetTrim({ takeId: v7() }))).toBe('TAKE_MISSING')
  })
})
