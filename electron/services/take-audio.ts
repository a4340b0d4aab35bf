import { createLevels } from '#shared/acoustics/levels.ts'
import { createPeaks } from '#shared/acoustics/peaks.ts'
import { proposeTrim } from '#shared/acoustics/trim-marks.ts'
import type { TakeMeasurements, TrimMarks } from '#shared/entities/take.ts'
import type { DecodedAudio } from '#shared/node/audio/decode-audio.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import type { StoredWaveform } from '../catalog/waveforms.ts'
import type { AudioFiles } from '../storage/audio-files.ts'

export interface MeasuredAudio {
  measurements: Omit<TakeMeasurements, 'droppedFrames'>
  waveform: Omit<StoredWaveform, 'sha256'>
  trim: TrimMarks
}

export interface TakeAudio {
  /** Reads a file of the data folder once, for everything that its row and its drawing need. */
  measure(path: string): Promise<MeasuredAudio>
}

export function createTakeAudio(files: Pick<AudioFiles, 'read'>): TakeAudio {
  return { measure: async (path) => measureAudio(await decodeAudio(await files.read(path))) }
}

export function measureAudio({ channels, sampleRateHz, frameCount }: DecodedAudio): MeasuredAudio {
  const samples = interleave(channels, frameCount)
  const levels = createLevels()
  levels.add(samples)
  const peaks = createPeaks(channels.length)
  peaks.add(samples)
  return {
    measurements: levels.result(),
    waveform: { sampleRateHz, frameCount, ...peaks.result() },
    trim: proposeTrim(meanOf(channels, frameCount), sampleRateHz),
  }
}

function interleave(channels: Float32Array[], frameCount: number): Float32Array {
  const [only] = channels
  if (channels.length === 1 && only !== undefined) return only
  const samples = new Float32Array(frameCount * channels.length)
  for (const [index, channel] of channels.entries())
    for (let frame = 0; frame < frameCount; frame += 1) samples[frame * channels.length + index] = channel[frame] ?? 0
  return samples
}

function meanOf(channels: Float32Array[], frameCount: number): Float32Array {
  const [only] = channels
  if (channels.length === 1 && only !== undefined) return only
  const mean = new Float32Array(frameCount)
  for (const channel of channels)
    for (let frame = 0; frame < frameCount; frame += 1)
      mean[frame] = (mean[frame] ?? 0) + (channel[frame] ?? 0) / channels.length
  return mean
}
