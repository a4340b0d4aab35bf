import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprintOf } from '../../../tools/build/build-studio.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'))
  await mkdir(join(root, 'shared', 'entities'), { recursive: true })
  await writeFile(join(root, 'package.json'), '{}')
  await writeFile(join(root, 'shared', 'entities', 'take.ts'), 'export {}')
})
afterEach(() => rm(root, { recursive: true }))

test('touching a file is no reason to build again', async () => {
  const before = await fingerprintOf(root)
  await utimes(join(root, 'package.json'), 0, 0)
  expect(await fingerprintOf(root)).toBe(before)
})

test.each([
  ['a changed source', () => writeFile(join(root, 'shared', 'entities', 'take.ts'), 'export { }')],
  ['a new source', () => writeFile(join(root, 'shared', 'entities', 'new.ts'), '')],
  ['a source that went', () => rm(join(root, 'shared', 'entities', 'take.ts'))],
  ['other packages', () => writeFile(join(root, 'package.json'), '{ }')],
])('%s is', async (_case, change) => {
  const before = await fingerprintOf(root)
  await change()
  expect(await fingerprintOf(root)).not.toBe(before)
})

test('what the build does not read is not', async () => {
  const before = await fingerprintOf(root)
  await mkdir(join(root, 'docs'))
  await writeFile(join(root, 'docs', 'guide.md'), 'x')
  expect(await fingerprintOf(root)).toBe(before)
})
