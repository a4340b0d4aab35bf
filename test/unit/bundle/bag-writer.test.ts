import { spawnSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openBundle } from '#shared/node/bundle/bag-reader.ts'
import type { BagInfo } from '#shared/node/bundle/bag-writer.ts'
import { createBagWriter } from '#shared/node/bundle/bag-writer.ts'
import { allOf } from '#test/support/all-of.ts'
import { sha256Of } from '#test/support/good-bundle.ts'
import { memoryTarget } from '#test/support/memory-target.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { onPath, peerIsHere, without } from '../../../tools/test/peers.ts'

const changedAt = '2026-11-02T10:00:01.000Z'
const info: BagInfo = {
  softwareVersion: '1.2.3',
  newestChange: changedAt,
  language: 'en',
  sourceOrganization: 'A school\nPayload-Oxum: 1.1',
  description: 'Vowels',
  consents: [
    { licence: 'CC-BY-4.0', files: 2 },
    { licence: 'CC0-1.0', files: 1 },
  ],
}

function folderWith(files: Record<string, string | Buffer>): (name: string) => string {
  const folder = temporaryFolder()
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  return (name) => join(folder, name)
}

/** A bag of a few files as it lies on disk. */
async function bagOnDisk(files: Record<string, Buffer>): Promise<string> {
  const target = memoryTarget()
  const bag = createBagWriter(target, { changedAt })
  for (const [path, bytes] of Object.entries(files)) await bag.addBytes({ path, bytes })
  await bag.close(info)
  const at = folderWith({ 'bag.zip': target.bytes() })
  return at('bag.zip')
}

const paths = fc.uniqueArray(fc.stringMatching(/^[a-z0-9_-]{1,12}(\/[a-z0-9_-]{1,12}){0,3}\.wav$/), {
  selector: (path) => path.toLowerCase(),
  maxLength: 12,
})

