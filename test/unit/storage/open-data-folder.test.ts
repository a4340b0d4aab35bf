import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { anOpenFolder } from './an-open-folder.ts'

describe('a data folder', () => {
  it('is made where there is none, with its layout and nothing else', async () => {
    const root = join(temporaryFolder(), 'new', 'place')
    const folder = await openDataFolder(root)
    expect(folder.root).toBe(root)
    expect((await readdir(root, { recursive: true })).sort()).toEqual([
      'backups',
      'exports',
      'incoming',
      'phonemes',
      join('phonemes', 'audio'),
      'recording',
      'takes',
    ])
  })

  it('opens again with what is in it, also elsewhere', async () => {
    const root = temporaryFolder()
    const { folder } = await anOpenFolder(join(root, 'before'))
    await writeFile(folder.file('exports/kept.txt'), 'kept')
    await rename(join(root, 'before'), join(root, 'after'))
    await openDataFolder(join(root, 'after'))
    expect(await readdir(join(root, 'after', 'exports'))).toEqual(['kept.txt'])
  })

  it('is cleared of what was half written when an earlier run died, and of nothing else', async () => {
    const root = temporaryFolder()
    await openDataFolder(root)
    const half = `bundle.zip.${randomUUID()}.part`
    await writeFile(join(root, 'exports', half), 'half')
    await writeFile(join(root, 'exports', 'my.part'), 'mine')
    await openDataFolder(root)
    expect(await readdir(join(root, 'exports'))).toEqual(['my.part'])
  })

  it.each(['.', 'takes'])('is refused when a file stands at %s', async (place) => {
    const root = join(temporaryFolder(), 'studio')
    if (place !== '.') await mkdir(root)
    await writeFile(join(root, place), 'not a folder')
    await expect(openDataFolder(root)).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE', folder: root })
  })
})

describe('a path in the data folder', () => {
  it('leads into the folder', async () => {
    const { folder } = await anOpenFolder()
    expect(folder.file('takes/2026/03/09/id.wav')).toBe(join(folder.root, 'takes', '2026', '03', '09', 'id.wav'))
  })

  it.each([
    '',
    '/',
    '/etc/passwd',
    '..',
    '../outside',
    'takes/../../outside',
    'takes/..',
    'takes/.',
    './takes',
    'takes//id.wav',
    'takes/',
    'takes\\..\\..\\outside',
    '\\\\server\\share',
    'C:/outside',
    'C:outside',
    'takes/id.wav:stream',
    'takes/id.wav\0.png',
    'takes/id\n.wav',
    'takes/.. ',
    'takes/...',
    'takes/id.',
    'takes/.hidden',
    'takes/NUL',
    'takes/com1.wav',
    'takes/what?.wav',
  ])('is refused when it is %j', async (path) => {
    const { folder } = await anOpenFolder()
    expect(() => folder.file(path)).toThrow(expect.objectContaining({ code: 'PATH_REFUSED', path }))
  })

  it('never leads out of the folder, whatever it is', async () => {
    const { folder } = await anOpenFolder()
    const piece = fc.constantFrom('..', '.', '/', '\\', 'a', ' ', ':', '\0', 'takes', '%2e%2e', '．．', '~')
    const outcomeOf = (path: string) => {
      try {
        return folder.file(path)
      } catch {
        return join(folder.root, 'refused')
      }
    }
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(outcomeOf(pieces.join('')).startsWith(join(folder.root, '/'))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
