import { expect, test } from 'vitest'
import { readPackageFlags } from '../../../tools/package/package-flags.ts'

test('without words this machine is packaged for', () => {
  expect(readPackageFlags([], 'darwin')).toEqual({ kind: 'target', target: 'darwin', folderOnly: false })
})

test('another platform and an unpacked folder can be asked for', () => {
  expect(readPackageFlags(['--win', '--dir'], 'linux')).toEqual({ kind: 'target', target: 'win32', folderOnly: true })
})

test.each([
  [['--windows'], 'linux'],
  [['--win', '--mac'], 'linux'],
  [[], 'freebsd'],
])('%j on %s is refused', (words, platform) => {
  expect(readPackageFlags(words, platform).kind).toBe('refused')
})
