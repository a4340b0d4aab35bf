import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { Take } from '#shared/entities/take.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { beginSitting } from '#test/support/begin-sitting.ts'
import type { FurnishedStudio } from './support/furnished-studio.ts'
import { openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { openReview, recordAll, vowelInRoom } from './support/reviewed-sitting.ts'
import { openWindow } from './support/studio-window.ts'

const monday = '2026-11-02T09:00:00.000Z'
const clear = vowelInRoom()
const noisier = vowelInRoom({ room: 0.0008 })
const clipped = vowelInRoom({ peak: 1.6 })

const openStudio = (info: TestInfo) => openStudioAt(info.outputPath('data'), steppingClock(monday))

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

test('the clearer take is proposed and says why; a person’s choice stands instead, and can be taken back', async ({}, info) => {
  const studio = await openStudio(info)
  const sitting = await beginSitting(studio.client, { contexts: ['isolated'] })
  const [, second] = await recordAll(sitting, [
    [0, noisier],
    [0, clear],
    [0, clipped],
  ])
  const review = async () => (await studio.client.sittings.review({ sittingId: sitting.sittingId }))[0]
  const { page, groups, inHand, close } = await openReview(studio, sitting.sittingId)

  await expect(groups.getByText(/☆ Take 2: best SNR: 5\d dB, next 4\d\./)).toBeVisible()
  await expect(groups.getByRole('listitem').filter({ hasText: 'take 3 of iː' }).last()).toContainText('clipped')
  await expect(inHand.getByText('take 2 of 3')).toBeVisible()
  expect((await review())?.proposed?.takeId).toBe(second?.id)

  await page.keyboard.press('1')
  await expect(groups.getByText(/★ Take 1, chosen by hand\. Proposed was take 2: best SNR/)).toBeVisible()
  await page.reload()
  await expect(groups.getByText(/★ Take 1, chosen by hand/)).toBeVisible()
  await expect(inHand.getByText('take 1 of 3')).toBeVisible()

  await page.keyboard.press('Enter')
  await expect(groups.getByText(/☆ Take 2: best SNR/)).toBeVisible()
  await expect.poll(async () => (await review())?.chosenTakeId).toBeNull()

  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Delete')
  await expect(inHand.getByRole('button', { name: 'Reject' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('1')
  await expect(groups.getByText(/☆ Take 2/)).toBeVisible()
  await expect
    .poll(async () => (await review())?.takes.map(({ take }) => take.verdict))
    .toEqual(['rejected', 'new', 'new'])
  await close()
  await studio.close()
})

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

  await page.keyboard.press('Escape')
  await page.keyboard.press('u')
  await expect(page.getByText('1 source is published.')).toBeVisible()
  expect(await publishedSamples(studio, 'iː')).toEqual(clear.slice(dragged.startFrame, dragged.endFrame))

  await page.keyboard.press('t')
  await page.keyboard.press('Backspace')
  await expect.poll(trim).toEqual(proposedTrim)
  await expect(inHand.getByText('What is published has the earlier marks.')).toBeHidden()
  await page.keyboard.press('[')
  await page.keyboard.press('End')
  await expect(inHand.getByText(/The start mark leaves out \d+ ms of the sound/)).toBeVisible()
  await expect(inHand.getByText('What is published has the earlier marks.')).toBeVisible()
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

test('what is good enough is published in one step; what is missing can be recorded again', async ({}, info) => {
  const studio = await openStudio(info)
  const sitting = await beginSitting(studio.client, { phonemes: ['iː', 'ɪ', 'e'] })
  const [, , third, fourth] = await recordAll(sitting, [
    [0, clear],
    [1, clear],
    [2, clipped],
    [3, clear],
    [4, clear],
  ])
  await studio.client.takes.setVerdict({ takeId: fourth?.id ?? '', verdict: 'rejected' })
  const { page, groups, close } = await openReview(studio, sitting.sittingId)
  await expect(
    page.getByText('6 groups · 4 with a best take · 0 chosen by hand · 2 missing · 0 published'),
  ).toBeVisible()

  await page.keyboard.press('u')
  await expect(page.getByText('3 sources are published.')).toBeVisible()
  await expect(
    page.getByText('6 groups · 4 with a best take · 0 chosen by hand · 2 missing · 3 published'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveAttribute('aria-disabled', 'true')
  expect(
    (await studio.client.sources.list({ sourceType: 'native' })).map(({ source }) => source.context).toSorted(),
  ).toEqual(['isolated', 'isolated', 'word'])

  await page.getByRole('button', { name: 'Bad only' }).click()
  await expect(groups.getByRole('button', { name: 'take 1 of ɪ' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('1')
  await page.keyboard.press('Shift+u')
  await expect(page.getByText('1 source is published.')).toBeVisible()
  expect((await studio.client.sources.list({ phoneme: 'ɪ' })).map(({ source }) => source.takeId)).toContain(third?.id)

  await page.getByRole('button', { name: 'Missing' }).click()
  await expect(groups.getByText('✕ No usable take')).toBeVisible()
  await expect(groups.getByText('✕ No take yet')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('r')
  await expect(page).toHaveURL(new RegExp(`#/record/sitting/${sitting.sittingId}$`))
  expect((await studio.client.sittings.get({ sittingId: sitting.sittingId })).current).toBe(5)

  await page.goBack()
  await expect(page.getByRole('button', { name: 'Missing' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'End sitting' }).click()
  await expect(page.getByRole('button', { name: 'Open again' })).toBeVisible()
  expect((await studio.client.sittings.get({ sittingId: sitting.sittingId })).endedAt).not.toBeNull()
  await close()
  await studio.close()
})

test('a file that is gone stops no other, and is listed with its reason', async ({}, info) => {
  const studio = await openStudio(info)
  const sitting = await beginSitting(studio.client)
  const [gone] = await recordAll(sitting, [
    [0, clear],
    [1, clear],
  ])
  await rm(join(studio.folder, gone?.path ?? ''))
  const { page, close } = await openReview(studio, sitting.sittingId)
  await page.keyboard.press('u')
  await expect(page.getByText('1 source is published.')).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('1 was not published.')
  await expect(page.getByRole('alert').getByRole('listitem')).toContainText(
    `The file ${gone?.path ?? ''} could not be read`,
  )
  await close()
  await studio.close()
})

test('without consent nothing is published, and is told; given, it is', async ({}, info) => {
  const studio = await openStudio(info)
  const sitting = await beginSitting(studio.client, { consent: null })
  await recordAll(sitting, [
    [0, clear],
    [1, clear],
  ])
  const { page, close } = await openReview(studio, sitting.sittingId)
  await expect(page.getByText('Anna has not given consent. Takes can be heard and chosen')).toBeVisible()
  await page.keyboard.press('u')
  await expect(page.getByText('Anna has not given consent, so 2 takes were not published.')).toBeVisible()
  expect(await studio.client.sources.list({})).toEqual([])

  await page.keyboard.press('g')
  const dialog = page.getByRole('dialog', { name: 'Consent of Anna' })
  await dialog.getByLabel('The speaker agrees').check()
  await dialog.getByRole('button', { name: 'Give consent' }).click()
  await expect(page.getByText('Anna has given consent now.')).toBeVisible()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await expect(page.getByText('2 sources are published.')).toBeVisible()
  expect(await studio.client.sources.list({ sourceType: 'native' })).toHaveLength(2)
  await close()
  await studio.close()
})

test('limits that are changed judge the next take; a take already made keeps its own', async ({}, info) => {
  const studio = await openStudio(info)
  const sitting = await beginSitting(studio.client, { contexts: ['isolated'] })
  const [before] = await recordAll(sitting, [[0, clear]])
  expect(before?.checked?.verdict).toBe('good')
  const { page, close } = await openWindow({ address: `${studio.address}&to=/settings` })

  await page.keyboard.press('l')
  await expect(page.getByText('These are a new studio’s limits.')).toBeVisible()
  const snr = page.getByLabel('Vowel: Look: SNR below, dB')
  await snr.fill('200')
  await expect(page.getByText('From 0 to 140')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save limits' })).toHaveAttribute('aria-disabled', 'true')
  await snr.fill('70')
  await expect(page.getByText('new studio: 30')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('l')
  await expect(page.getByText('1 change is not saved yet.')).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(page.getByText('1 limit is this studio’s own, since 2026-11-02.')).toBeVisible()

  const [after] = await recordAll(sitting, [[0, clear]])
  expect(after?.checked?.findings).toMatchObject([{ code: 'NOISY', severity: 'look', limitDb: 70 }])
  expect(after?.checked?.limits.byClass.vowel.snrLookDb).toBe(70)
  expect((await takeOf(studio, before?.id ?? '')).checked).toEqual(before?.checked)

  await page.getByRole('button', { name: 'Reset to a new studio’s' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset to a new studio’s' }).click()
  await expect(page.getByText('These are a new studio’s limits.')).toBeVisible()
  await expect(snr).toHaveValue('30')
  expect((await studio.client.settings.get()).takeLimitsChangedAt).toBeNull()
  await close()
  await studio.close()
})
