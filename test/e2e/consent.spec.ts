import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { cutOffText, sidewaysOverflow } from './support/cut-off-text.ts'
import { openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

test('a speaker reads what they agree to in their own language, chooses a licence, and agrees', async ({}, info) => {
  const studio = await openStudioAt(info.outputPath('studio'), steppingClock('2026-11-02T09:00:00.000Z'))
  await studio.client.speakers.add({ displayName: 'Nguyễn Ánh', consent: null })
  const { page, close } = await openWindow({ address: studio.address, audited: true })
  await studioHands(page).openRoom('Settings')
  await page.getByRole('button', { name: 'Give consent' }).click()
  const dialog = page.getByRole('dialog', { name: 'Consent of Nguyễn Ánh' })
  const text = dialog.getByRole('region', { name: 'The text in full' })
  await expect(text.getByText('Without your consent nothing leaves this computer.')).toBeVisible()
  await expect(text.locator('[lang=vi]')).toHaveCount(0)

  await dialog.getByText('Tiếng Việt').click()
  await expect(text.locator('[lang=vi]')).toContainText(
    'Khi chưa có sự đồng ý của bạn, không có gì rời khỏi máy tính này.',
  )
  await expect(text.locator('[lang=en]')).toHaveCount(3)
  await dialog.getByText('Both').click()
  await expect(text.getByText('Without your consent nothing leaves this computer.')).toBeVisible()
  expect(await cutOffText(page)).toEqual([])
  expect(await sidewaysOverflow(page)).toBe(0)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await expect(dialog.getByRole('button', { name: 'Give consent' })).toBeDisabled()
  await dialog.getByRole('radio', { name: 'The course only' }).check()
  const clauses = text.locator('[aria-current=true]').first().getByRole('listitem')
  await expect(clauses).toHaveCount(8)
  await expect(clauses.first()).toBeInViewport()
  await dialog.getByRole('checkbox', { name: 'The speaker agrees' }).check()
  await dialog.getByRole('button', { name: 'Give consent' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('The course only, since 2026-11-02')).toBeVisible()
  const [speaker] = await studio.client.speakers.list()
  expect(speaker?.consent).toMatchObject({ licence: 'course', withdrawnAt: null })
  await close()
  await studio.close()
})
