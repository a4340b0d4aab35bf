import { expect, it, onTestFinished } from 'vitest'
import { aSoundCheck } from '#test/builders.ts'
import { chunkOf, toneIn } from '#test/sounds.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio, studioCommand } from '#test/support/studio-process.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

async function start(folder: string) {
  const studio = await startStudio(folder)
  onTestFinished(() => studio.kill())
  const { client, leave } = joinStudio(studio.address)
  onTestFinished(leave)
  return { studio, client }
}

it('a sitting goes on after a kill where it was left: its prompt, its takes, and the one under way at its prompt', async () => {
  const folder = temporaryFolder()
  const { studio, client } = await start(folder)
  const begun = await beginSitting(client, { phonemes: ['iː', 'ʃ'], soundCheck: aSoundCheck(), takes: 1 })
  const { sittingId, sitting } = begun
  const kept = await begun.record(0)
  await client.takes.setVerdict({ takeId: kept.take.id, verdict: 'kept' })
  await client.sittings.skip({ sittingId, promptId: sitting.prompts[1]?.promptId ?? '', reason: 'a cough' })
  await client.sittings.goTo({ sittingId, current: 2 })
  const takeId = await begun.begin(2)
  const { frames } = await client.recording.append({ takeId, sequence: 0, samples: chunkOf(toneIn(0.2, 0.4, 48_000)) })
  const before = await client.sittings.get({ sittingId })
  await studio.kill()

  const again = await start(folder)
  const after = await again.client.sittings.get({ sittingId })
  expect(after).toMatchObject({ ...before, updatedAt: expect.any(String) })
  expect(after.current).toBe(2)
  const groups = await again.client.sittings.review({ sittingId })
  expect(
    groups.map(({ takes }) => takes.map(({ take: { id, verdict, salvaged } }) => [id, verdict, salvaged])),
  ).toEqual([[[kept.take.id, 'kept', false]], [], [[takeId, 'new', true]], []])
  expect(groups[2]?.takes[0]?.take.frameCount).toBe(frames)
  // One recorded, one skipped, one salvaged.
  expect(await again.client.sittings.list({ openOnly: true })).toMatchObject([{ done: 3, prompts: 4, takes: 2 }])
  expect(await again.studio.stop()).toBe(0)
  expect(await studioCommand(folder, 'sittings', '--open')).toMatchObject([{ id: sittingId, done: 3 }])
  expect(await studioCommand(folder, 'doctor')).toMatchObject({ faults: [], takes: 2 })
})
