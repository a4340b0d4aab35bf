import { test } from '@playwright/test'
import { furnish, openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { openWindow } from './support/studio-window.ts'

const out = '/tmp/polish/shots'
test('look', async ({}, info) => {
  test.setTimeout(300_000)
  const studio = await openStudioAt(info.outputPath('data'), steppingClock('2026-11-02T09:00:00.000Z'), furnish)
  for (const scheme of (process.env.SCHEMES ?? 'light,dark').split(',') as ('light' | 'dark')[]) {
    const { page, close } = await openWindow({ address: studio.address, colorScheme: scheme })
    await page.getByRole('link', { name: /sheep/ }).first().waitFor()
    for (const [w, h, name, font] of [
      [1280, 800, '', 100],
      [900, 700, '-900', 100],
      [480, 800, '-480', 100],
      [1280, 800, '-200', 200],
    ] as const) {
      await page.setViewportSize({ width: w, height: h })
      await page.evaluate((f) => {
        document.documentElement.style.fontSize = `${f}%`
      }, font)
      for (const room of ['record', 'compare', 'catalog', 'bundles', 'sync', 'settings']) {
        await page.evaluate((r) => {
          location.hash = `#/${r}`
        }, room)
        await page.waitForTimeout(250)
        await page.screenshot({ path: `${out}/${room}-${scheme}${name}.png` })
      }
    }
    await page.evaluate(() => {
      document.documentElement.style.fontSize = ''
      location.hash = '#/record'
    })
    await page.keyboard.press('n')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${out}/d-speaker-${scheme}.png` })
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
    await page.keyboard.press('?')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${out}/d-keys-${scheme}.png` })
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
    await page.keyboard.press('Control+k')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${out}/d-finder0-${scheme}.png` })
    await page.keyboard.type('th')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${out}/d-finder-${scheme}.png` })
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
    await page.evaluate(() => {
      location.hash = '#/settings'
    })
    await page.waitForTimeout(200)
    await page.getByRole('button', { name: 'Withdraw consent' }).first().click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${out}/d-withdraw-${scheme}.png` })
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw consent' }).click()
    await page.waitForTimeout(300)
    await page.evaluate(() => {
      location.hash = '#/compare'
    })
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${out}/compare-withdrawn-${scheme}.png` })
    await page.evaluate(() => {
      location.hash = '#/bundles'
    })
    await page.waitForTimeout(200)
    await page.keyboard.press('e')
    await page.waitForTimeout(1500)
    await page.screenshot({ path: `${out}/bundles-done-${scheme}.png` })
    await page.evaluate(() => {
      location.hash = '#/record'
    })
    await page.waitForTimeout(200)
    await page.keyboard.press('u')
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${out}/record-withdrawn-${scheme}.png` })
    await page.evaluate(() => {
      location.hash = '#/record/salvaged'
    })
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${out}/salvaged-empty-${scheme}.png` })
    await page.evaluate(() => {
      location.hash = '#/settings'
    })
    await page.waitForTimeout(200)
    await page.getByRole('button', { name: 'Give consent' }).first().click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${out}/d-consent-${scheme}.png` })
    await page.getByLabel('The speaker agrees').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Give consent' }).click()
    await page.waitForTimeout(300)
    await close()
  }
  await studio.close()
})
