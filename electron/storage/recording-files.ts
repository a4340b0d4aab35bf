import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SoundShape } from '#shared/node/audio/wav-header.ts'
import { wavHeader } from '#shared/node/audio/wav-header.ts'
import { datedPath } from './dated-path.ts'
import { exists, makeDirectory, removeFile, writeAll } from './durable.ts'
import type { JsonValue } from './json-value.ts'
import type { DataFolder } from './open-data-folder.ts'
import type { RecordingNote } from './recording-note.ts'
import { forgetRecording, recordingNote, recordingWav, writeNote } from './recording-note.ts'
import type { RecordingWriter } from './recording-writer.ts'
import { createRecordingWriter } from './recording-writer.ts'
import { StorageFault, storageFaultOf } from './storage-fault.ts'

export type { RecordingWriter } from './recording-writer.ts'

export interface BeginRecording extends SoundShape {
  /** What salvage is to give back with the sound, should the studio not live to see its end; anything that JSON keeps. */
  sidecar: object | JsonValue
}

export interface RecordingFiles {
  /** Opens a take's file, in which a whole header already stands, and claims its place among the takes. */
  begin(takeId: string, recording: BeginRecording): Promise<RecordingWriter>
  /** To be called when the take's row is in the catalog: from then on nothing has to be salvaged. */
  forget(takeId: string): Promise<void>
}

export function createRecordingFiles(folder: DataFolder, clock: () => Date = () => new Date()): RecordingFiles {
  async function begin(
    takeId: string,
    { sampleRateHz, channelCount, sidecar }: BeginRecording,
  ): Promise<RecordingWriter> {
    const now = clock()
    const path = datedPath('takes', now, `${takeId}.wav`)
    const note: RecordingNote = { version: 1, sampleRateHz, channelCount, path, begunAt: now.toISOString(), sidecar }
    const wavFile = folder.file(recordingWav(takeId))
    let handle: FileHandle | undefined
    try {
      // What an earlier run left under this id is somebody's recording.
      if (await exists(folder.file(recordingNote(takeId)))) {
        throw new StorageFault('FILE_EXISTS', { folder: folder.root, path: recordingNote(takeId) })
      }
      // Now, while there is room: a full disk then leaves a take that can still be finished.
      await makeDirectory(dirname(folder.file(path)))
      handle = await open(wavFile, 'wx')
      await writeAll(handle, wavHeader(note, 0), 0)
      await handle.sync()
      // Its commit makes both names durable.
      await writeNote(folder, takeId, note)
      return createRecordingWriter({ folder, takeId, note, handle })
    } catch (error) {
      await handle?.close()
      if (handle) await removeFile(wavFile)
      throw storageFaultOf(error, { folder: folder.root, path: recordingWav(takeId), savedFrames: 0 })
    }
  }

  return { begin, forget: (takeId) => forgetRecording(folder, takeId) }
}
