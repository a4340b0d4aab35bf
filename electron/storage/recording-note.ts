import { readFile } from 'node:fs/promises'
import type { SoundShape } from '#shared/node/audio/wav-header.ts'
import { commitFile, removeFile } from './durable.ts'
import type { JsonValue } from './json-value.ts'
import type { DataFolder } from './open-data-folder.ts'
import { refusePath } from './refuse-path.ts'
import { errnoOf } from './storage-fault.ts'

/** What stands beside a recording until its row is in the catalog, so that a crash at any moment can be mended. */
export interface RecordingNote extends SoundShape {
  version: 1
  /** Where the take goes when it is finished, relative to the data folder. */
  path: string
  /** ISO 8601, UTC; null where it is only known from the file's own time. */
  begunAt: string | null
  /** What the recorder was given to know about the take; null where that is lost. */
  sidecar: object | JsonValue
  /** The text of an earlier note that could not be read. */
  unread?: string
}

export type ReadNote = { kind: 'note'; note: RecordingNote } | { kind: 'broken'; text: string } | { kind: 'none' }

export function recordingWav(takeId: string): string {
  return `recording/${takeId}.wav`
}

export function recordingNote(takeId: string): string {
  return `recording/${takeId}.json`
}

export async function writeNote(folder: DataFolder, takeId: string, note: RecordingNote): Promise<void> {
  await commitFile(folder.file(recordingNote(takeId)), Buffer.from(`${JSON.stringify(note, null, 2)}\n`))
}

function isNote(value: unknown): value is RecordingNote {
  if (typeof value !== 'object' || value === null) return false
  const note = value as Record<string, unknown>
  const counts = [note.sampleRateHz, note.channelCount].every((count) => Number.isInteger(count) && Number(count) > 0)
  const begun = note.begunAt === null || (typeof note.begunAt === 'string' && !Number.isNaN(Date.parse(note.begunAt)))
  const placed = typeof note.path === 'string' && note.path.startsWith('takes/') && refusePath(note.path) === null
  return note.version === 1 && counts && begun && placed && note.sidecar !== undefined
}

export async function readNote(folder: DataFolder, takeId: string): Promise<ReadNote> {
  let text: string
  try {
    text = await readFile(folder.file(recordingNote(takeId)), 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return { kind: 'none' }
    throw error
  }
  try {
    const value: unknown = JSON.parse(text)
    return isNote(value) ? { kind: 'note', note: value } : { kind: 'broken', text }
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'broken', text }
    throw error
  }
}

/** Called when the take's row is in the catalog: from then on nothing has to be salvaged. */
export async function forgetRecording(folder: DataFolder, takeId: string): Promise<void> {
  await removeFile(folder.file(recordingNote(takeId)))
}
