import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { expect, it, onTestFinished } from 'vitest'
import type { Inventory } from '#shared/entities/inventory.ts'
import { fillInventory } from '#studio/services/fill-inventory.ts'
import { readInventory } from '#studio/services/read-inventory.ts'
import { studioIn } from '#test/contract/doors.ts'
import { anInput, times } from '#test/builders.ts'
import { chunkOf, toneIn } from '#test/sounds.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { catalogIn } from '../catalog/a-catalog.ts'
import { english } from '../inventory/faulty-english.ts'

const shipped = readInventory(english, 'english.json')

/** A newer version of what is shipped. */
function newer(change: (inventory: Inventory) => Partial<Inventory>): Inventory {
  return { ...shipped, version: shipped.version + 1, ...change(structuredClone(shipped)) }
}

/** Brings an inventory into the catalog of a folder, beside the studio that has it open. */
function fillInto(folder: string, inventory: Inventory): void {
  const catalog = catalogIn(folder)
  onTestFinished(() => catalog.close())
  fillInventory(catalog, inventory, times.later)
}

async function aSitting() {
  const folder = temporaryFolder()
  const client: StudioClient = createRouterClient((await studioIn(folder)).router, { context: {} })
  return { folder, client, ...(await beginSitting(client, { contexts: ['word'], promptsEach: 2 })) }
}

const wordsOf = async (client: StudioClient) => {
  const asked = { title: 'x', phonemes: ['iː'], contexts: ['word' as const], promptsEach: 3, takes: 1 }
  return (await client.scripts.build({ ...asked, order: 'inventory' })).lines.map(({ promptId }) => promptId)
}

it('a newer inventory words its prompts anew, in its own order, and adds what is new', async () => {
  const { folder, client } = await aSitting()
  const before = await wordsOf(client)
  const added = v7()
  const inventory = newer(({ prompts, phonemes }) => ({
    prompts: [
      ...prompts.filter(({ id }) => !before.includes(id)),
      { id: added, phonemeId: phonemes[0]?.id ?? '', context: 'word', text: 'green' },
      ...prompts.filter(({ id }) => before.includes(id)).toReversed(),
    ],
    phonemes: phonemes.map((phoneme) => ({ ...phoneme, mouthPicture: { svg: '<svg/>', alt: 'A mouth' } })),
  }))
  fillInto(folder, inventory)
  expect(await wordsOf(client)).toEqual([added, ...before.toReversed()].slice(0, 3))
  const { phoneme } = await client.phonemes.get({ phoneme: 'iː' })
  expect(phoneme.mouthPicture).toEqual({ svg: '<svg/>', alt: 'A mouth' })
  fillInto(folder, { ...inventory, version: inventory.version + 1, phonemes: shipped.phonemes })
  expect((await client.phonemes.get({ phoneme: 'iː' })).phoneme).toMatchObject({
    mouthPicture: shipped.phonemes[0]?.mouthPicture,
  })
})

it('a prompt that is dropped is asked for no more, but a sitting that was begun goes on with it as it was', async () => {
  const { folder, client, sitting, sittingId, record } = await aSitting()
  const [, askedOnly] = sitting.prompts
  const { take } = await record(0)
  const dropped = new Set(sitting.prompts.map(({ promptId }) => promptId))
  fillInto(
    folder,
    newer(({ prompts }) => ({ prompts: prompts.filter(({ id }) => !dropped.has(id)) })),
  )
  expect((await wordsOf(client)).filter((id) => dropped.has(id))).toEqual([])
  expect((await client.sittings.get({ sittingId })).prompts).toEqual(sitting.prompts)
  const another = await record(1)
  expect(another.take.promptId).toBe(askedOnly?.promptId)
  const groups = await client.sittings.review({ sittingId })
  expect(groups.map(({ takes }) => takes.map((view) => view.take.id))).toEqual([[take.id], [another.take.id]])
})

it('a take that was made one by one keeps the prompt that the inventory has no more', async () => {
  const { folder, client, speaker } = await aSitting()
  const [, , promptId = ''] = await wordsOf(client)
  const { phoneme } = await client.phonemes.get({ phoneme: 'iː' })
  const session = await client.recording.openSession({ speakerId: speaker.id, input: anInput })
  const asked = { takeId: v7(), sessionId: session.id, phonemeId: phoneme.id, promptId, input: anInput }
  await client.recording.begin({ ...asked, context: 'word' })
  await client.recording.append({ takeId: asked.takeId, sequence: 0, samples: chunkOf(toneIn(0, 0.1, 48_000)) })
  await client.recording.finish({ takeId: asked.takeId, droppedFrames: 0 })
  fillInto(
    folder,
    newer(({ prompts }) => ({ prompts: prompts.filter(({ id }) => id !== promptId) })),
  )
  expect(await wordsOf(client)).not.toContain(promptId)
  expect(await client.takes.list({})).toMatchObject([{ take: { id: asked.takeId, promptId } }])
})

it('a dropped prompt that nothing refers to is gone, and an older inventory changes nothing', async () => {
  const { folder, client } = await aSitting()
  const before = await wordsOf(client)
  fillInto(folder, { ...shipped, prompts: [], version: shipped.version })
  expect(await wordsOf(client)).toEqual(before)
  fillInto(
    folder,
    newer(({ prompts }) => ({ prompts: prompts.filter(({ id }) => id !== before[2]) })),
  )
  const catalog = catalogIn(folder)
  onTestFinished(() => catalog.close())
  const { id = '' } = shipped.phonemes[0] ?? {}
  expect(catalog.prompts.everOf(id).map((prompt) => prompt.id)).not.toContain(before[2])
  expect(catalog.prompts.everOf(id)).toHaveLength(8)
})
