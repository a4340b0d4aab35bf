import type { FileHandle } from 'node:fs/promises'
import { padBytesAfter } from '#shared/node/audio/wav-header.ts'
import { writeAll } from './durable.ts'

export interface SoundPlace {
  dataOffset: number
  frameBytes: number
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/**
 * Makes a WAV file whole whose sound broke off after `dataBytes`: a torn last frame goes, the sizes are filled in, all is
 * on the disk. Doing it again changes nothing. Returns the number of frames.
 */
export async function settleWav(handle: FileHandle, place: SoundPlace, dataBytes: number): Promise<number> {
  const { dataOffset, frameBytes } = place
  const frameCount = Math.floor(dataBytes / frameBytes)
  const soundBytes = frameCount * frameBytes
  await handle.truncate(dataOffset + soundBytes)
  const padBytes = padBytesAfter(soundBytes)
  // Lengthening a file by truncation needs no room on the disk, unlike writing.
  if (padBytes > 0) await handle.truncate(dataOffset + soundBytes + padBytes)
  await writeAll(handle, uint32(soundBytes), dataOffset - 4)
  // Last: when it agrees with the file's length, the rest is taken to be right.
  await writeAll(handle, uint32(dataOffset - 8 + soundBytes + padBytes), 4)
  await handle.sync()
  return frameCount
}
