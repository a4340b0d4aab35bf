import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestInfo } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { openReview, recordAll, vowelInRoom } from './support/reviewed-sitting.ts'

const clear = vowelInRoom()
const noisier = vowelInRoom({ room: 0.0008 })
const clipped = vowelInRoom({ peak: 1.6 })

const openStudio = (info: TestInfo) => openStudioAt(info.outputPath('data'), steppingClock('2026-11-02T09:00:00.000Z'))

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
  await expect(groups.getByText('no sound check')).toHaveCount(3)
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
  await expect(groups.getByRole('button', { name: 'take 1 of ɪ', exact: true })).toHaveAttribute('aria-pressed', 'true')
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
  await expect(page.getByRole('button', { name: 'End sitting' })).toBeVisible()
  await page.keyboard.press('Shift+e')
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
