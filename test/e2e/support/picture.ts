import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

const images = fileURLToPath(new URL('../../../docs/guide/images/', import.meta.url))

/**
 * The guide's picture of what is shown, of a studio on that data folder; written only where that is asked for, so that a
 * test run changes no file.
 */
export async function picture(page: Page, name: string, folder: string): Promise<void> {
  if (process.env['PHONEME_STUDIO_SCREENSHOTS'] !== '1') return
  await page.evaluate('document.fonts.ready')
  await mkdir(images, { recursive: true })
  await page.evaluate(hidePlace, folder)
  await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled', caret: 'hide' })
}

declare const document: { querySelectorAll: (selector: string) => Iterable<{ textContent: string | null }> }

/** Where the test keeps its data is nobody's business. */
function hidePlace(folder: string): void {
  for (const element of document.querySelectorAll('bdi, dd'))
    if (element.textContent === folder) element.textContent = '~/Phoneme Studio'
}
