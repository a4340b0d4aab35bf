import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openBundle } from '#shared/node/bundle/bag-reader.ts'
import { verifyBundle } from '#shared/node/bundle/verify-bundle.ts'
import { allOf } from '#test/support/all-of.ts'
import type { Tags } from '#test/support/good-bundle.ts'
import { bagEntries, bagFiles, bundleOf, goodPayload, readCatalogOfTest, sha256Of } from '#test/support/good-bundle.ts'
import type { RawEntry } from '#test/support/raw-zip.ts'
import { rawZip } from '#test/support/raw-zip.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { onPath } from '../../../tools/test/peers.ts'

const entries = () => bagEntries(bagFiles(goodPayload()))
const tagged = (tags: Tags) => bundleOf(goodPayload(), tags)
const lines = [...goodPayload()].map(([path, bytes]) => [sha256Of(bytes), `data/${path}`] as const)
const sha512Of = (bytes: Buffer) => createHash('sha512').update(bytes).digest('hex')
const oxum = () => bagFiles(goodPayload()).get('bag-info.txt')?.toString().split('\n')[1] ?? ''

function onDisk(bytes: Buffer): string {
  const file = join(temporaryFolder(), 'bundle.zip')
  writeFileSync(file, bytes)
  return file
}

const codesOf = async (bytes: Buffer) =>
  (await verifyBundle(onDisk(bytes), { readDocument: readCatalogOfTest })).faults.map(({ code }) => code)

/** Deflated, as a program writes it that cannot seek: sizes and check sum come after the data. */
function streamed({ name, data }: RawEntry): RawEntry {
  const packed = deflateRawSync(data)
  const after = Buffer.alloc(16)
  after.writeUInt32LE(0x08074b50, 0)
  after.writeUInt32LE(crc32(data), 4)
  after.writeUInt32LE(packed.length, 8)
  after.writeUInt32LE(data.length, 12)
  const local = { crc: 0, packedBytes: 0, sizeBytes: 0 }
  return { name, data, packed, after, local, both: { flags: 8 | 0x800 } }
}

const folder = (name: string): RawEntry => ({
  name,
  data: Buffer.alloc(0),
  central: { attributes: ((0o040755 << 16) | 0x10) >>> 0 },
})

describe('a bag of another tool comes in', () => {
  it.for<[string, Buffer]>([
    ['with a top folder of any name', rawZip(bagEntries(bagFiles(goodPayload()), 'My_Bag-2'))],
    ['with folders as entries', rawZip([folder('phoneme-bundle/'), folder('phoneme-bundle/data/'), ...entries()])],
    ['deflated', rawZip(entries().map(({ name, data }) => ({ name, data, packed: deflateRawSync(data) })))],
    ['written without seeking', rawZip(entries().map(streamed))],
    ['with a comment', rawZip(entries(), { comment: Buffer.from('made by hand') })],
    ['made by DOS', rawZip(entries().map((entry) => ({ ...entry, central: { madeBy: 0, attributes: 0x20 } })))],
    [
      'of BagIt 0.97, with CR and LF',
      tagged({ 'bagit.txt': 'BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n' }),
    ],
    [
      'with asterisks and leading dots',
      tagged({ 'manifest-sha256.txt': lines.map(([hash, path]) => `${hash} *./${path}\r\n`).join('') }),
    ],
    [
      'with one tab and hashes in capitals',
      tagged({ 'manifest-sha256.txt': lines.map(([hash, path]) => `${hash.toUpperCase()}\t${path}`).join('\r') }),
    ],
    [
      'with a second manifest',
      tagged({
        'manifest-sha512.txt': [...goodPayload()].map(([path, bytes]) => `${sha512Of(bytes)}  data/${path}\n`).join(''),
      }),
    ],
    ['without a tag manifest', tagged({ 'tagmanifest-sha256.txt': null })],
    ['without bag-info.txt', tagged({ 'bag-info.txt': null })],
    ['with tags of its own', tagged({ 'extra/about.txt': 'anything\n' })],
    ['with long values folded', tagged({ 'bag-info.txt': `Contact: a\n  b\n\tc\n${oxum()}\n` })],
  ])('%s', async ([, bytes]) => {
    expect(await codesOf(bytes)).toEqual([])
  })

  it('with its bag-info.txt to be read', async () => {
    const bundle = await openBundle(onDisk(tagged({ 'bag-info.txt': `Contact: a\n  b\nCONTACT: c\n${oxum()}\n` })))
    await bundle.close()
    expect(bundle.info.get('contact')).toEqual(['a b', 'c'])
  })

  it.skipIf(!onPath('zip'))('packed by Info-ZIP', async () => {
    const root = temporaryFolder()
    for (const [path, bytes] of bagFiles(goodPayload())) {
      const file = join(root, 'a-bag', path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes)
    }
    expect(spawnSync('zip', ['-q', '-r', 'bag.zip', 'a-bag'], { cwd: root }).status).toBe(0)
    const report = await verifyBundle(join(root, 'bag.zip'), { readDocument: readCatalogOfTest })
    expect(report.faults).toEqual([])
    expect(report.document?.sources).toHaveLength(8)
  })
})

describe('an open bundle', () => {
  it('reads a file of the caller, and leaves it open', async () => {
    const handle = await open(onDisk(tagged({})))
    const bundle = await openBundle(handle)
    await bundle.close()
    expect((await handle.stat()).size).toBe(bundle.sizeBytes)
    await handle.close()
  })

  it('unpacks in pieces what was deflated, and stops at a wrong check sum', async () => {
    const packed = entries().map(({ name, data }) => ({ name, data, packed: deflateRawSync(data) }))
    const bundle = await openBundle(onDisk(rawZip(packed)))
    const bytes = await allOf(bundle.stream('data/catalog.json'))
    await bundle.close()
    expect(bytes).toEqual(goodPayload().get('catalog.json'))

    const [first, ...others] = packed
    const wrong = await openBundle(onDisk(rawZip([{ ...(first as RawEntry), both: { crc: 1 } }, ...others])))
    const path = [...wrong.files.keys()][0] ?? ''
    await expect(allOf(wrong.stream(path))).rejects.toMatchObject({ code: 'ENTRY_CRC' })
    await wrong.close()
  })

  it('gives out no more than a file claims, however much it unpacks to', async () => {
    const zeros = Buffer.alloc(5_000_000)
    const bomb = {
      name: 'phoneme-bundle/data/bomb',
      data: zeros,
      packed: deflateRawSync(zeros),
      both: { sizeBytes: 100_000 },
    }
    const bundle = await openBundle(onDisk(rawZip([...entries(), bomb])))
    let given = 0
    const all = async () => {
      for await (const piece of bundle.stream('data/bomb')) given += piece.length
    }
    await expect(all()).rejects.toMatchObject({ code: 'ENTRY_SIZE' })
    await bundle.close()
    expect(given).toBeLessThanOrEqual(100_000)
  })

  it('says which file it does not have', async () => {
    const bundle = await openBundle(onDisk(tagged({})))
    await expect(bundle.read('data/none.wav')).rejects.toMatchObject({ code: 'FILE_MISSING', path: 'data/none.wav' })
    await bundle.close()
  })

  it('is refused where the file is not there', async () => {
    await expect(openBundle(join(temporaryFolder(), 'none.zip'))).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' })
  })
})
