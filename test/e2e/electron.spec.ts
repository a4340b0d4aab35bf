import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { studioCommand } from '#test/support/studio-process.ts'
import { installedElectron } from '../../tools/start/electron-runtime.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const runtime = installedElectron(root)
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

test.skip(runtime === undefined, 'no Electron runtime')
test.skip(!hasDisplay, 'no display for the Electron window')

let folder: string
let app: ElectronApplication
let page: Page

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phoneme-studio-'))
  const asRoot = process.getuid?.() === 0
  app = await _electron.launch({
    cwd: root,
    ...(runtime !== undefined && { executablePath: runtime }),
    args: ['.', '--data', folder, '--use-fake-device-for-media-stream', ...(asRoot ? ['--no-sandbox'] : [])],
  })
  page = await app.firstWindow()
  await expect(page.getByText('sheep').first()).toBeVisible()
})

test.afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the window has the studio, and none of Node', async () => {
  expect(page.url()).toMatch(/^app:\/\/studio\//)
  const kinds = 'require process module Buffer'.split(' ').map((name) => `typeof globalThis.${name}`)
  const seen = await page.evaluate<unknown[]>(`[globalThis.phonemeStudioDoor, ${kinds.join(', ')}]`)
  expect(seen).toEqual(['desktop', 'undefined', 'undefined', 'undefined', 'undefined'])
})

test('the microphone is allowed, and the camera, the place and other pages are not', async () => {
  const ask = (wish: object) =>
    page.evaluate(
      `navigator.mediaDevices.getUserMedia(${JSON.stringify(wish)}).then(() => 'allowed', (error) => error.name)`,
    )
  const asked = {
    microphone: await ask({ audio: true }),
    camera: await ask({ video: true }),
    both: await ask({ audio: true, video: true }),
    window: await page.evaluate(`window.open('https://example.com/') === null ? 'refused' : 'allowed'`),
  }
  expect(asked).toEqual({
    microphone: 'allowed',
    camera: 'NotAllowedError',
    both: 'NotAllowedError',
    window: 'refused',
  })
  await page.evaluate(`void (location.href = 'https://example.com/')`)
  await expect(page.getByText('sheep').first()).toBeVisible()
  expect(page.url()).toMatch(/^app:\/\/studio\//)
})

test('the command line joins it, and closing leaves nothing behind', async () => {
  expect(existsSync(join(folder, 'studio.json'))).toBe(true)
  expect(await studioCommand(folder, 'phonemes')).toHaveLength(44)
  await app.close()
  await expect.poll(() => readdirSync(folder).filter((name) => /^studio\.|-wal$|-shm$/.test(name))).toEqual([])
})
