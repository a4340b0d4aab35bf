import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { Take } from '#shared/entities/take.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import type { FurnishedStudio } from './support/furnished-studio.ts'
import { openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { picture } from './support/picture.ts'
import { openReview, recordAll, vowelInRoom } from './support/reviewed-sitting.ts'

const clear = vowelInRoom()

const openStudio = (info: TestInfo) => openStudioAt(info.outputPath('data'), steppingClock('2026-11-02T09:00:00.000Z'))

async function takeOf({ client }: FurnishedStudio, takeId: string): Promise<Take> {
  const view = (await client.takes.list({})).find(({ take }) => take.id === takeId)
  if (!view) throw new Error(`no take ${takeId}`)
  return view.take
}

/** The samples of the one source that is published of a phoneme. */
async function publishedSamples({ client, folder }: FurnishedStudio, phoneme: string): Promise<Float32Array> {
  const [view] = await client.sources.list({ phoneme, sourceType: 'native' })
  const { channels } = await decodeAudio(await readFile(join(folder, view?.source.path ?? '')))
  return channels[0] ?? new Float32Array()
}

const mark = (page: Page, name: 'Start mark' | 'End mark') => page.getByRole('slider', { name })

test('marks are moved by mouse and by keys; what is published is those frames, and reset brings them back', async ({}, info) => {
  const studio = await openStudio(info)
  const sitting = await beginSitting(studio.client, { contexts: ['isolated'] })
  const [take] = await recordAll(sitting, [[0, clear]])
  const { id = '', proposedTrim = { startFrame: 0, endFrame: 0 }, frameCount = 0 } = take ?? {}
  const trim = async () => (await takeOf(studio, id)).trim
  const { page, inHand, close } = await openReview(studio, sitting.sittingId)

  await page.keyboard.press('t')
  await page.keyboard.press('[')
  await expect(mark(page, 'Start mark')).toBeFocused()
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press(']')
  await page.keyboard.press('ArrowLeft')
  const byKeys = { startFrame: proposedTrim.startFrame + 13 * 48, endFrame: proposedTrim.endFrame - 48 }
  await expect.poll(trim).toEqual(byKeys)
  await expect(mark(page, 'End mark')).toHaveAttribute('aria-valuetext', `${(byKeys.endFrame / 48_000).toFixed(3)} s`)

  const lane = page.getByLabel('Waveform of take 1 of iː, as near as it is looked at')
  const wide = (await lane.boundingBox())?.width ?? 0
  const handle = await mark(page, 'End mark').boundingBox()
  const [x, y] = [(handle?.x ?? 0) + 10, (handle?.y ?? 0) + 40]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 30, y, { steps: 5 })
  await page.mouse.move(x - 60, y, { steps: 5 })
  expect(await trim()).toEqual(byKeys)
  await page.mouse.up()
  await expect.poll(async () => (await trim()).endFrame).toBeLessThan(byKeys.endFrame)
  const dragged = await trim()
  expect(dragged.startFrame).toBe(byKeys.startFrame)
  expect(((byKeys.endFrame - dragged.endFrame) / frameCount) * wide).toBeCloseTo(60, 0)
  await picture(page, 'sitting-review', studio.folder)

  await page.keyboard.press('Escape')
  await page.keyboard.press('u')
  await expect(page.getByText('1 source is published.')).toBeVisible()
  expect(await publishedSamples(studio, 'iː')).toEqual(clear.slice(dragged.startFrame, dragged.endFrame))

  await page.keyboard.press('t')
  await page.keyboard.press('Backspace')
  await expect.poll(trim).toEqual(proposedTrim)
  await expect(inHand.getByText('What is published has the earlier marks.')).toBeVisible()
  await page.keyboard.press('[')
  await page.keyboard.press('End')
  await expect(inHand.getByText(/The start mark leaves out \d+ ms of the sound/)).toBeVisible()
  await expect.poll(async () => (await trim()).startFrame).toBe(proposedTrim.endFrame - 240)
  await page.keyboard.press('Backspace')
  await expect.poll(trim).toEqual(proposedTrim)
  await page.keyboard.press('u')
  await expect
    .poll(async () => (await publishedSamples(studio, 'iː')).length)
    .toBe(proposedTrim.endFrame - proposedTrim.startFrame)
  expect(await readFile(join(studio.folder, take?.path ?? ''))).toHaveLength(take?.fileSizeBytes ?? 0)
  await close()
  await studio.close()
})

test('a close look shows single samples, and a part is heard from mark to mark', async ({}, info) => {
  const studio = await openStudio(info)
  const sitting = await beginSitting(studio.client, { contexts: ['isolated'] })
  await recordAll(sitting, [[0, clear]])
  const { page, inHand, close } = await openReview(studio, sitting.sittingId)
  await page.keyboard.press('t')
  await page.keyboard.press(']')
  await expect(mark(page, 'End mark')).toBeFocused()
  const before = await mark(page, 'End mark').boundingBox()
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('+')
  expect(await mark(page, 'End mark').boundingBox()).toEqual(before)
  await page.mouse.move(700, (before?.y ?? 0) + 40)
  await page.mouse.wheel(0, -2000)
  await page.keyboard.press('ArrowLeft')
  const after = await mark(page, 'End mark').boundingBox()
  expect((before?.x ?? 0) - (after?.x ?? 0)).toBeGreaterThan(40)

  await expect(inHand.getByRole('button', { name: 'Play between the marks' })).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Space')
  await expect(inHand.getByRole('button', { name: 'Stop' })).toBeVisible()
  await expect(inHand.getByRole('button', { name: 'Play between the marks' })).toBeVisible()
  await page.keyboard.press('.')
  await expect(inHand.getByRole('button', { name: 'Stop' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(mark(page, 'End mark')).toBeHidden()
  await page.keyboard.press('p')
  await expect(inHand.getByRole('button', { name: 'Stop' })).toBeVisible()
  await expect(inHand.getByRole('button', { name: 'Play take' })).toBeVisible()
  await close()
  await studio.close()
})
