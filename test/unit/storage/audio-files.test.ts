import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { AudioFiles } from '#studio/storage/audio-files.ts'
import { createAudioFiles } from '#studio/storage/audio-files.ts'
import { anOpenFolder } from './an-open-folder.ts'

const bytes = randomBytes(200_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const name = { id: 'clip-1', extension: 'wav', date: new Date('2026-01-02T23:30:00.000Z') }
const path = 'phonemes/audio/2026/01/02/clip-1.wav'
const nowhere = 'phonemes/audio/2026/01/02/nothing.wav'

async function withClip() {
  const { folder } = await anOpenFolder()
  const files = createAudioFiles(folder)
  await files.put(bytes, name)
  return { folder, files }
}

async function readStream(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const blocks: Uint8Array[] = []
  for await (const block of stream) blocks.push(block)
  return Buffer.concat(blocks)
}

describe('an audio file', () => {
  it('gets its place by the UTC date, and is described as it lies there', async () => {
    const { folder } = await anOpenFolder()
    const files = createAudioFiles(folder)
    expect(await files.put(bytes, name)).toEqual({ path, sha256, fileSizeBytes: 200_000 })
    expect(await readFile(folder.file(path))).toEqual(bytes)
    expect(await readdir(folder.file('phonemes/audio/2026/01/02'))).toEqual(['clip-1.wav'])
    expect(await files.put(bytes, { ...name, area: 'takes' })).toMatchObject({ path: 'takes/2026/01/02/clip-1.wav' })
  })

  it('never changes: its name can be had once', async () => {
    const { folder, files } = await withClip()
    await expect(files.put(Buffer.from('other'), name)).rejects.toMatchObject({ code: 'FILE_EXISTS', path })
    expect(await readFile(folder.file(path))).toEqual(bytes)
  })

  it('is read, hashed and looked at, in both ways', async () => {
    const { folder, files } = await withClip()
    const modified = new Date('2026-05-05T05:05:05.678Z')
    await utimes(folder.file(path), modified, modified)
    const stat = { sizeBytes: 200_000, modifiedMs: modified.getTime() }
    expect([await files.stat(path), files.statNow(path)]).toEqual([stat, stat])
    expect([await files.sha256(path), files.sha256Now(path)]).toEqual([sha256, sha256])
    expect(await files.read(path)).toEqual(bytes)
  })

  it.each([
    [undefined, 0, 200_000],
    [{ start: 0, end: 0 }, 0, 1],
    [{ start: 65_535, end: 65_536 }, 65_535, 65_537],
    [{ start: 150_000, end: 199_999 }, 150_000, 200_000],
    [{ start: 199_999, end: 900_000 }, 199_999, 200_000],
    [{ start: 200_000, end: 200_001 }, 0, 0],
  ])('is streamed, the range %j of it', async (range, start, end) => {
    const { files } = await withClip()
    expect((await readStream(files.stream(path, range))).equals(bytes.subarray(start, end))).toBe(true)
  })

  it.runIf(process.platform === 'linux')('is closed when nobody wants the rest of it', async () => {
    const { files } = await withClip()
    const openFiles = async () => (await readdir('/proc/self/fd')).length
    const before = await openFiles()
    const readers = Array.from({ length: 20 }, () => files.stream(path).getReader())
    // Streams that are made and never read open nothing.
    Array.from({ length: 20 }, () => files.stream(path))
    expect(await openFiles()).toBe(before)
    for (const reader of readers) await reader.read()
    expect(await openFiles()).toBe(before + 20)
    for (const reader of readers) await reader.cancel()
    expect(await openFiles()).toBe(before)
  })

  it('is said to be missing where it is', async () => {
    const { files } = await withClip()
    expect([await files.stat(nowhere), files.statNow(nowhere), await files.stat('phonemes/audio')]).toEqual([
      null,
      null,
      null,
    ])
    const missing = { code: 'FILE_MISSING', path: nowhere }
    await expect(files.read(nowhere)).rejects.toMatchObject(missing)
    await expect(files.sha256(nowhere)).rejects.toMatchObject(missing)
    expect(() => files.sha256Now(nowhere)).toThrow(expect.objectContaining(missing))
    await expect(readStream(files.stream(nowhere))).rejects.toMatchObject(missing)
  })

  it('is discarded once, and again without complaint', async () => {
    const { files } = await withClip()
    await files.discard(path)
    await files.discard(path)
    expect(await files.stat(path)).toBeNull()
  })

  it('is listed, wherever it lies, but not what is still being written', async () => {
    const { folder, files } = await withClip()
    await files.put(bytes, { ...name, id: 'take-9', area: 'takes' })
    await writeFile(
      folder.file('phonemes/audio/2026/01/02/clip-2.wav.0f8fad5b-d9cb-469f-a165-70867728950e.part'),
      'half',
    )
    await writeFile(folder.file('exports/bundle.zip'), 'zip')
    expect(await files.list()).toEqual([path, 'takes/2026/01/02/take-9.wav'])
  })

  it('is never outside the data folder', async () => {
    const { files } = await withClip()
    const outside = '../outside.wav'
    const refused = { code: 'PATH_REFUSED', path: outside }
    const ways: [string, (files: AudioFiles) => unknown][] = [
      ['read', () => files.read(outside)],
      ['discard', () => files.discard(outside)],
      ['stat', () => files.stat(outside)],
      ['sha256', () => files.sha256(outside)],
      ['statNow', () => files.statNow(outside)],
      ['sha256Now', () => files.sha256Now(outside)],
      ['stream', () => files.stream(outside)],
    ]
    for (const [, way] of ways) await expect(async () => way(files)).rejects.toMatchObject(refused)
    await expect(files.put(bytes, { ...name, id: '../../../../../x' })).rejects.toMatchObject({ code: 'PATH_REFUSED' })
  })
})
