import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { chunkOf, toneIn } from '#test/sounds.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const long = process.env['PHONEME_STUDIO_LONG'] !== undefined
const kills = long ? 200 : 20

/** What a speaker has seen on the screen, and therefore must find again. */
interface Seen {
  /** Take → the prompt of the script that it was kept for. */
  kept: Map<string, string>
  /** Where each sitting stands, or is about to stand. */
  places: Map<string, { shown: number; asked: number }>
  skipped: Map<string, string>
  /** Frames that the studio acknowledged of a take that was under way. */
  underWay: { takeId: string; frames: number } | null
  /** How many of those were salvaged. */
  salvaged: number
}

/** One scripted sitting after the other, each prompt recorded and kept or skipped, until the studio dies under it. */
async function sit(client: StudioClient, seen: Seen): Promise<never> {
  for (;;) await sitOnce(client, seen)
}

async function sitOnce(client: StudioClient, seen: Seen): Promise<void> {
  const contexts = ['isolated', 'word'] as const
  const wishes = { phonemes: ['iː', 'ʃ', 't'], contexts: [...contexts], takes: 1 }
  const { sittingId, sitting, begin } = await beginSitting(client, wishes)
  const place = { shown: 0, asked: 0 }
  seen.places.set(sittingId, place)
  for (const [at, { promptId }] of sitting.prompts.entries()) {
    if (at === 2) {
      await client.sittings.skip({ sittingId, promptId, reason: 'a cough' })
      seen.skipped.set(promptId + sittingId, sittingId)
    } else await recordAndKeep(client, seen, { begin: () => begin(at), promptId })
    if (at + 1 === sitting.prompts.length) continue
    place.asked = at + 1
    await client.sittings.goTo({ sittingId, current: at + 1 })
    place.shown = at + 1
  }
}

async function recordAndKeep(
  client: StudioClient,
  seen: Seen,
  { begin, promptId }: { begin: () => Promise<string>; promptId: string },
): Promise<void> {
  const takeId = await begin()
  seen.underWay = { takeId, frames: 0 }
  const samples = toneIn(0, 0.05, 48_000)
  for (let sequence = 0; sequence < 12; sequence += 1)
    seen.underWay.frames = (await client.recording.append({ takeId, sequence, samples: chunkOf(samples) })).frames
  await client.recording.finish({ takeId, droppedFrames: 0 })
  await client.takes.setVerdict({ takeId, verdict: 'kept' })
  seen.kept.set(takeId, promptId)
  seen.underWay = null
}

async function endOf<R>(stream: AsyncIterator<unknown, R>): Promise<R> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
  }
}

async function startAgain(folder: string) {
  const studio = await startStudio(folder)
  const { client, leave } = joinStudio(studio.address)
  const kill = async () => {
    await studio.kill()
    leave()
  }
  onTestFinished(kill)
  return { studio, client, kill }
}

async function expectNothingLost(client: StudioClient, folder: string, seen: Seen, when: string): Promise<void> {
  const takes = new Map((await client.takes.list({})).map(({ take }) => [take.id, take]))
  const isThere = ([id, promptId]: [string, string]) =>
    takes.get(id)?.verdict === 'kept' && takes.get(id)?.promptId === promptId
  const lost = [...seen.kept].filter((kept) => !isThere(kept))
  expect(lost, `kept takes that are gone (${when})`).toEqual([])
  const { takeId, frames } = seen.underWay ?? { takeId: '', frames: 0 }
  const found = takes.get(takeId)
  expect(found?.frameCount ?? 0, `frames that were acknowledged (${when})`).toBeGreaterThanOrEqual(frames)
  expect(await readdir(join(folder, 'recording')), `left over (${when})`).toEqual([])
  await expectSameSittings(client, seen, when)
  seen.salvaged += found?.salvaged ? 1 : 0
  seen.underWay = null
}

/** A sitting stands at the prompt that was last shown, or at the one that was just being asked for. */
async function expectSameSittings(client: StudioClient, seen: Seen, when: string): Promise<void> {
  for (const [sittingId, { shown, asked }] of seen.places) {
    const { current, prompts } = await client.sittings.get({ sittingId })
    expect([shown, asked], `the place in sitting ${sittingId} (${when})`).toContain(current)
    const skips = prompts.filter(({ promptId }) => seen.skipped.has(promptId + sittingId))
    expect(skips.map(({ skipped }) => skipped?.reason)).toEqual(skips.map(() => 'a cough'))
  }
  // What was found once is not looked for again: the test must not slow down as it goes.
  seen.places.clear()
}

it(`nothing kept is lost by ${kills} kills at random moments of scripted sittings, and what was under way is salvaged`, {
  timeout: kills * 10_000,
}, async () => {
  const seed = Date.now() & 0x7fff_ffff
  process.stdout.write(`kills at moments of seed ${seed}\n`)
  const folder = temporaryFolder()
  const seen: Seen = { kept: new Map(), places: new Map(), skipped: new Map(), underWay: null, salvaged: 0 }

  for (const milliseconds of fc.sample(fc.integer({ min: 0, max: 900 }), { seed, numRuns: kills })) {
    const { client, kill } = await startAgain(folder)
    await expectNothingLost(client, folder, seen, `seed ${seed}`)
    const sitting = sit(client, seen).catch(() => {})
    // The moment is what is random here: there is nothing to wait for.
    await wait(milliseconds)
    await kill()
    await sitting
  }

  const { client, studio } = await startAgain(folder)
  await expectNothingLost(client, folder, seen, `seed ${seed}`)
  const { faults } = await endOf(await client.catalog.doctor())
  expect(faults).toEqual([])
  expect(await studio.stop()).toBe(0)
  expect(seen.salvaged).toBeGreaterThan(0)
  expect(seen.kept.size).toBeGreaterThan(0)
})
