import { expect, test } from '@playwright/test'
import { furnish, openStudioAt } from './support/furnished-studio.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

test('a bar of the overview leads to the sources that it counts', async ({}, info) => {
  const studio = await openStudioAt(info.outputPath('data'), () => new Date(), furnish)
  const { page, close } = await openWindow({ address: studio.address })
  await studioHands(page).openRoom('Catalog')
  await expect(page.getByText('62 of 62 sources')).toBeVisible()
  await page.keyboard.press('o')
  const byType = page.getByRole('table', { name: 'Storage by type' })
  await byType.getByRole('link', { name: 'Generated' }).click()
  await expect(page.getByText('3 of 62 sources')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('table', { name: 'Coverage by category' })).toBeVisible()
  await close()
  await studio.close()
})
