import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, it } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import { aSoundCheck } from '#test/builders.ts'
import { chunkOf, toneIn } from '#test/sounds.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

async function clientIn(folder: string): Promise<StudioClient> {
  return createRouterClient((await studioIn(folder)).router, { context: {} })
}

/** What a kill leaves of a folder in which the second prompt of a sitting is being recorded. */
async function killedInASitting() {
  const running = temporaryFolder()
  const client = await clientIn(running)
  const begun = await beginSitting(client, { soundCheck: aSoundCheck() })
  await client.sittings.goTo({ sittingId: begun.sittingId, current: 1 })
  const takeId = await begun.begin(1)
  await client.recording.append({ takeId, sequence: 0, samples: chunkOf(toneIn(0.1, 0.3, 48_000)) })
  const folder = temporaryFolder()
  cpSync(running, folder, { recursive: true })
  return { ...begun, takeId, folder, notePath: join(folder, 'recording', `${takeId}.json`) }
}

it('a take that a kill left belongs to its sitting and its prompt again', async () => {
  const { folder, sittingId, takeId } = await killedInASitting()
  const client = await clientIn(folder)
  expect(await client.sittings.get({ sittingId })).toMatchObject({ current: 1 })
  const groups = await client.sittings.review({ sittingId })
  expect(groups.map(({ context, takes }) => [context, takes.map(({ take }) => take.id)])).toEqual([
    ['isolated', []],
    ['word', [takeId]],
  ])
  expect(groups[1]?.takes[0]?.take).toMatchObject({ salvaged: true, proposedTrim: groups[1]?.takes[0]?.take.trim })
  expect(await client.sittings.list({})).toMatchObject([{ takes: 1 }])
})

it('so it does in a new catalog, after the old one was lost: the sitting is there again, with that prompt', async () => {
  const { folder, sitting, sittingId, takeId, session } = await killedInASitting()
  for (const name of readdirSync(folder).filter((each) => each.startsWith('catalog.sqlite'))) rmSync(join(folder, name))
  const client = await clientIn(folder)
  const again = await client.sittings.get({ sittingId })
  expect(again).toMatchObject({ title: 'Vowels', speakerId: sitting.speakerId, current: 0 })
  expect(again.prompts).toEqual([sitting.prompts[1]])
  const [group] = await client.sittings.review({ sittingId })
  expect(group?.takes.map(({ take }) => take.id)).toEqual([takeId])
  // The window goes on with the session that it had opened, and its sound check.
  const checked = await client.recording.setSoundCheck({ sessionId: session.id, soundCheck: session.soundCheck })
  expect(checked).toEqual(session)
})

it('a take that an earlier version left is salvaged, though its note knows of no sitting', async () => {
  const { folder, notePath, takeId } = await killedInASitting()
  const note = JSON.parse(readFileSync(notePath, 'utf8')) as {
    sidecar: { session: Record<string, unknown>; sitting?: unknown }
  }
  delete note.sidecar.sitting
  delete note.sidecar.session['sittingId']
  delete note.sidecar.session['soundCheck']
  writeFileSync(notePath, JSON.stringify(note))
  const client = await clientIn(folder)
  expect((await client.takes.list({ salvagedOnly: true })).map(({ take }) => take.id)).toEqual([takeId])
})
