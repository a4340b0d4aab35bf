import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const long = process.env['PHONEME_STUDIO_LONG'] !== undefined
const kills = long ? 200 : 20

/** What a speaker has seen on the screen, and therefore must find again. */
interface Seen {
  kept: Set<string>
  /** Frames that the studio acknowledged of a take that was under way. */
  underWay: { takeId: string; frames: number } | null
  /** How many of those were salvaged. */
  salvaged: number
}

/** Records and keeps one take after the other, until the studio dies under it. */
async function sit(client: StudioClient, seen: Seen): Promise<never> {
  const first = await beginTake(client, 'iː')
  let take: { takeId: string; append: typeof first.append } = first
  const chunk = toneIn(0, 0.05, 48_000)
  for (;;) {
    const { takeId } = take
    seen.underWay = { takeId, frames: 0 }
    for (let sent = 0; sent < 12; sent += 1) seen.underWay.frames = (await take.append(chunk)).frames
    await client.recording.finish({ takeId, droppedFrames: 0 })
    await client.takes.setVerdict({ takeId, verdict: 'kept' })
    seen.kept.add(takeId)
    seen.underWay = null
    take = await first.another()
  }
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
  const lost = [...seen.kept].filter((id) => takes.get(id)?.verdict !== 'kept')
  expect(lost, `kept takes that are gone (${when})`).toEqual([])
  const { takeId, frames } = seen.underWay ?? { takeId: '', frames: 0 }
  const found = takes.get(takeId)
  expect(found?.frameCount ?? 0, `frames that were acknowledged (${when})`).toBeGreaterThanOrEqual(frames)
  expect(await readdir(join(folder, 'recording')), `left over (${when})`).toEqual([])
  seen.salvaged += found?.salvaged ? 1 : 0
  seen.underWay = null
}

it(`nothing kept is lost by ${kills} kills at random moments, and what was under way is salvaged`, {
  timeout: kills * 10_000,
}, async () => {
  const seed = Date.now() & 0x7fff_ffff
  process.stdout.write(`kills at moments of seed ${seed}\n`)
  const folder = temporaryFolder()
  const seen: Seen = { kept: new Set(), underWay: null, salvaged: 0 }

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
