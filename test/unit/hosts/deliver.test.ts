import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { deliver, refuseTarget } from '#studio/hosts/cli/deliver.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

let from: string
let to: string

beforeEach(() => {
  from = join(temporaryFolder(), 'export.zip')
  to = join(temporaryFolder(), 'studio.zip')
  writeFileSync(from, 'the whole export')
})

const delivered = () => [existsSync(from), readdirSync(dirname(to)), readFileSync(to, 'utf8')]

test('the file is moved, and nothing else is left where it goes', async () => {
  await deliver({ from, to, force: false })
  expect(delivered()).toEqual([false, ['studio.zip'], 'the whole export'])
})

test('a file that came into being meanwhile is not overwritten, and the export is kept', async () => {
  await refuseTarget(to, false)
  writeFileSync(to, 'somebody else’s')
  await expect(deliver({ from, to, force: false })).rejects.toMatchObject({ code: 'FILE_EXISTS' })
  expect(delivered()).toEqual([true, ['studio.zip'], 'somebody else’s'])
})

test('with force it replaces what is there', async () => {
  writeFileSync(to, 'old')
  await refuseTarget(to, true)
  await deliver({ from, to, force: true })
  expect(delivered()).toEqual([false, ['studio.zip'], 'the whole export'])
})

test('where it can’t be written, the sentence says where the export is', async () => {
  const gone = join(dirname(to), 'gone', 'studio.zip')
  await expect(deliver({ from, to: gone, force: false })).rejects.toThrow(from)
  expect(readFileSync(from, 'utf8')).toBe('the whole export')
})

test('what would be refused at the end is refused at the beginning', async () => {
  await expect(refuseTarget(join(dirname(to), 'gone', 'studio.zip'), true)).rejects.toMatchObject({
    code: 'FOLDER_MISSING',
  })
  writeFileSync(to, 'mine')
  await expect(refuseTarget(to, false)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
  const folder = join(dirname(to), 'folder')
  mkdirSync(folder)
  await expect(refuseTarget(folder, true)).rejects.toThrow('is a folder')
})
