import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Recording } from '#studio/services/recording.ts'
import { salvageRecordings } from '#studio/storage/salvage.ts'
import { chunkOf, toneIn } from '#test/sounds.ts'
import { aRecording } from './a-recording.ts'

const append = (recording: Recording, takeId: string, sequence: number, seconds = 0.1) =>
  recording.append(takeId, sequence, chunkOf(toneIn(0, seconds, 48_000)))

describe('a take', () => {
  it('is opened once though the window asks twice, because an answer was lost', async () => {
    const { recording, begin, catalog } = await aRecording()
    const takeId = v7()
    await Promise.all([begin(takeId), begin(takeId)])
    await append(recording, takeId, 0)
    await recording.finish({ takeId, droppedFrames: 0 })
    expect(await begin(takeId)).toBe(takeId)
    expect(catalog.takes.count()).toBe(1)
  })

  it('is finished once though the window asks twice, and both get it', async () => {
    const { recording, begin, catalog } = await aRecording()
    const takeId = await begin()
    await append(recording, takeId, 0)
    const [first, second] = await Promise.all([
      recording.finish({ takeId, droppedFrames: 3 }),
      recording.finish({ takeId, droppedFrames: 3 }),
    ])
    expect(second).toEqual(first)
    expect(await recording.finish({ takeId, droppedFrames: 0 })).toEqual(catalog.takes.get(takeId))
  })

  it('that is being finished when the studio closes is finished first', async () => {
    const { recording, begin, catalog } = await aRecording()
    const takeId = await begin()
    await append(recording, takeId, 0)
    const finished = recording.finish({ takeId, droppedFrames: 3 })
    await recording.close()
    expect(catalog.takes.get(takeId)).toMatchObject({ salvaged: false, measurements: { droppedFrames: 3 } })
    await finished
  })

  it('of not one sample leaves nothing when the studio closes', async () => {
    const { recording, begin, catalog, folder } = await aRecording()
    await begin()
    await recording.close()
    expect(catalog.takes.count()).toBe(0)
    expect(await salvageRecordings(folder)).toEqual([])
  })

  it('that cannot be finished does not keep the others from it, and is salvaged at the next start', async () => {
    const { recording, begin, catalog, root, folder } = await aRecording()
    const [stuck, fine] = [await begin(), await begin()]
    await append(recording, stuck, 0)
    await append(recording, fine, 0)
    renameSync(join(root, 'takes'), join(root, 'aside'))
    writeFileSync(join(root, 'takes'), 'in the way')
    await recording.close()
    expect(catalog.takes.count()).toBe(0)
    rmSync(join(root, 'takes'))
    mkdirSync(join(root, 'takes'))
    const salvaged = await salvageRecordings(folder)
    expect(salvaged.map(({ takeId, frameCount }) => [takeId, frameCount])).toEqual([
      [stuck, 4800],
      [fine, 4800],
    ])
  })

  it('whose window went away is kept, and marked, when nobody came back for it', async () => {
    const { recording, begin, catalog, timers } = await aRecording()
    const takeId = await begin()
    await append(recording, takeId, 0)
    expect(timers.size).toBe(1)
    for (const patienceEnds of timers) patienceEnds()
    await expect.poll(() => catalog.takes.get(takeId)).toMatchObject({ salvaged: true, frameCount: 4800 })
    expect(await recording.finish({ takeId, droppedFrames: 0 })).toMatchObject({ id: takeId, salvaged: true })
  })

  it('ends before a chunk that is no sound, without a hole', async () => {
    const { recording, begin } = await aRecording()
    const takeId = await begin()
    await append(recording, takeId, 0)
    const torn = new Blob([new Uint8Array(7)])
    await expect(recording.append(takeId, 1, torn)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    await expect(append(recording, takeId, 1)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    await expect(append(recording, takeId, 2)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    expect(await recording.finish({ takeId, droppedFrames: 0 })).toMatchObject({ frameCount: 4800 })
  })

  it('is checked as soon as it is made, against limits that stay with it', async () => {
    const { recording, begin, catalog } = await aRecording()
    const record = async (amplitude: number) => {
      const takeId = await begin()
      const room = Float32Array.from(
        toneIn(0.5, 0.5, 48_000, amplitude),
        (sample, at) => sample + 2e-4 * Math.sin(at * 7.3),
      )
      await recording.append(takeId, 0, chunkOf(room.map((sample) => Math.max(-1, Math.min(1, sample)))))
      return recording.finish({ takeId, droppedFrames: 0, preRollFrames: 14_400, stopFrame: 57_600 })
    }
    const [fine, clipped] = [await record(0.2), await record(1.5)]
    expect(fine.checked).toMatchObject({ verdict: 'good', soundClass: 'vowel', limits: { peakLookDbfs: -1 } })
    expect(clipped.checked?.verdict).toBe('bad')
    expect(clipped.checked?.findings.map(({ code }) => code)).toContain('CLIPPED')
    expect(catalog.takes.get(clipped.id)?.checked).toEqual(clipped.checked)
    // The tone begins half a second in; the key's place is no part of it.
    expect(fine.trim.startFrame).toBeGreaterThan(0.25 * 48_000)
    expect(fine.trim.startFrame).toBeLessThanOrEqual(0.5 * 48_000)
  })

  it('of a prompt that its phoneme does not have is refused before anybody speaks', async () => {
    const { recording, asked } = await aRecording()
    const begun = recording.begin({ takeId: v7(), ...asked, promptId: v7() })
    await expect(begun).rejects.toMatchObject({ code: 'WRONG_VALUE', data: { field: 'promptId' } })
  })
})
