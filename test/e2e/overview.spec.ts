import { expect, test } from '@playwright/test'
import type { StudioClient } from '#test/support/join-studio.ts'
import { furnish, openStudioAt } from './support/furnished-studio.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

test('a bar of the overview leads to the sources that it counts', async ({}, info) => {
  let now = Date.parse('2026-10-20T10:00:00.000Z')
  const studio = await openStudioAt(
    info.outputPath('data'),
    () => new Date((now += 1000)),
    async (client) => {
      await furnish(client)
      now = Date.parse('2026-11-05T10:00:00.000Z')
      await makeAgain(client, 'm')
    },
  )
  const { page, close } = await openWindow({ address: studio.address })
  await studioHands(page).openRoom('Catalog')
  await expect(page.getByText('63 of 63 sources')).toBeVisible()
  await page.keyboard.press('o')
  const byType = page.getByRole('table', { name: 'Storage by type' })
  await byType.getByRole('link', { name: 'Generated' }).click()
  await expect(page.getByText('4 of 63 sources')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('table', { name: 'Coverage by category' })).toBeVisible()

  const months = page.getByRole('table', { name: 'When sources were made' })
  await expect(months.getByRole('row', { name: '2026-10 62' })).toBeVisible()
  await months.getByRole('link', { name: '2026-11' }).click()
  await expect(page.getByText('1 of 63 sources')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Made in' })).toHaveValue('2026-11')
  await page.getByRole('combobox', { name: 'Made in' }).click()
  await page.getByRole('option', { name: '2026-10' }).click()
  await expect(page.getByText('62 of 63 sources')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Clean up …' })).toHaveCount(1)
  await close()
  await studio.close()
})

async function makeAgain(client: StudioClient, phoneme: string): Promise<void> {
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
  const stream = await client.generation.fill({ phonemes: [phoneme], which: 'missing', sourceType: 'generated' })
  for (;;) if ((await stream.next()).done) return
}
