import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { icnsOf, icoOf } from './package/icon-files.ts'
import { findChromium, thisMachine } from './test/find-chromium.ts'

// Draws resources/icons/icon.svg at every size that the three platforms ask for. Run it after changing the drawing:
// node tools/bootstrap/run.mjs tools/make-icons.ts
const folder = fileURLToPath(new URL('../resources/icons', import.meta.url))
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8').replace(/ width="1024" height="1024"/, ' width="100%"')
const sizes = [16, 32, 48, 64, 128, 256, 512, 1024]

const pictures = await drawAll()
mkdirSync(join(folder, 'linux'), { recursive: true })
for (const size of sizes) writeFileSync(join(folder, 'linux', `${size}x${size}.png`), picture(size))
writeFileSync(join(folder, 'icon.png'), picture(1024))
writeFileSync(join(folder, 'icon.ico'), icoOf([16, 32, 48, 64, 128, 256].map((size) => ({ size, png: picture(size) }))))
writeFileSync(join(folder, 'icon.icns'), icnsOf(sizes.map((size) => ({ size, png: picture(size) }))))

async function drawAll(): Promise<Map<number, Buffer>> {
  const found = await findChromium(thisMachine)
  if (found.kind === 'missing') throw new Error(found.sentence)
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: found.executable, args })
  try {
    const drawn = new Map<number, Buffer>()
    for (const size of sizes) {
      const page = await browser.newPage({ viewport: { width: size, height: size } })
      await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`)
      drawn.set(size, await page.screenshot({ omitBackground: true }))
      await page.close()
    }
    return drawn
  } finally {
    await browser.close()
  }
}

function picture(size: number): Buffer {
  const png = pictures.get(size)
  if (!png) throw new Error(`Nothing was drawn at ${size} pixels.`)
  return png
}
