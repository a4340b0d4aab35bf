import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { encodeWav24, decodeWav } from '#shared/node/audio/wav.ts'
import { createRecordingFiles } from '#studio/storage/recording-files.ts'
import { anOpenFolder } from './an-open-folder.ts'
import { countingChunk, countingSound } from './counting-sound.ts'

const mono = { sampleRateHz: 48_000, channelCount: 1, sidecar: { phoneme: 'iː' } }
const stereo = { ...mono, channelCount: 2 }

afterEach(() => {
  vi.useRealTimers()
})

describe('a recording', () => {
  it('becomes a take of its day, in UTC, with the hash and size of its file', async () => {
    const { folder, recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', mono)
    expect(await writer.append(countingChunk(4800))).toBe(4800)
    const take = await writer.finish()

    const bytes = await readFile(folder.file('takes/2026/03/09/take-1.wav'))
    expect(bytes).toEqual(encodeWav24([countingSound(4800)], 48_000))
    expect(take).toEqual({
      path: 'takes/2026/03/09/take-1.wav',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      fileSizeBytes: bytes.length,
      sampleRateHz: 48_000,
      channelCount: 1,
      frameCount: 4800,
      fault: null,
    })
    await recordings.forget('take-1')
    expect(await readdir(folder.file('recording'))).toEqual([])
  })

  it('is the same however it was cut into chunks, whether they were awaited or not', async () => {
    const { folder, recordings } = await anOpenFolder()
    const frameCount = 3001
    const whole = encodeWav24(
      [0, 1].map((channel) => countingSound(frameCount, 2).filter((_, i) => i % 2 === channel)),
      48_000,
    )
    let takes = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(900), { maxLength: 9 }), fc.boolean(), async (lengths, awaited) => {
        takes += 1
        const writer = await recordings.begin(`take-${takes}`, stereo)
        const acknowledged: Promise<number>[] = []
        const frames: number[] = []
        let frame = 0
        for (const length of [...lengths, frameCount].map((each) => Math.min(each, frameCount - frame))) {
          const chunk = countingChunk(Math.min(length, frameCount - frame), 2, frame)
          frame += chunk.length / 8
          acknowledged.push(writer.append(chunk))
          chunk.fill(0x55)
          if (awaited) await acknowledged.at(-1)
          frames.push(frame)
        }
        expect(await Promise.all(acknowledged)).toEqual(frames)
        const { path } = await writer.finish()
        expect((await readFile(folder.file(path))).equals(whole)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('is in the file when the chunk is acknowledged', async () => {
    const { folder, recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', mono)
    for (const firstFrame of [0, 100, 200]) {
      await writer.append(countingChunk(100, 1, firstFrame))
      const [channel] = decodeWav(await readFile(folder.file('recording/take-1.wav'))).channels
      expect(channel).toEqual(countingSound(firstFrame + 100))
    }
    expect(writer.framesWritten).toBe(300)
    await writer.discard()
  })

  it('has its sizes in the header within a second, so that a file left behind plays everywhere', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { folder, recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', mono)
    await writer.append(countingChunk(4800))
    await vi.advanceTimersByTimeAsync(1000)
    await vi.waitFor(async () => {
      const header = await readFile(folder.file('recording/take-1.wav'))
      expect([header.readUInt32LE(4) + 8, header.readUInt32LE(40)]).toEqual([44 + 14_400, 14_400])
    })
    await writer.discard()
  })

  it('may hold nothing, an odd number of bytes, or more channels than two', async () => {
    const { folder, recordings } = await anOpenFolder()
    for (const [channelCount, frameCount] of [
      [1, 0],
      [1, 1],
      [1, 2],
      [3, 5],
      [8, 7],
    ] as const) {
      const writer = await recordings.begin(`take-${channelCount}-${frameCount}`, { ...mono, channelCount })
      if (frameCount > 0) await writer.append(countingChunk(frameCount, channelCount))
      const take = await writer.finish()
      const decoded = decodeWav(await readFile(folder.file(take.path)))
      expect(decoded.channels).toHaveLength(channelCount)
      expect([take.frameCount, decoded.frameCount, take.fileSizeBytes % 2]).toEqual([frameCount, frameCount, 0])
    }
  })

  it('keeps its note until it is forgotten, so that a crash before its row is written loses nothing', async () => {
    const { folder, recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', mono)
    const { path } = await writer.finish()
    const note: unknown = JSON.parse(await readFile(folder.file('recording/take-1.json'), 'utf8'))
    expect(note).toMatchObject({ path, sidecar: { phoneme: 'iː' }, begunAt: '2026-03-09T23:59:58.500Z' })
  })

  it('leaves nothing behind when it is discarded', async () => {
    const { folder, recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', mono)
    await writer.append(countingChunk(100))
    await writer.discard()
    expect(await readdir(folder.file('recording'))).toEqual([])
    expect(await readdir(folder.file('takes/2026/03/09'))).toEqual([])
  })

  it('refuses half a frame, and goes on without it', async () => {
    const { recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', stereo)
    await expect(writer.append(countingChunk(1))).rejects.toMatchObject({ code: 'CHUNK_MALFORMED' })
    expect(await writer.append(countingChunk(3, 2))).toBe(3)
    expect(await writer.finish()).toMatchObject({ frameCount: 3, fault: null })
  })

  it('takes nothing more once it is finished or discarded', async () => {
    const { recordings } = await anOpenFolder()
    const [finished, discarded] = [await recordings.begin('take-1', mono), await recordings.begin('take-2', mono)]
    await finished.finish()
    await discarded.discard()
    for (const writer of [finished, discarded]) {
      await expect(writer.append(countingChunk(1))).rejects.toMatchObject({ code: 'RECORDING_CLOSED' })
      await expect(writer.finish()).rejects.toMatchObject({ code: 'RECORDING_CLOSED' })
      await expect(writer.discard()).rejects.toMatchObject({ code: 'RECORDING_CLOSED' })
    }
  })

  it('never begins over another one', async () => {
    const { folder, recordings } = await anOpenFolder()
    const writer = await recordings.begin('take-1', mono)
    await writer.append(countingChunk(100))
    await expect(recordings.begin('take-1', mono)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
    const { path } = await writer.finish()
    await expect(recordings.begin('take-1', mono)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
    expect(decodeWav(await readFile(folder.file(path))).frameCount).toBe(100)
  })

  it('never begins over the sound of one whose note is lost', async () => {
    const { folder, recordings } = await anOpenFolder()
    await writeFile(folder.file('recording/take-1.wav'), 'sound')
    await expect(recordings.begin('take-1', mono)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
    expect(await readdir(folder.file('recording'))).toEqual(['take-1.wav'])
    expect(await readFile(folder.file('recording/take-1.wav'), 'utf8')).toBe('sound')
  })

  it('never takes the place of a take that is there', async () => {
    const { folder, recordings } = await anOpenFolder()
    const there = folder.file('takes/2026/03/09/take-1.wav')
    await mkdir(dirname(there), { recursive: true })
    await writeFile(there, 'an older take')
    const writer = await recordings.begin('take-1', mono)
    await writer.append(countingChunk(10))
    expect(await writer.finish()).toMatchObject({ path: 'takes/2026/03/09/take-1-2.wav', frameCount: 10 })
    expect(await readFile(there, 'utf8')).toBe('an older take')
  })

  it('goes with the day on which it began', async () => {
    const { folder } = await anOpenFolder()
    let now = new Date('2026-12-31T23:59:59.999Z')
    const recordings = createRecordingFiles(folder, () => now)
    const writer = await recordings.begin('take-1', mono)
    now = new Date('2027-01-01T00:00:09.000Z')
    expect(await writer.finish()).toMatchObject({ path: 'takes/2026/12/31/take-1.wav' })
  })

  it.each(['../take', '', 'take\0'])('cannot be called %j', async (takeId) => {
    const { folder, recordings } = await anOpenFolder()
    const begun = recordings.begin(takeId, mono).then((writer) => writer.finish())
    await expect(begun).rejects.toMatchObject({ code: 'PATH_REFUSED' })
    expect(existsSync(folder.file('recording/take.wav'))).toBe(false)
  })
})
