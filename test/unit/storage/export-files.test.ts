import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createExportFiles } from '#studio/storage/export-files.ts'
import { anOpenFolder } from './an-open-folder.ts'

async function withExports() {
  const { folder } = await anOpenFolder()
  return { folder, exports: createExportFiles(folder), names: () => readdir(folder.file('exports')) }
}

describe('an export', () => {
  it('has its name when it is whole, and not before', async () => {
    const { folder, exports, names } = await withExports()
    const file = await exports.begin('bundle.zip')
    const writer = file.stream.getWriter()
    await writer.write(Buffer.from('one, '))
    await writer.write(Buffer.from('two'))
    expect(await names()).not.toContain('bundle.zip')
    await writer.close()
    const sha256 = createHash('sha256').update('one, two').digest('hex')
    expect(await file.commit()).toEqual({ path: 'exports/bundle.zip', sha256, sizeBytes: 8 })
    expect(await names()).toEqual(['bundle.zip'])
    expect(await readFile(folder.file('exports/bundle.zip'), 'utf8')).toBe('one, two')
  })

  it('never takes the place of an earlier one', async () => {
    const { exports, names } = await withExports()
    for (let round = 0; round < 3; round += 1) await (await exports.begin('bundle.zip')).commit()
    expect((await names()).sort()).toEqual(['bundle-2.zip', 'bundle-3.zip', 'bundle.zip'])
  })

  it('leaves nothing when it is discarded', async () => {
    const { exports, names } = await withExports()
    const file = await exports.begin('bundle.zip')
    const writer = file.stream.getWriter()
    await writer.write(Buffer.from('half'))
    await file.discard()
    expect(await names()).toEqual([])
  })

  it('cannot be written outside the exports', async () => {
    const { exports } = await withExports()
    await expect(exports.begin('../catalog.sqlite')).rejects.toMatchObject({ code: 'PATH_REFUSED' })
  })
})
