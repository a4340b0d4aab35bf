import type { Sound } from '#shared/node/audio/sound.ts'
import { decodeWav, readWavLayout } from '#shared/node/audio/wav.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { StorageFault } from '../storage/storage-fault.ts'

/** Holds the header of any WAV file that a studio writes. */
const headBytes = 4096

export interface WavFile {
  sampleRateHz: number
  channelCount: number
  frameCount: number
  /** Decodes these frames alone: a take may be an hour long. `endFrame` is the first left out. */
  frames: (startFrame: number, endFrame: number) => Promise<Sound>
}

/** Reads of a WAV file what is asked for, never the whole of it. Throws AudioFault where it is no WAV. */
export async function openWavFile(files: Pick<AudioFiles, 'stat' | 'stream'>, path: string): Promise<WavFile> {
  const found = await files.stat(path)
  if (found === null) throw new StorageFault('FILE_MISSING', { folder: '', path })
  const head = await readBytes(files, path, 0, Math.min(headBytes, found.sizeBytes))
  const { dataOffset, bytesPerSample, sampleRateHz, channelCount, frameCount } = readWavLayout(head, found.sizeBytes)
  const frameBytes = bytesPerSample * channelCount
  return {
    sampleRateHz,
    channelCount,
    frameCount,
    async frames(startFrame, endFrame) {
      const start = dataOffset + startFrame * frameBytes
      const data = await readBytes(files, path, start, (Math.min(endFrame, frameCount) - startFrame) * frameBytes)
      // The header says more frames than follow it here; a cut-off file decodes to what is there.
      return decodeWav(Buffer.concat([head.subarray(0, dataOffset), data]))
    },
  }
}

async function readBytes(
  files: Pick<AudioFiles, 'stream'>,
  path: string,
  start: number,
  length: number,
): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  for await (const part of files.stream(path, { start, end: start + length - 1 })) parts.push(part)
  return Buffer.concat(parts)
}
