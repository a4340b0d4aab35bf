import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeWav, encodeWav24 } from '#shared/node/audio/wav.ts'
import type { DataFolder } from '#studio/storage/open-data-folder.ts'
import { createRecordingFiles } from '#studio/storage/recording-files.ts'
import { salvageRecordings } from '#studio/storage/salvage.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { aMoment, anOpenFolder } from './an-open-folder.ts'
import { countingChunk, countingSound } from './counting-sound.ts'

const sidecar = { phoneme: 'ʃ', prompt: ['ship', null, 1.5] }

/** A folder as a crash leaves it after `frameCount` frames: nothing was finished, and the header knows of nothing. */
async function aCrash({ frameCount = 1000, channelCount = 1 } = {}): Promise<DataFolder> {
  const { folder, recordings } = await anOpenFolder()
  const writer = await recordings.begin('take-1', { sampleRateHz: 48_000, channelCount, sidecar })
  if (frameCount > 0) await writer.append(countingChunk(frameCount, channelCount))
  const left = await anOpenFolder()
  await cp(folder.file('recording'), left.folder.file('recording'), { recursive: true })
  await writer.discard()
  return left.folder
}

const inRecording = async (folder: DataFolder) => (await readdir(folder.file('recording'))).sort()

function soundOf(frameCount: number, channelCount: number): Float32Array[] {
  const interleaved = countingSound(frameCount, channelCount)
  return Array.from({ length: channelCount }, (_, channel) =>
    interleaved.filter((_, i) => i % channelCount === channel),
  )
}

async function expectWhole(folder: DataFolder, path: string, frameCount: number, channelCount = 1): Promise<void> {
  const bytes = await readFile(folder.file(path))
  expect(bytes.equals(encodeWav24(soundOf(frameCount, channelCount), 48_000))).toBe(true)
}

