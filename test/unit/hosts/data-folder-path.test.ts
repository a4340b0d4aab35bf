import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolderPath } from '#studio/hosts/common/data-folder-path.ts'

const home = '/home/anna'
const onLinux = { platform: 'linux', home } as const

test('--data wins over everything, and is meant from where one stands', () => {
  const env = { PHONEME_STUDIO_DATA: '/elsewhere', XDG_DATA_HOME: '/xdg' }
  expect(dataFolderPath({ flag: 'my studio', env, ...onLinux })).toBe(resolve('my studio'))
})

test('the environment wins over the platform; an empty word says nothing', () => {
  expect(dataFolderPath({ env: { PHONEME_STUDIO_DATA: '/elsewhere' }, ...onLinux })).toBe('/elsewhere')
  expect(dataFolderPath({ env: { PHONEME_STUDIO_DATA: '' }, ...onLinux })).toBe(
    '/home/anna/.local/share/phoneme-studio',
  )
})

test.each([
  ['linux', {}, '/home/anna/.local/share/phoneme-studio'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/phoneme-studio'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/anna/.local/share/phoneme-studio'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/anna/Library/Application Support/Phoneme Studio'],
  ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Phoneme Studio')],
  ['win32', {}, join(home, 'AppData', 'Roaming', 'Phoneme Studio')],
] as const)('on %s with %o it is %s', (platform, env, expected) => {
  expect(dataFolderPath({ env, platform, home })).toBe(expected)
})
