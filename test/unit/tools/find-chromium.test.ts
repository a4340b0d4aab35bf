import { expect, test } from 'vitest'
import { findChromium, type Machine } from '../../../tools/test/find-chromium.ts'

const own = '/home/me/.cache/ms-playwright/chrome'

function machineWith(files: string[], machine: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    exists: (file) => files.includes(file),
    playwrightOwn: async () => own,
    ...machine,
  }
}

const found = (executable: string) => ({ kind: 'found', executable })

test('the one that a person names goes before every other', async () => {
  const env = { PATH: '/usr/bin', PHONEME_STUDIO_CHROMIUM: '/opt/c' }
  expect(await findChromium(machineWith(['/opt/c', '/usr/bin/chromium'], { env }))).toEqual(found('/opt/c'))
})

test('a named one that is not there is told, not replaced', async () => {
  const env = { PATH: '/usr/bin', PHONEME_STUDIO_CHROMIUM: '/opt/c' }
  const answer = await findChromium(machineWith(['/usr/bin/chromium'], { env }))
  expect(answer).toEqual({
    kind: 'missing',
    sentence: 'PHONEME_STUDIO_CHROMIUM names /opt/c, and there is no such file.',
  })
})

test.each([
  ['Chromium before Chrome', ['/usr/bin/google-chrome', '/usr/bin/chromium', own], '/usr/bin/chromium'],
  ['Chrome before a download', ['/usr/bin/google-chrome', own], '/usr/bin/google-chrome'],
  ["Playwright's own where nothing is installed", [own], own],
])('%s', async (_case, files, expected) => {
  expect(await findChromium(machineWith(files))).toEqual(found(expected))
})

test('Chrome on a Mac', async () => {
  const app = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  expect(await findChromium(machineWith([app], { platform: 'darwin', env: {} }))).toEqual(found(app))
})

test('Chrome on Windows', async () => {
  const app = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
  const env = { PROGRAMFILES: 'C:\\Program Files' }
  expect(await findChromium(machineWith([app], { platform: 'win32', env }))).toEqual(found(app))
})

test('where there is none, a person is told what to type', async () => {
  const answer = await findChromium(machineWith([]))
  expect(answer.kind === 'missing' && answer.sentence).toMatch(
    /^No Chromium was found .* type ".*npx playwright install chromium"/,
  )
})