describe('a recording that a crash left', () => {
  it('becomes a take, with all that was known of it', async () => {
    const folder = await aCrash()
    const [salvaged] = await salvageRecordings(folder)
    const bytes = await readFile(folder.file('takes/2026/03/09/take-1.wav'))
    expect(salvaged).toEqual({
      kind: 'take',
      takeId: 'take-1',
      sidecar,
      begunAt: aMoment.toISOString(),
      path: 'takes/2026/03/09/take-1.wav',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      fileSizeBytes: bytes.length,
      frameCount: 1000,
      sampleRateHz: 48_000,
      channelCount: 1,
    })
    await expectWhole(folder, 'takes/2026/03/09/take-1.wav', 1000)
  })

  it('is put together from any number of bytes, but for a torn last frame', async () => {
    const original = await aCrash({ frameCount: 200, channelCount: 2 })
    const fullLength = 44 + 200 * 6
    await fc.assert(
      fc.asyncProperty(fc.nat(fullLength), async (length) => {
        const { folder } = await anOpenFolder()
        await cp(original.file('recording'), folder.file('recording'), { recursive: true })
        await truncate(folder.file('recording/take-1.wav'), length)
        const [salvaged] = await salvageRecordings(folder)
        const frameCount = Math.max(0, Math.floor((length - 44) / 6))
        expect(salvaged).toMatchObject({ kind: 'take', frameCount, sidecar, sampleRateHz: 48_000, channelCount: 2 })
        await expectWhole(folder, 'takes/2026/03/09/take-1.wav', frameCount, 2)
      }),
      { numRuns: 60, examples: [[0], [1], [43], [44], [45], [50], [fullLength]] },
    )
  })

  it('is put together whatever became of its header, as long as there is its note', async () => {
    const original = await aCrash({ frameCount: 50 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('zeros', 'noise', 'sizes'),
        fc.uint8Array({ minLength: 44, maxLength: 44 }),
        async (kind, noise) => {
          const { folder } = await anOpenFolder()
          await cp(original.file('recording'), folder.file('recording'), { recursive: true })
          const wav = await readFile(folder.file('recording/take-1.wav'))
          if (kind === 'zeros') wav.fill(0, 0, 44)
          if (kind === 'noise') wav.set(noise)
          if (kind === 'sizes') wav.set(noise.subarray(0, 4), 40)
          await writeFile(folder.file('recording/take-1.wav'), wav)
          const [salvaged] = await salvageRecordings(folder)
          expect(salvaged).toMatchObject({ kind: 'take', frameCount: 50, sidecar })
          await expectWhole(folder, 'takes/2026/03/09/take-1.wav', 50)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is found again at every start until it is forgotten, and changes no more', async () => {
    const folder = await aCrash()
    const first = await salvageRecordings(folder)
    expect(await salvageRecordings(folder)).toEqual(first)
    expect(await salvageRecordings(folder)).toEqual(first)
    expect(await inRecording(folder)).toEqual(['take-1.json'])
    await createRecordingFiles(folder).forget('take-1')
    expect(await salvageRecordings(folder)).toEqual([])
    await expectWhole(folder, 'takes/2026/03/09/take-1.wav', 1000)
  })

  it('is found when it had been finished, and only its row was not written', async () => {
    const { folder, recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', { sampleRateHz: 48_000, channelCount: 1, sidecar })
    await writer.append(countingChunk(77))
    const { fault, ...finished } = await writer.finish()
    expect(fault).toBeNull()
    expect(await salvageRecordings(folder)).toEqual([
      { kind: 'take', takeId: 'take-1', sidecar, begunAt: aMoment.toISOString(), ...finished },
    ])
  })

  it('is told of even when nothing was recorded', async () => {
    const folder = await aCrash({ frameCount: 0 })
    expect(await salvageRecordings(folder)).toMatchObject([{ kind: 'take', frameCount: 0, sidecar }])
  })

  it.each([
    ['is gone', null],
    ['is empty', ''],
    ['is cut off', '{"version":1,"sampleRateHz":48'],
    ['is about something else', '{"version":1}'],
    [
      'leads out of the takes',
      JSON.stringify({
        version: 1,
        sampleRateHz: 48_000,
        channelCount: 1,
        path: 'takes/../../x',
        begunAt: null,
        sidecar: 1,
      }),
    ],
  ])('keeps its sound where its note %s, and is found again', async (_, text) => {
    const folder = await aCrash()
    if (text === null) await rm(folder.file('recording/take-1.json'))
    else await writeFile(folder.file('recording/take-1.json'), text)
    const lastWritten = new Date('2026-03-12T08:00:00.000Z')
    await utimes(folder.file('recording/take-1.wav'), lastWritten, lastWritten)

    const first = await salvageRecordings(folder)
    const path = 'takes/2026/03/12/take-1.wav'
    expect(first).toMatchObject([
      { kind: 'take', takeId: 'take-1', sidecar: null, begunAt: null, path, frameCount: 1000 },
    ])
    await expectWhole(folder, path, 1000)
    expect(await salvageRecordings(folder)).toEqual(first)
    const note: unknown = JSON.parse(await readFile(folder.file('recording/take-1.json'), 'utf8'))
    expect(note).toMatchObject(text === null ? { path } : { path, unread: text })
  })

  it('is told of where nothing says what its bytes are, and they stay', async () => {
    const folder = await aCrash()
    await rm(folder.file('recording/take-1.json'))
    await writeFile(folder.file('recording/take-1.wav'), 'x'.repeat(5000))
    for (let start = 0; start < 2; start += 1) {
      expect(await salvageRecordings(folder)).toMatchObject([
        { kind: 'unreadable', takeId: 'take-1', sidecar: null, frameCount: 0, path: 'recording/take-1.wav' },
      ])
    }
    expect(await readFile(folder.file('recording/take-1.wav'), 'utf8')).toBe('x'.repeat(5000))
  })

  it('is nothing where the studio ended before the first byte, and leaves nothing', async () => {
    const { folder } = await anOpenFolder()
    await writeFile(folder.file('recording/take-1.wav'), '')
    expect(await salvageRecordings(folder)).toMatchObject([{ kind: 'missing', frameCount: 0 }])
    expect(await inRecording(folder)).toEqual([])
  })

  it('is told of where its sound is missing', async () => {
    const folder = await aCrash()
    await rm(folder.file('recording/take-1.wav'))
    expect(await salvageRecordings(folder)).toMatchObject([{ kind: 'missing', sidecar, frameCount: 0 }])
  })

  it('never takes the place of another take, wherever a second crash falls', async () => {
    const folder = await aCrash({ frameCount: 30 })
    const before = temporaryFolder()
    await cp(folder.file('recording'), before, { recursive: true })
    await salvageRecordings(folder)
    // The same files once more, as from a copied folder: both sounds must be there in the end.
    await cp(before, folder.file('recording'), { recursive: true })
    await truncate(folder.file('recording/take-1.wav'), 44 + 20 * 3)
    const [again] = await salvageRecordings(folder)
    expect(again).toMatchObject({ path: 'takes/2026/03/09/take-1-2.wav', frameCount: 20 })
    await expectWhole(folder, 'takes/2026/03/09/take-1.wav', 30)
    // The note was written for the new place, and the studio ended before the move.
    await rename(folder.file('takes/2026/03/09/take-1-2.wav'), folder.file('recording/take-1.wav'))
    expect(await salvageRecordings(folder)).toEqual([again])
  })

  it('does not keep the others waiting when it cannot be mended', async () => {
    const folder = await aCrash()
    await cp(folder.file('recording/take-1.wav'), folder.file('recording/take-0.wav'))
    await cp(folder.file('recording/take-1.json'), folder.file('recording/take-2.json'))
    await rm(folder.file('recording/take-1.wav'))
    // A folder in the place of a file can be neither read nor moved away.
    await cp(folder.file('backups'), folder.file('recording/take-1.wav'), { recursive: true })
    const salvaged = await salvageRecordings(folder)
    expect(salvaged.map(({ takeId, kind }) => [takeId, kind])).toEqual([
      ['take-0', 'take'],
      ['take-1', 'unreadable'],
      ['take-2', 'missing'],
    ])
  })

  it('may have any number of channels, and bytes that are odd in number', async () => {
    for (const [channelCount, frameCount] of [
      [1, 7],
      [1, 8],
      [3, 9],
      [8, 5],
    ] as const) {
      const folder = await aCrash({ channelCount, frameCount })
      const [salvaged] = await salvageRecordings(folder)
      expect(salvaged).toMatchObject({ channelCount, frameCount })
      const { channels } = decodeWav(await readFile(folder.file(salvaged?.path ?? '')))
      expect(channels).toEqual(soundOf(frameCount, channelCount))
      expect(await salvageRecordings(folder)).toEqual([salvaged])
    }
  })

  it('is nothing where nothing was left', async () => {
    const { folder } = await anOpenFolder()
    await writeFile(folder.file('recording/notes.txt'), 'not ours')
    expect(await salvageRecordings(folder)).toEqual([])
    expect(await inRecording(folder)).toEqual(['notes.txt'])
  })
})
