import { expect, test } from 'vitest'
import { type Download, watchDownload } from '../../../tools/start/watch-download.ts'

const silenceMs = 20_000

/** A download whose clock moves a second at each look; `bytesAt` says how much is there then. */
function pretend(bytesAt: (second: number) => number, finished: Download['finished'] = new Promise(() => {})) {
  let second = 0
  let stoppedAtSecond: number | undefined
  const download: Download = {
    bytesSoFar: async () => bytesAt((second += 1)),
    finished,
    stop: () => {
      stoppedAtSecond = second
    },
  }
  const watched = watchDownload(download, { silenceMs, everyMs: 0, now: () => second * 1000 })
  return { watched, stoppedAtSecond: () => stoppedAtSecond }
}

test('a server that sends nothing is given up after 20 seconds', async () => {
  const { watched, stoppedAtSecond } = pretend(() => 0)
  expect(await watched).toEqual({ kind: 'missing', reason: 'no byte came within 20 seconds' })
  expect(stoppedAtSecond()).toBe(20)
})

test('a slow download is waited for as long as it moves', async () => {
  const { watched, stoppedAtSecond } = pretend((second) => Math.floor(Math.min(second, 300) / 19))
  expect(await watched).toMatchObject({ kind: 'missing' })
  expect(stoppedAtSecond()).toBeGreaterThan(300)
})

test('bytes that move on into another folder count as progress', async () => {
  const { watched, stoppedAtSecond } = pretend((second) => (second < 15 ? 1000 : 0))
  await watched
  expect(stoppedAtSecond()).toBe(35)
})

test('a refusal is told at once, with its reason', async () => {
  const { watched, stoppedAtSecond } = pretend(() => 0, Promise.resolve({ kind: 'failed', reason: 'fetch failed' }))
  expect(await watched).toEqual({ kind: 'missing', reason: 'fetch failed' })
  expect(stoppedAtSecond()).toBeUndefined()
})

test('a finished download is here', async () => {
  expect(await pretend(() => 5, Promise.resolve({ kind: 'ended' })).watched).toEqual({ kind: 'here' })
})
