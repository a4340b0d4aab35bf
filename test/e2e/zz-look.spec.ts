import { test } from '@playwright/test'
import { furnish, openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { openWindow } from './support/studio-window.ts'

const out = '/tmp/polish/shots'
test('look', async ({}, info) => {
  test.setTimeout(300_000)
  const t0 = Date.now()
  const studio = await openStudioAt(info.outputPath('data'), steppingClock('2026-11-02T09:00:00.000Z'), furnish)
  console.log('furnished', Date.now() - t0)
  for (const scheme of ['light', 'dark'] as const) {
    const { page, close } = await openWindow({ address: studio.address, colorScheme: scheme })
    await page.getByRole('link', { name: /sheep/ }).first().waitFor()
    for (const [w, h, name] of [[1280, 800, ''], [900, 700, '-900'], [480, 800, '-480']] as const) {
      await page.setViewportSize({ width: w, height: h })
      for (const room of ['record', 'compare', 'catalog', 'bundles', 'sync', 'settings']) {
        await page.evaluate((r) => { location.hash = `#/${r}` }, room)
        await page.waitForTimeout(250)
        await page.screenshot({ path: `${out}/${room}-${scheme}${name}.png` })
      }
    }
    await close()
  }
  await studio.close()
})
