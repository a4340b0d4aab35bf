import type { TrimMarks } from '#shared/entities/take.ts'
import { monoOf } from './mono-of.ts'
import type { Sound } from './sound.ts'
import { encodeWav24 } from './wav.ts'

/**
 * What is published of a take: the sound between its marks as a mono 24-bit WAV file at the take's own rate, neither
 * levelled nor faded. Marks outside the take are a RangeError.
 */
export function renderClip(
  take: Pick<Sound, 'sampleRateHz' | 'channels' | 'frameCount'>,
  trim: TrimMarks,
): Buffer<ArrayBuffer> {
  const { startFrame, endFrame } = trim
  const inOrder = 0 <= startFrame && startFrame < endFrame && endFrame <= take.frameCount
  if (!Number.isInteger(startFrame) || !Number.isInteger(endFrame) || !inOrder) {
    throw new RangeError(`marks ${startFrame}–${endFrame} in a take of ${take.frameCount} frames`)
  }
  return encodeWav24([monoOf(take.channels).subarray(startFrame, endFrame)], take.sampleRateHz)
}
