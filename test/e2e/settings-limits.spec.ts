import { expect, test } from '@playwright/test'
import { beginSitting } from '#test/support/begin-sitting.ts'
import { openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { recordAll, vowelInRoom } from './support/reviewed-sitting.ts'
import { openWindow } from './support/studio-window.ts'

test('limits that are changed judge the next take; a take already made keeps its own', async ({}, info) => {
  const studio = await openStudioAt(info.outputPath('data'), steppingClock('2026-11-02T09:00:00.000Z'))
  const sitting = await beginSitting(studio.client, { contexts: ['isolated'] })
  const clear = vowelInRoom()
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
  expect(after?.checked?.findings).toContainEqual(
    expect.objectContaining({ code: 'NOISY', severity: 'look', limitDb: 70 }),
  )
  expect(after?.checked?.limits.byClass.vowel.snrLookDb).toBe(70)
  const kept = (await studio.client.takes.list({})).find(({ take }) => take.id === before?.id)
  expect(kept?.take.checked).toEqual(before?.checked)

  await page.getByRole('button', { name: 'Reset to a new studio’s' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset to a new studio’s' }).click()
  await expect(page.getByText('These are a new studio’s limits.')).toBeVisible()
  await expect(snr).toHaveValue('30')
  expect((await studio.client.settings.get()).takeLimitsChangedAt).toBeNull()
  await close()
  await studio.close()
})
