import { expect, test } from '@playwright/test'
import { furnish, openStudioAt } from './support/furnished-studio.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

test('TTS is made for the sources ticked, and Back leads through the filters that were set', async ({}, info) => {
  const studio = await openStudioAt(info.outputPath('data'), () => new Date(), furnish)
  const { page, close } = await openWindow({ address: studio.address })
  await studioHands(page).openRoom('Catalog')
  await expect(page.getByText('62 of 62 sources')).toBeVisible()
  await page.getByRole('combobox', { name: 'Type' }).click()
  await page.getByRole('option', { name: 'Native' }).click()
  await expect(page.getByText('15 of 62 sources')).toBeVisible()
  await expect(page).toHaveURL(/type=native/)
  await page.getByRole('checkbox', { name: /^Tick s Anna Keller/ }).check()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: 'Make TTS' })
  await dialog.getByRole('checkbox', { name: /eSpeak en-GB/ }).check()
  await dialog.getByRole('button', { name: 'Make', exact: true }).click()
  await expect(dialog.getByText('1 made, 0 left alone, 0 failed')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goBack()
  await expect(page.getByText('63 of 63 sources')).toBeVisible()
  await close()
  await studio.close()
})

test('what a clean-up would take away is shown before it goes', async ({}, info) => {
  const studio = await openStudioAt(info.outputPath('data'), () => new Date(), furnish)
  const { page, close } = await openWindow({ address: studio.address })
  await studioHands(page).openRoom('Catalog')
  await page.getByRole('button', { name: 'Clean up …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Clean up machine clips' })
  await dialog.getByRole('textbox', { name: /^Most room/ }).fill('0')
  await dialog.getByRole('button', { name: 'See what would go' }).click()
  await expect(dialog.getByText(/^47 clips would go/)).toBeVisible()
  expect(await studio.client.sources.list({})).toHaveLength(62)
  await dialog.getByRole('button', { name: 'Remove 47 clips' }).click()
  await expect(dialog.getByText(/^47 clips are gone/)).toBeVisible()
  await expect(page.getByText('15 of 15 sources')).toBeVisible()
  await close()
  await studio.close()
})
