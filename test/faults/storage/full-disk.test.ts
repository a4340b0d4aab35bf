import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { decodeWav } from '#shared/node/audio/wav.ts'
import { createAudioFiles } from '#studio/storage/audio-files.ts'
import { createExportFiles } from '#studio/storage/export-files.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { createRecordingFiles } from '#studio/storage/recording-files.ts'
import { salvageRecordings } from '#studio/storage/salvage.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { countingChunk, countingSound } from '../../unit/storage/counting-sound.ts'
import { runProgram } from './run-program.ts'

const diskBytes = 1_048_576

function mount(place: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', place], { stdio: 'ignore' })
}

/** Whether this machine lets us have a small disk: as root on Linux, and not in every container. */
function smallDisks(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = temporaryDirectory()
  try {
    mount(place)
  } catch {
    return false
  }
  execFileSync('umount', [place])
  rmSync(place, { recursive: true })
  return true
}

function temporaryDirectory(): string {
  return execFileSync('mktemp', ['-d']).toString().trim()
}

function aSmallDisk(): string {
  const place = temporaryFolder()
  mount(place)
  onTestFinished(() => void execFileSync('umount', ['-l', place]))
  return place
}

/** Leaves `leftBytes` free on the disk. */
function fill(disk: string, leftBytes: number): void {
  const used = readdirSync(disk).length
  expect(used).toBeGreaterThan(0)
  const free = Number(execFileSync('df', ['--output=avail', '-B1', disk]).toString().split('\n')[1])
  writeFileSync(join(disk, 'filler'), Buffer.alloc(free - leftBytes))
}

const mono = { sampleRateHz: 48_000, channelCount: 1, sidecar: { phoneme: 'iː' } }
const note = smallDisks() ? '' : ' (skipped: no small disk can be mounted here)'

describe.skipIf(note !== '')(`a disk that fills up${note}`, () => {
  it('while recording: what was written stays, is said, and becomes a take', async () => {
    const folder = await openDataFolder(aSmallDisk())
    const recordings = createRecordingFiles(folder, () => new Date('2026-03-09T12:00:00.000Z'))
    await writeFile(folder.file('exports/bundle.zip'), Buffer.alloc(100_000))
    const writer = await recordings.begin('take-1', mono)
    const record = async () => {
      for (let frames = 0; ; ) frames = await writer.append(countingChunk(1000, 1, frames))
    }
    await expect(record()).rejects.toMatchObject({ code: 'DISK_FULL', folder: folder.root })
    const savedFrames = writer.framesWritten
    expect(writer.fault).toMatchObject({ code: 'DISK_FULL', savedFrames })
    expect(savedFrames).toBeGreaterThan((diskBytes * 0.8) / 3)
    // A gap would be worse than an end, even where there is room again.
    await rm(folder.file('exports/bundle.zip'))
    await expect(writer.append(countingChunk(1, 1, savedFrames))).rejects.toMatchObject({
      code: 'DISK_FULL',
      savedFrames,
    })

    const take = await writer.finish()
    expect(take).toMatchObject({ path: 'takes/2026/03/09/take-1.wav', frameCount: savedFrames, fault: writer.fault })
    const bytes = await readFile(folder.file(take.path))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(take.sha256)
    expect(decodeWav(bytes).channels[0]).toEqual(countingSound(savedFrames))

    // The row can't be written either, so the next start finds the take.
    const { fault, ...file } = take
    expect(fault).not.toBeNull()
    expect(await salvageRecordings(folder)).toMatchObject([{ kind: 'take', sidecar: mono.sidecar, ...file }])
  })

  it('and stays full while the studio is killed: the next start salvages what was written', async () => {
    const disk = aSmallDisk()
    const program = runProgram('record.ts', [disk, 'take-1', '997'])
    let savedFrames = 0
    for await (const line of program.lines) {
      savedFrames = Number(/"savedFrames":(\d+)/.exec(line)?.[1] ?? 0)
      if (savedFrames > 0) break
    }
    await program.kill()
    const folder = { root: disk, file: (path: string) => join(disk, path) }
    const [salvaged] = await salvageRecordings(folder)
    expect(salvaged).toMatchObject({ kind: 'take', frameCount: savedFrames, sidecar: { takeId: 'take-1' } })
    expect(decodeWav(await readFile(folder.file(salvaged?.path ?? ''))).channels[0]).toEqual(countingSound(savedFrames))
  })

  it('before a recording: it is refused, and leaves nothing', async () => {
    const disk = aSmallDisk()
    const folder = await openDataFolder(disk)
    const recordings = createRecordingFiles(folder, () => new Date())
    fill(disk, 0)
    await expect(recordings.begin('take-1', mono)).rejects.toMatchObject({ code: 'DISK_FULL', savedFrames: 0 })
    expect(await readdir(folder.file('recording'))).toEqual([])
  })

  it('while a clip or an export is written: it fails, and leaves no half file', async () => {
    const disk = aSmallDisk()
    const folder = await openDataFolder(disk)
    fill(disk, 20_000)
    const clip = createAudioFiles(folder).put(Buffer.alloc(50_000), { id: 'clip', extension: 'wav', date: new Date() })
    await expect(clip).rejects.toMatchObject({ code: 'DISK_FULL' })
    const inAudio = await readdir(folder.file('phonemes/audio'), { recursive: true, withFileTypes: true })
    expect(inAudio.filter((entry) => entry.isFile())).toEqual([])

    const file = await createExportFiles(folder).begin('bundle.zip')
    const writer = file.stream.getWriter()
    await expect(writer.write(Buffer.alloc(50_000))).rejects.toMatchObject({ code: 'DISK_FULL' })
    await expect(writer.closed).rejects.toMatchObject({ code: 'DISK_FULL' })
    await expect(file.commit()).rejects.toMatchObject({ code: 'DISK_FULL' })
    await file.discard()
    expect(await readdir(folder.file('exports'))).toEqual([])
  })

  it('before the studio starts: it says so', async () => {
    const disk = aSmallDisk()
    await openDataFolder(disk)
    fill(disk, 0)
    await expect(openDataFolder(disk)).rejects.toMatchObject({ code: 'DISK_FULL', folder: disk })
  })
})

describe.skipIf(process.platform === 'win32')('a file that may not grow further', () => {
  it('keeps what was written, says how much, and becomes a take', async () => {
    const root = temporaryFolder()
    // In blocks of 512 or 1024 bytes, by the shell; every system that has a shell has this limit.
    const program = runProgram('record.ts', [root, 'take-1', '1000'], 'ulimit -f 300; exec "$0" "$@"')
    const lines: string[] = []
    for await (const line of program.lines) lines.push(line)
    expect(await program.ended()).toEqual({ code: 0, stderr: '' })

    const [fault, end] = lines.slice(-2).map((line) => JSON.parse(line) as Record<string, unknown>)
    const { savedFrames } = (fault?.['fault'] ?? {}) as { savedFrames: number }
    expect(fault).toEqual({ fault: { code: 'DISK_FULL', savedFrames } })
    expect(savedFrames).toBeGreaterThan(49_000)
    const path = 'takes/2026/03/09/take-1.wav'
    expect(end).toMatchObject({ take: { path, frameCount: savedFrames }, faultCode: 'DISK_FULL' })
    expect(decodeWav(await readFile(join(root, path))).channels[0]).toEqual(countingSound(savedFrames))
  })
})
