import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { cutOffText, sidewaysOverflow } from '../e2e/support/cut-off-text.ts'
import type { FurnishedStudio } from '../e2e/support/furnished-studio.ts'
import { openStudioAt, steppingClock } from '../e2e/support/furnished-studio.ts'
import { growSitting, openReview, recordAll, vowelInRoom } from '../e2e/support/reviewed-sitting.ts'
import { temporaryFolder } from '../e2e/support/temporary-folder.ts'

const monday = '2026-11-02T09:00:00.000Z'
const clear = vowelInRoom()
const noisier = vowelInRoom({ room: 0.0008 })
const clipped = vowelInRoom({ peak: 1.6 })

test('four hundred groups of three takes are gone through like ten', async ({}, info) => {
  const folder = info.outputPath('large')
  const small = await openStudioAt(folder, steppingClock(monday))
  const sitting = await beginSitting(small.client, { contexts: ['isolated'] })
  const [take] = await recordAll(sitting, [[0, clear]])
  await small.close()
  growSitting(folder, sitting.sittingId, take?.id ?? '', 400)
  const studio = await openStudioAt(folder, steppingClock(monday))
  const { page, groups, inHand, close } = await openReview(studio, sitting.sittingId)
  await expect(page.getByText('401 groups · 401 with a best take')).toBeVisible()
  expect(await groups.getByRole('heading', { level: 2 }).count()).toBeLessThan(30)
  await page.keyboard.press('End')
  await expect(groups.getByText('word 400')).toBeInViewport()
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowUp')
  await expect(groups.getByText('word 380')).toBeInViewport()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('k')
  await expect(inHand.getByRole('button', { name: 'Keep' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('2')
  await page.getByRole('button', { name: 'Needs a choice' }).click()
  await expect(page.getByText('1 chosen by hand')).toBeVisible()
  await page.keyboard.press('Home')
  await expect(groups.getByText('word 1', { exact: true })).toBeInViewport()
  await page.keyboard.press('n')
  await expect(groups.getByText('word 2', { exact: true })).toBeInViewport()
  expect(
    await groups
      .getByRole('listitem')
      .filter({ has: page.getByRole('figure') })
      .count(),
  ).toBeLessThan(120)
  await close()
  await studio.close()
})

const sizes = [
  { name: 'a laptop, dark', viewport: { width: 1280, height: 800 }, percent: 100, colorScheme: 'dark' },
  { name: 'a large screen', viewport: { width: 1920, height: 1080 }, percent: 100, colorScheme: 'light' },
  { name: 'a narrow window', viewport: { width: 480, height: 800 }, percent: 100, colorScheme: 'light' },
  { name: 'text twice as large', viewport: { width: 1280, height: 800 }, percent: 200, colorScheme: 'light' },
] as const

test.describe('review and limits', () => {
  let studio: FurnishedStudio
  let sittingIds: [full: string, empty: string]

  test.beforeAll(async () => {
    studio = await openStudioAt(temporaryFolder(), steppingClock(monday))
    const title = 'Buổi thu âm thứ hai mươi ba của những nguyên âm đôi thật khó nói dành cho người học'
    const displayName = 'Nguyễn Phước Quý Thị Trường Khương Thượng Huyền Trâm, bút danh Ngưỡng Vọng Miền Thượng Nguồn'
    const sitting = await beginSitting(studio.client, { phonemes: ['iː', 'ɪ'], title, displayName, consent: null })
    await recordAll(sitting, [
      [0, noisier],
      [0, clear],
      [0, clipped],
      [1, clipped],
    ])
    sittingIds = [sitting.sittingId, (await beginSitting(studio.client)).sittingId]
  })
  test.afterAll(() => studio.close())

  for (const { name, viewport, percent, colorScheme } of sizes) {
    test(`fit, and shut nobody out: ${name}`, async () => {
      const [full, empty] = sittingIds
      const { page, close } = await openReview(studio, full, { viewport, colorScheme, audited: true })
      await page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`)
      const looked = async (place: string) => {
        expect.soft(await cutOffText(page), place).toEqual([])
        expect.soft(await sidewaysOverflow(page), place).toBe(0)
        await expectOpenToAll(page, place)
      }
      await expect(page.getByRole('figure').first()).toBeVisible()
      await looked('the groups')
      await page.keyboard.press('u')
      await expect(page.getByRole('alert')).toBeVisible()
      await page.keyboard.press('t')
      await expect(page.getByRole('slider', { name: 'Start mark' })).toBeInViewport()
      await looked('the marks')
      await page.goto(`${new URL(studio.address).origin}/#/record/review/${empty}`)
      await expect(page.getByRole('heading', { name: 'Nothing recorded in this sitting yet' })).toBeVisible()
      await looked('an empty sitting')
      await page.goto(`${new URL(studio.address).origin}/#/settings/limits`)
      await page.getByLabel('Look: the loudest sample is above, dBFS').fill('7')
      await expect(page.getByText('From −140 to 0')).toBeVisible()
      await looked('limits')
      await close()
    })
  }
})

async function expectOpenToAll(page: Page, place: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect
    .soft(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      place,
    )
    .toEqual([])
}
