import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, it, onTestFinished } from 'vitest'
import { newCacheRecord, withPlay } from '#shared/entities/cache-record.ts'
import { aPhonemeId, times } from '#test/builders.ts'
import { aLibrary } from './a-library.ts'

const countPlays = fileURLToPath(new URL('programs/count-plays.ts', import.meta.url))

it('however plays arrive, the catalog counts as the cache record says', async () => {
  const { add, catalog } = await aLibrary()
  const time = fc.constantFrom(times.earlier, times.now, times.later)
  await fc.assert(
    fc.asyncProperty(fc.array(time, { maxLength: 6 }), async (played) => {
      const clip = await add()
      for (const at of played)
        catalog.write(() => catalog.plays.count({ id: v7(), sourceId: clip.id, deviceId: catalog.deviceId, at }))
      expect(catalog.sources.cacheRecord(clip.id)).toEqual(played.reduce(withPlay, newCacheRecord(clip)))
    }),
    { numRuns: 25 },
  )
})

it('plays that two processes count at the same moment are both counted, every one', { timeout: 60_000 }, async () => {
  const { add, root, plays, catalog } = await aLibrary()
  const clip = await add()
  const each = 150
  const args = [countPlays, join(root, 'catalog.sqlite'), clip.id, String(each)]
  const others = [1, 2].map(() => spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] }))
  onTestFinished(() => others.forEach((other) => other.kill('SIGKILL')))
  await Promise.all(others.map((other) => once(other.stdout, 'data')))
  const ended = Promise.all(others.map((other) => once(other, 'exit')))
  for (const other of others) other.stdin.write('go\n')
  // Each in a turn of its own, so that all three are at it together.
  for (let play = 0; play < each; play += 1) {
    plays.count(v7(), clip.id)
    await new Promise(setImmediate)
  }
  expect(await ended).toEqual([
    [0, null],
    [0, null],
  ])
  expect(catalog.sources.cacheRecord(clip.id)?.usageCount).toBe(3 * each)
  expect(catalog.figures.by('phoneme')).toMatchObject([{ key: aPhonemeId, plays: 3 * each }])
})
