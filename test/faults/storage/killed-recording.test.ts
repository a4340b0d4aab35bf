import { once } from 'node:events'
import type { FSWatcher } from 'node:fs'
import { watch } from 'node:fs'
import { cp, readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { decodeWav, encodeWav24 } from '#shared/node/audio/wav.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { createRecordingFiles } from '#studio/storage/recording-files.ts'
import { salvageRecordings } from '#studio/storage/salvage.ts'
import { anOpenFolder } from '../../unit/storage/an-open-folder.ts'
import { countingChunk, countingSound } from '../../unit/storage/counting-sound.ts'
import type { RunningProgram } from './run-program.ts'
import { runProgram } from './run-program.ts'

/** Kills the program as soon as it has changed a directory this often, unless it ends before. */
async function killAfter(changes: number, watching: FSWatcher, program: RunningProgram): Promise<void> {
  const closed = once(watching, 'close')
  for (let seen = 0; seen < changes; seen += 1) {
    const over = await Promise.race([once(watching, 'change').then(() => false), closed.then(() => true)])
    if (over) return
  }
  await program.kill()
}

describe('a studio that is killed', () => {
  it.each([
    [1, 400],
    [7, 300],
    [480, 100],
    [4800, 30],
    [48_000, 5],
  ])('while recording in chunks of %d frames loses nothing that was acknowledged', async (chunkFrames, chunks) => {
    const { folder } = await anOpenFolder()
    const program = runProgram('record.ts', [folder.root, 'take-1', String(chunkFrames)])
    let acknowledged = 0
    for await (const line of program.lines) {
      acknowledged = Number(/"frames":(\d+)/.exec(line)?.[1])
      if (acknowledged >= chunkFrames * chunks) break
    }
    await program.kill()
    expect(await readdir(folder.file('recording'))).toEqual(['take-1.json', 'take-1.wav'])

    const [salvaged] = await salvageRecordings(folder)
    expect(salvaged).toMatchObject({ kind: 'take', sidecar: { takeId: 'take-1' } })
    expect(salvaged?.frameCount).toBeGreaterThanOrEqual(acknowledged)
    const { channels } = decodeWav(await readFile(folder.file(salvaged?.path ?? '')))
    expect(channels[0]).toEqual(countingSound(salvaged?.frameCount ?? 0))
  })

  it('while salvaging, again and again, has every take in the end', async () => {
    const { folder, recordings } = await anOpenFolder()
    const takes = 40
    const left = await anOpenFolder()
    for (let index = 0; index < takes; index += 1) {
      const writer = await recordings.begin(`take-${index}`, {
        sampleRateHz: 8000,
        channelCount: 1,
        sidecar: { index },
      })
      await writer.append(countingChunk(1000 + index))
      await cp(folder.file('recording'), left.folder.file('recording'), { recursive: true })
      await writer.discard()
    }

    // Later each time, so that the deaths fall on every part of the work.
    let interrupted = 0
    for (let steps = 1; steps <= 30; steps += 2) {
      const watching = watch(left.folder.file('recording'))
      const program = runProgram('salvage.ts', [left.folder.root])
      const killed = killAfter(steps, watching, program)
      const { code } = await program.ended()
      watching.close()
      await killed
      if (code === null) interrupted += 1
    }
    expect(interrupted).toBeGreaterThan(0)

    const salvaged = await salvageRecordings(await openDataFolder(left.folder.root))
    expect(salvaged).toHaveLength(takes)
    for (const { takeId, sidecar, path, frameCount, kind } of salvaged) {
      const index = Number(takeId.slice('take-'.length))
      expect({ kind, sidecar, path, frameCount }).toEqual({
        kind: 'take',
        sidecar: { index },
        path: `takes/2026/03/09/${takeId}.wav`,
        frameCount: 1000 + index,
      })
      const bytes = await readFile(left.folder.file(path))
      expect(bytes.equals(encodeWav24([countingSound(frameCount)], 8000))).toBe(true)
      await createRecordingFiles(left.folder).forget(takeId)
    }
    expect(await readdir(left.folder.file('recording'))).toEqual([])
  })
})
