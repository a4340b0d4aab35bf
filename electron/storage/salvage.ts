import type { FileHandle } from 'node:fs/promises'
import { open, readdir, stat } from 'node:fs/promises'
import { AudioFault } from '#shared/node/audio/audio-fault.ts'
import { pcm24BytesPerSample } from '#shared/node/audio/pcm24.ts'
import type { SoundShape } from '#shared/node/audio/wav-header.ts'
import { wavHeader } from '#shared/node/audio/wav-header.ts'
import type { WavLayout } from '#shared/node/audio/wav.ts'
import { readWavLayout } from '#shared/node/audio/wav.ts'
import { datedPath } from './dated-path.ts'
import { exists, removeFile, writeAll } from './durable.ts'
import type { KeptFile } from './keep-take.ts'
import { describeFile, freePath, moveInFolder } from './keep-take.ts'
import type { DataFolder } from './open-data-folder.ts'
import type { RecordingNote } from './recording-note.ts'
import { readNote, recordingWav, writeNote } from './recording-note.ts'
import { settleWav } from './settle-wav.ts'
import { storageFaultOf } from './storage-fault.ts'

/** What was found of one recording; without sound, its numbers are 0 and its hash is empty. */
interface Found extends KeptFile, SoundShape {
  takeId: string
  /** null where the note beside the sound was lost or can't be read. */
  sidecar: unknown
  /** ISO 8601, UTC; null where unknown. */
  begunAt: string | null
  frameCount: number
}

export type Salvaged = Found &
  (
    | { kind: 'take' }
    /** What lies at `path` can't be mended, or not now; it stays as it is. */
    | { kind: 'unreadable'; reason: string }
    /** A note whose sound is nowhere, and belonged at `path`: begun and never written, or carried off. */
    | { kind: 'missing' }
  )

const noSound = { sha256: '', fileSizeBytes: 0, frameCount: 0, sampleRateHz: 0, channelCount: 0 }

/** Holds any header that recordings have. */
const headBytes = 4096

async function readLayout(handle: FileHandle, fileSizeBytes: number): Promise<WavLayout | null> {
  const head = Buffer.alloc(Math.min(headBytes, fileSizeBytes))
  await handle.read(head, 0, head.length, 0)
  try {
    return readWavLayout(head, fileSizeBytes)
  } catch (error) {
    if (error instanceof AudioFault) return null
    throw error
  }
}

interface Mended extends SoundShape {
  frameCount: number
}

/** Reads a file that stands among the takes already, and is therefore not to be changed. */
async function look(file: string): Promise<Mended | null> {
  const handle = await open(file, 'r')
  try {
    const layout = await readLayout(handle, (await handle.stat()).size)
    if (!layout) return null
    const { sampleRateHz, channelCount, frameCount } = layout
    return { sampleRateHz, channelCount, frameCount }
  } finally {
    await handle.close()
  }
}

/** Mends the file in its place; null where nothing says what its bytes are. */
async function mend(file: string, shape: SoundShape | null): Promise<Mended | null> {
  const handle = await open(file, 'r+')
  try {
    const { size } = await handle.stat()
    const layout = await readLayout(handle, size)
    if (layout) {
      const { sampleRateHz, channelCount, bytesPerSample, dataOffset, closed } = layout
      const place = { dataOffset, frameBytes: channelCount * bytesPerSample }
      const frameCount = closed ? layout.frameCount : await settleWav(handle, place, size - dataOffset)
      return { sampleRateHz, channelCount, frameCount }
    }
    if (!shape) return null
    const header = wavHeader(shape, 0)
    await writeAll(handle, header, 0)
    const place = { dataOffset: header.length, frameBytes: shape.channelCount * pcm24BytesPerSample }
    const frameCount = await settleWav(handle, place, Math.max(0, size - header.length))
    return { sampleRateHz: shape.sampleRateHz, channelCount: shape.channelCount, frameCount }
  } finally {
    await handle.close()
  }
}

async function salvageOne(folder: DataFolder, takeId: string): Promise<Salvaged> {
  const read = await readNote(folder, takeId)
  const note = read.kind === 'note' ? read.note : null
  const left = { takeId, sidecar: note?.sidecar ?? null, begunAt: note?.begunAt ?? null }
  const from = recordingWav(takeId)
  const wavFile = folder.file(from)

  if (!(await exists(wavFile))) {
    if (!note || !(await exists(folder.file(note.path)))) {
      return { ...left, ...noSound, kind: 'missing', path: note?.path ?? from }
    }
    // It had been moved already when the studio ended, before its row was written.
    const sound = await look(folder.file(note.path))
    // Without the sidecar, so that nobody takes it for a take in which nothing was recorded.
    if (!sound) return { ...left, ...noSound, kind: 'unreadable', sidecar: null, path: note.path, reason: 'no header' }
    return { ...left, kind: 'take', ...(await describeFile(folder, note.path)), ...sound }
  }

  const { mtime: lastWritten, size } = await stat(wavFile)
  if (size === 0 && read.kind === 'none') {
    // Made, and the studio ended before the first byte: nothing was recorded, and nothing tells of it.
    await removeFile(wavFile)
    return { ...left, ...noSound, kind: 'missing', path: from }
  }
  const mended = await mend(wavFile, note)
  if (!mended) return { ...left, ...noSound, kind: 'unreadable', path: from, reason: 'neither header nor note' }
  const { sampleRateHz, channelCount } = mended
  const path = await freePath(folder, note?.path ?? datedPath('takes', lastWritten, `${takeId}.wav`))
  // Before the move, so that the note always leads to the sound.
  if (path !== note?.path) {
    const madeUp: RecordingNote = { version: 1, sampleRateHz, channelCount, path, begunAt: null, sidecar: null }
    const unread = read.kind === 'broken' ? { unread: read.text } : {}
    await writeNote(folder, takeId, { ...madeUp, ...note, ...unread, path })
  }
  await moveInFolder(folder, from, path)
  return { ...left, kind: 'take', ...(await describeFile(folder, path)), ...mended }
}

async function salvageOrSay(folder: DataFolder, takeId: string): Promise<Salvaged> {
  const path = recordingWav(takeId)
  try {
    return await salvageOne(folder, takeId)
  } catch (error) {
    // One that can't be mended now (a full disk, a bad sector) must not keep the others, or the studio, waiting.
    const { message: reason } = storageFaultOf(error, { folder: folder.root, path })
    return { takeId, sidecar: null, begunAt: null, ...noSound, kind: 'unreadable', path, reason }
  }
}

/**
 * Puts together what earlier runs left in `recording/`: each sound gets a right header, without a torn last frame, and
 * moves to its place among the takes. Only at start, under the folder's lock.
 *
 * Nothing recorded is deleted, and each is reported at every start until `forgetRecording` is called for it, which is
 * for when its row is in the catalog: a crash in between loses nothing. (The row may be there already: then only that call was missed.)
 */
export async function salvageRecordings(folder: DataFolder): Promise<Salvaged[]> {
  let names: string[]
  try {
    names = await readdir(folder.file('recording'))
  } catch (error) {
    throw storageFaultOf(error, { folder: folder.root, path: 'recording' })
  }
  const takeIds = new Set(names.filter((name) => /.\.(wav|json)$/.test(name)).map((name) => name.replace(/\.\w+$/, '')))
  const salvaged: Salvaged[] = []
  for (const takeId of [...takeIds].sort()) salvaged.push(await salvageOrSay(folder, takeId))
  return salvaged
}
