import { expect, test } from 'vitest'
import { windowProfileFolder } from '#studio/hosts/electron/window-profile.ts'

test('each data folder has a window of its own, and none lies in a data folder', () => {
  const appData = '/home/anna/.config'
  const one = windowProfileFolder(appData, '/data/one')
  expect(one).not.toBe(windowProfileFolder(appData, '/data/two'))
  expect(one).toBe(windowProfileFolder(appData, '/data/two/../one'))
  expect(one.startsWith(`${appData}/phoneme-studio-windows/`)).toBe(true)
})