describe('a bag', () => {
  it('gives back every byte that was put in', async () => {
    const bags = paths.chain((names) =>
      fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.uint8Array({ maxLength: 5000 })))),
    )
    await fc.assert(
      fc.asyncProperty(bags, async (files) => {
        const file = await bagOnDisk(Object.fromEntries(files.map(([path, bytes]) => [path, Buffer.from(bytes)])))
        const bundle = await openBundle(file)
        expect(bundle.faults).toEqual([])
        expect([...bundle.files.keys()].filter((path) => path.startsWith('data/'))).toHaveLength(files.length)
        for (const [path, bytes] of files) {
          expect(await bundle.read(`data/${path}`)).toEqual(Buffer.from(bytes))
          expect(await allOf(bundle.stream(`data/${path}`))).toEqual(Buffer.from(bytes))
        }
        await bundle.close()
      }),
      { numRuns: 40 },
    )
  })

  it('says who made it when, how much is in it, and which licences cover it; a value begins no line of its own', async () => {
    const bundle = await openBundle(await bagOnDisk({ 'a.wav': Buffer.from('abc') }))
    const text = (await bundle.read('bag-info.txt')).toString()
    await bundle.close()
    expect(text.split('\n')).toEqual([
      'Source-Organization: A school Payload-Oxum: 1.1',
      'Bagging-Date: 2026-11-02',
      'Payload-Oxum: 3.1',
      'Internal-Sender-Description: Vowels',
      'Bag-Software-Agent: Phoneme Studio 1.2.3',
      'Language: en',
      'Phoneme-Studio-Consent: CC-BY-4.0: 2 files; data/catalog.json says which',
      'Phoneme-Studio-Consent: CC0-1.0: 1 files; data/catalog.json says which',
      '',
    ])
  })

  it('is written in the order of the calls, with its manifest in the order of the paths', async () => {
    const files = { 'b.wav': Buffer.from('b'), 'c.wav': Buffer.from('c'), 'a.wav': Buffer.from('a') }
    const bundle = await openBundle(await bagOnDisk(files))
    const manifest = (await bundle.read('manifest-sha256.txt')).toString()
    await bundle.close()
    expect([...bundle.files.keys()]).toEqual([
      'bagit.txt',
      'data/b.wav',
      'data/c.wav',
      'data/a.wav',
      'bag-info.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
    ])
    const listed = manifest.split('\n').map((line) => line.slice(66))
    expect(listed).toEqual(['data/a.wav', 'data/b.wav', 'data/c.wav', ''])
  })

  it('is written in that order, too, where nobody waits between the calls; what fails is left out', async () => {
    const at = folderWith({ 'a.wav': 'a', 'large.wav': Buffer.alloc(33 * 1_048_576, 'x') })
    const target = memoryTarget()
    const bag = createBagWriter(target, { changedAt })
    const files = [
      bag.addFile({ path: 'large.wav', file: at('large.wav') }),
      bag.addFile({ path: 'gone.wav', file: at('gone.wav') }),
      bag.addFile({ path: 'a.wav', file: at('a.wav') }),
      bag.addFile({ path: 'a.wav', file: at('a.wav') }),
      bag.addText({ path: 'b.txt', text: 'b' }),
    ]
    const closed = bag.close(info)
    const ended = await Promise.allSettled(files)
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await closed).toMatchObject({ payloadFiles: 3 })
    writeFileSync(at('bag.zip'), target.bytes())
    const bundle = await openBundle(at('bag.zip'))
    const payload = [...bundle.files.keys()].filter((path) => path.startsWith('data/'))
    expect(bundle.faults).toEqual([])
    expect(payload).toEqual(['data/large.wav', 'data/a.wav', 'data/b.txt'])
    await bundle.close()
  })

  it('has the same bytes wherever it was made', () => {
    const maker = fileURLToPath(new URL('../../support/make-bag.ts', import.meta.url))
    const madeIn = (zone: string) =>
      spawnSync(process.execPath, [maker], { env: { ...process.env, TZ: zone }, encoding: 'utf8' }).stdout
    const utc = madeIn('UTC')
    expect(utc).toMatch(/^0 [0-9a-f]{64}\n$/)
    expect(madeIn('Asia/Ho_Chi_Minh')).toBe(utc.replace('0', '-420'))
  })

  it('holds more files than a plain ZIP file can count', async () => {
    const target = memoryTarget()
    const bag = createBagWriter(target, { changedAt })
    for (let at = 0; at < 66_000; at += 1) await bag.addBytes({ path: `${at}`, bytes: Buffer.from([at & 255]) })
    await bag.close(info)
    const at = folderWith({ 'bag.zip': target.bytes() })
    const bundle = await openBundle(at('bag.zip'))
    expect(bundle.faults).toEqual([])
    expect(bundle.files.size).toBe(66_004)
    expect(await bundle.read('data/65999')).toEqual(Buffer.from([65_999 & 255]))
    await bundle.close()
  })

  it.for(['../a.wav', '/a.wav', 'a b.wav', 'á.wav', 'a\\b.wav', 'aux.wav', ''])(
    'does not take the path "%s"',
    async (path) => {
      const bag = createBagWriter(memoryTarget(), { changedAt })
      await expect(bag.addBytes({ path, bytes: Buffer.from('a') })).rejects.toMatchObject({ name: 'BundleFault', path })
    },
  )

  it('does not take two paths that some file systems hold for one', async () => {
    const bag = createBagWriter(memoryTarget(), { changedAt })
    await bag.addText({ path: 'a.txt', text: 'a' })
    await expect(bag.addText({ path: 'A.txt', text: 'a' })).rejects.toMatchObject({ code: 'NAME_TWICE' })
  })
})

