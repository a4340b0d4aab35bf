import { setImmediate as nextTurn } from 'node:timers/promises'
import { createLevels } from '#shared/acoustics/levels.ts'
import { createPeaks } from '#shared/acoustics/peaks.ts'
import { proposeTrim } from '#shared/acoustics/trim-marks.ts'
import type { TakeMeasurements, TrimMarks } from '#shared/entities/take.ts'
import type { Sound } from '#shared/node/audio/sound.ts'
import type { StoredWaveform } from '../catalog/waveforms.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { MonoCollector } from './mono-collector.ts'
import { openWavFile } from './wav-file.ts'

export interface MeasuredAudio {
  measurements: Omit<TakeMeasurements, 'droppedFrames'>
  waveform: Omit<StoredWaveform, 'sha256'>
  trim: TrimMarks
}

/** A second of sound at a time: whatever else the studio does, recording above all, goes on in between. */
const blockSeconds = 1

/** Reads a take's WAV file once, block by block, for everything that its row and its drawing need. */
export async function measureWavFile(files: Pick<AudioFiles, 'stat' | 'stream'>, path: string): Promise<MeasuredAudio> {
  const { sampleRateHz, channelCount, frameCount, frames } = await openWavFile(files, path)
  const blockFrames = blockSeconds * sampleRateHz
  async function* blocks(): AsyncGenerator<Sound> {
    for (let start = 0; start < frameCount; start += blockFrames) yield frames(start, start + blockFrames)
  }
  return measureBlocks(blocks(), { sampleRateHz, channelCount, frameCount })
}

/** The same of a sound that is decoded already. */
export function measureAudio({ channels, sampleRateHz, frameCount }: Sound): Promise<MeasuredAudio> {
  const blockFrames = blockSeconds * sampleRateHz
  async function* blocks(): AsyncGenerator<Sound> {
    for (let start = 0; start < frameCount; start += blockFrames) {
      const end = Math.min(start + blockFrames, frameCount)
      yield { sampleRateHz, channels: channels.map((channel) => channel.subarray(start, end)), frameCount: end - start }
    }
  }
  return measureBlocks(blocks(), { sampleRateHz, channelCount: channels.length, frameCount })
}

async function measureBlocks(
  blocks: AsyncGenerator<Sound>,
  { sampleRateHz, channelCount, frameCount }: { sampleRateHz: number; channelCount: number; frameCount: number },
): Promise<MeasuredAudio> {
  const levels = createLevels()
  const peaks = createPeaks(channelCount)
  const mono = new MonoCollector(sampleRateHz, channelCount)
  for await (const block of blocks) {
    const samples = interleave(block)
    levels.add(samples)
    peaks.add(samples)
    mono.add(samples)
    await nextTurn()
  }
  const held = mono.samples(frameCount)
  return {
    measurements: levels.result(),
    waveform: { sampleRateHz, frameCount, ...peaks.result() },
    trim: held === null ? { startFrame: 0, endFrame: frameCount } : proposeTrim(held, sampleRateHz),
  }
}

function interleave({ channels, frameCount }: Sound): Float32Array {
  const [only] = channels
  if (channels.length === 1 && only !== undefined) return only
  const samples = new Float32Array(frameCount * channels.length)
  for (const [index, channel] of channels.entries())
    for (let frame = 0; frame < frameCount; frame += 1) samples[frame * channels.length + index] = channel[frame] ?? 0
  return samples
}
