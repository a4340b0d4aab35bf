import type { FileHandle } from 'node:fs/promises'
import { pcm24BytesPerSample, pcm24OfF32Le } from '#shared/node/audio/pcm24.ts'
import type { SoundShape } from '#shared/node/audio/wav-header.ts'
import { mostWavFrames, wavHeader, wavHeaderBytes } from '#shared/node/audio/wav-header.ts'
import { removeFile, writeAll } from './durable.ts'
import type { KeptFile } from './keep-take.ts'
import { describeFile, freePath, moveInFolder } from './keep-take.ts'
import type { DataFolder } from './open-data-folder.ts'
import type { RecordingNote } from './recording-note.ts'
import { forgetRecording, recordingWav, writeNote } from './recording-note.ts'
import { settleWav } from './settle-wav.ts'
import { StorageFault, storageFaultOf } from './storage-fault.ts'

export interface RecordedFile extends KeptFile, SoundShape {
  frameCount: number
  /** Why not all of it could be written; null if all was. */
  fault: StorageFault | null
}

export interface RecordingWriter {
  readonly takeId: string
  /** Whole frames in the file so far. */
  readonly framesWritten: number
  /** Why nothing more can be written; null while all is well. */
  readonly fault: StorageFault | null
  /**
   * Interleaved little-endian 32-bit floats, whole frames. They are in the file when it resolves, with the frames so far;
   * calls need not wait for each other. After a fault, which has `savedFrames`, every further call is refused with it,
   * since a gap in a recording is worse than its end.
   */
  append(interleavedF32Le: Uint8Array): Promise<number>
  /**
   * Closes the file and gives it its place among the takes; what was written before a fault too. Where even that can't be
   * done it throws, and the next start salvages it. The note stays until `forget`.
   */
  finish(): Promise<RecordedFile>
  /** Throws away what was recorded. */
  discard(): Promise<void>
}

/** A second may be lost to a power cut, none to a crash of the studio; this leaves the disk time to answer. */
const syncEveryMs = 500

export interface RecordingInProgress {
  folder: DataFolder
  takeId: string
  note: RecordingNote
  /** Of the file that was made for it; the writer closes it. */
  handle: FileHandle
}

export function createRecordingWriter({ folder, takeId, note, handle }: RecordingInProgress): RecordingWriter {
  const { sampleRateHz, channelCount } = note
  const shape: SoundShape = { sampleRateHz, channelCount }
  const headerBytes = wavHeaderBytes(channelCount)
  const frameBytes = channelCount * pcm24BytesPerSample
  const from = recordingWav(takeId)

  let dataBytes = 0
  let fault: StorageFault | null = null
  let ended = false
  let tail: Promise<unknown> = Promise.resolve()
  let syncedBytes = 0
  /** Set from the asking until the sync is done, so that no two run at once. */
  let syncTimer: NodeJS.Timeout | undefined
  let syncing: Promise<void> = Promise.resolve()

  const framesWritten = () => Math.floor(dataBytes / frameBytes)

  function failed(error: unknown): StorageFault {
    fault ??= storageFaultOf(error, { folder: folder.root, path: from, savedFrames: framesWritten() })
    return fault
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = tail.then(act)
    // The caller hears of a failure; the next in the line must only wait for its end.
    tail = turn.catch(() => {})
    return turn
  }

  /** The header goes first, so that a file left behind already plays. */
  async function sync(): Promise<void> {
    const bytes = dataBytes
    try {
      await writeAll(handle, wavHeader(shape, framesWritten()), 0)
      await handle.datasync()
      syncedBytes = bytes
    } catch (error) {
      failed(error)
    }
    syncTimer = undefined
    if (syncedBytes < dataBytes) syncSoon()
  }

  function syncSoon(): void {
    if (syncTimer !== undefined || ended || fault) return
    syncTimer = setTimeout(() => {
      syncing = sync()
    }, syncEveryMs)
    syncTimer.unref()
  }

  async function write(pcm: Uint8Array): Promise<number> {
    if (fault) throw fault
    if (framesWritten() + pcm.length / frameBytes > mostWavFrames(shape)) {
      throw failed(
        new StorageFault('RECORDING_TOO_LONG', { folder: folder.root, path: from, savedFrames: framesWritten() }),
      )
    }
    try {
      await writeAll(handle, pcm, headerBytes + dataBytes, (bytes) => {
        dataBytes += bytes
      })
    } catch (error) {
      throw failed(error)
    }
    syncSoon()
    return framesWritten()
  }

  /** Ends the background work; what comes after has the file to itself. */
  async function end(): Promise<void> {
    clearTimeout(syncTimer)
    await syncing
  }

  async function settle(): Promise<number> {
    try {
      return await settleWav(handle, { dataOffset: headerBytes, frameBytes }, dataBytes)
    } finally {
      await handle.close()
    }
  }

  async function finish(): Promise<RecordedFile> {
    await end()
    try {
      const frameCount = await settle()
      const path = await freePath(folder, note.path)
      if (path !== note.path) await writeNote(folder, takeId, { ...note, path })
      await moveInFolder(folder, from, path)
      return { ...(await describeFile(folder, path)), ...shape, frameCount, fault }
    } catch (error) {
      throw storageFaultOf(error, { folder: folder.root, path: from, savedFrames: framesWritten() })
    }
  }

  async function discard(): Promise<void> {
    await end()
    try {
      await handle.close()
      await removeFile(folder.file(from))
      await forgetRecording(folder, takeId)
    } catch (error) {
      throw storageFaultOf(error, { folder: folder.root, path: from })
    }
  }

  function refuseWhenEnded(): void {
    if (ended) throw new StorageFault('RECORDING_CLOSED', { folder: folder.root, path: from })
  }

  return {
    takeId,
    get framesWritten() {
      return framesWritten()
    },
    get fault() {
      return fault
    },
    append: async (chunk) => {
      refuseWhenEnded()
      if (chunk.length % (channelCount * 4) !== 0) {
        const reason = `${chunk.length} bytes for ${channelCount} channels`
        throw new StorageFault('CHUNK_MALFORMED', { folder: folder.root, path: from, reason })
      }
      // Taken now: the caller may use its buffer again.
      const pcm = pcm24OfF32Le(chunk)
      return inTurn(() => write(pcm))
    },
    finish: async () => {
      refuseWhenEnded()
      ended = true
      return inTurn(finish)
    },
    discard: async () => {
      refuseWhenEnded()
      ended = true
      return inTurn(discard)
    },
  }
}