describe('a file that is put into a bag', () => {
  const large = 33 * 1_048_576

  it('comes from the disk, however large, and is what was expected', async () => {
    const bytes = Buffer.alloc(large, 'sound ')
    const at = folderWith({ 'large.wav': bytes, 'small.wav': 'small' })
    const target = memoryTarget()
    const bag = createBagWriter(target, { changedAt })
    const expected = { sha256: sha256Of(bytes), sizeBytes: large }
    expect(await bag.addFile({ path: 'large.wav', file: at('large.wav'), expected })).toEqual({
      path: 'large.wav',
      ...expected,
    })
    await bag.addFile({ path: 'small.wav', file: at('small.wav') })
    await bag.close(info)
    writeFileSync(at('bag.zip'), target.bytes())
    const bundle = await openBundle(at('bag.zip'))
    let length = 0
    for await (const piece of bundle.stream('data/large.wav')) length += piece.length
    expect(length).toBe(large)
    expect((await bundle.read('data/small.wav')).toString()).toBe('small')
    await expect(bundle.read('data/large.wav')).rejects.toMatchObject({ code: 'TEXT_TOO_LARGE' })
    await bundle.close()
  })

  it('is left out where it is gone, or another one, and the bag goes on without it', async () => {
    const at = folderWith({ 'a.wav': 'other', 'b.wav': 'b' })
    const target = memoryTarget()
    const bag = createBagWriter(target, { changedAt })
    const expected = { sha256: sha256Of(Buffer.from('right')), sizeBytes: 5 }
    const gone = bag.addFile({ path: 'gone.wav', file: at('gone.wav') })
    await expect(gone).rejects.toMatchObject({ code: 'FILE_UNREADABLE', path: 'gone.wav' })
    const other = bag.addFile({ path: 'a.wav', file: at('a.wav'), expected })
    await expect(other).rejects.toMatchObject({ code: 'FILE_CHANGED', path: 'a.wav' })
    await bag.addFile({ path: 'b.wav', file: at('b.wav') })
    expect(await bag.close(info)).toMatchObject({ payloadFiles: 1, payloadBytes: 1 })
    writeFileSync(at('bag.zip'), target.bytes())
    const bundle = await openBundle(at('bag.zip'))
    expect(bundle.faults).toEqual([])
    await bundle.close()
  })

  it.for([
    ['grows no more', (file: string) => truncateSync(file, large - 5)],
    ['is written over', (file: string) => writeFileSync(file, Buffer.alloc(large, 2))],
  ] as const)('spoils the bag if it %s between both readings', async ([, change]) => {
    const at = folderWith({ 'large.wav': Buffer.alloc(large, 1) })
    let writes = 0
    const target = {
      write: async () => {
        writes += 1
        // The header of the large file, and what was before it.
        if (writes === 1) change(at('large.wav'))
      },
    }
    const bag = createBagWriter(target, { changedAt })
    const added = bag.addFile({ path: 'large.wav', file: at('large.wav') })
    await expect(added).rejects.toMatchObject({ code: 'FILE_CHANGED_WHILE_WRITTEN', path: 'large.wav' })
    await expect(bag.close(info)).rejects.toMatchObject({ code: 'FILE_CHANGED_WHILE_WRITTEN' })
  })

  it('tells what the target says, and goes no further', async () => {
    const full = new Error('the disk is full')
    let written = 0
    const target = {
      write: async () => {
        written += 1
        throw full
      },
    }
    const bag = createBagWriter(target, { changedAt })
    const bytes = Buffer.alloc(2_000_000)
    await bag.addBytes({ path: 'a', bytes }).catch(() => undefined)
    await expect(bag.addBytes({ path: 'b', bytes })).rejects.toBe(full)
    await expect(bag.close(info)).rejects.toBe(full)
    expect(written).toBe(1)
  })

  it('reaches a slow target as it was', async () => {
    const contents = Array.from({ length: 30 }, (_, at) => Buffer.alloc(300_000, `${at} `))
    const quick = memoryTarget()
    const slow = memoryTarget()
    const slowly = async (bytes: Uint8Array) => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      await slow.write(bytes)
    }
    for (const target of [quick, { write: slowly }]) {
      const bag = createBagWriter(target, { changedAt })
      for (const [at, bytes] of contents.entries()) await bag.addBytes({ path: `${at}`, bytes })
      await bag.close(info)
    }
    expect(slow.bytes().equals(quick.bytes())).toBe(true)
  })

  it('is not begun once nobody waits for the bag', async () => {
    const at = folderWith({ 'a.wav': 'a' })
    const bag = createBagWriter(memoryTarget(), { changedAt, signal: AbortSignal.abort() })
    await expect(bag.addFile({ path: 'a.wav', file: at('a.wav') })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('other programs', () => {
  const files = {
    'phonemes/audio/a.wav': Buffer.from('a sound'),
    'catalog.json': Buffer.from('{}\n'),
    empty: Buffer.alloc(0),
  }

  it.skipIf(!peerIsHere('unzip') || !peerIsHere('sha256sum'))(
    `unpack it and find every check sum right${peerIsHere('unzip') ? '' : ` (${without('unzip')})`}`,
    async () => {
      const file = await bagOnDisk(files)
      const folder = temporaryFolder()
      mkdirSync(folder, { recursive: true })
      expect(spawnSync('unzip', ['-q', file, '-d', folder]).status).toBe(0)
      for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
        const cwd = join(folder, 'phoneme-bundle')
        const checked = spawnSync('sha256sum', ['--strict', '-c', manifest], { cwd, encoding: 'utf8' })
        expect(checked.stdout).not.toContain('FAILED')
        expect(checked.status).toBe(0)
      }
    },
  )

  it.skipIf(!onPath('python3'))("read it with Python's zipfile, as of the time of its newest change", async () => {
    const file = await bagOnDisk(files)
    const script = [
      'import sys, zipfile',
      'z = zipfile.ZipFile(sys.argv[1])',
      'assert z.testzip() is None',
      'print([(i.filename, i.date_time, i.compress_type, i.flag_bits, i.external_attr >> 16) for i in z.infolist()][1])',
    ].join('\n')
    const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout.trim()).toBe("('phoneme-bundle/data/phonemes/audio/a.wav', (2026, 11, 2, 10, 0, 0), 0, 0, 33188)")
  })
})
