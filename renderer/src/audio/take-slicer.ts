import { createRingBuffer } from './ring-buffer.ts'

/** How a take is cut out of the stream that never stops. */
export interface TakeShape {
  sampleRateHz: number
  channelCount: number
  preRollSeconds: number
  postRollSeconds: number
  chunkSeconds: number
}

export interface TakeSink {
  /** Interleaved samples, −1…1; `sequence` counts from 0 in each take. */
  chunk(sequence: number, samples: Float32Array<ArrayBuffer>): void
  done(frames: number): void
}

/**
 * Cuts takes out of a continuous stream of interleaved samples: each begins with what was heard just before `start`,
 * ends a little after `stop`, and shares no sample with the one before it.
 */
export interface TakeSlicer {
  push(interleaved: Float32Array): void
  start(sink: TakeSink): void
  stop(): void
  /** The stream has ended: a take under way ends with what there is. */
  end(): void
}

type Phase =
  | { kind: 'idle' }
  | { kind: 'taking'; take: Taking }
  | { kind: 'post-roll'; take: Taking; samplesLeft: number }

interface Taking {
  sink: TakeSink
  sequence: number
  samples: number
  chunk: Float32Array<ArrayBuffer>
  filled: number
}

export function createTakeSlicer(shape: TakeShape): TakeSlicer {
  const samplesIn = (seconds: number) => Math.round(seconds * shape.sampleRateHz) * shape.channelCount
  const ring = createRingBuffer(samplesIn(shape.preRollSeconds))
  const chunkSamples = Math.max(samplesIn(shape.chunkSeconds), shape.channelCount)
  let phase: Phase = { kind: 'idle' }

  const emit = (take: Taking, samples: Float32Array<ArrayBuffer>) => {
    if (samples.length === 0) return
    take.sink.chunk(take.sequence, samples)
    take.sequence += 1
    take.samples += samples.length
  }

  const append = (take: Taking, samples: Float32Array) => {
    let offset = 0
    while (offset < samples.length) {
      const part = samples.subarray(offset, offset + take.chunk.length - take.filled)
      take.chunk.set(part, take.filled)
      take.filled += part.length
      offset += part.length
      if (take.filled < take.chunk.length) continue
      const full = take.chunk
      // The full chunk is handed over (and transferred by the worker), so the next needs memory of its own.
      take.chunk = new Float32Array(chunkSamples)
      take.filled = 0
      emit(take, full)
    }
  }

  const finish = (take: Taking) => {
    phase = { kind: 'idle' }
    emit(take, take.chunk.slice(0, take.filled))
    take.sink.done(take.samples / shape.channelCount)
  }

  return {
    push(interleaved) {
      if (phase.kind === 'idle') return ring.write(interleaved)
      if (phase.kind === 'taking') return append(phase.take, interleaved)
      const { take, samplesLeft } = phase
      const used = interleaved.subarray(0, samplesLeft)
      append(take, used)
      phase = { kind: 'post-roll', take, samplesLeft: samplesLeft - used.length }
      if (samplesLeft > used.length) return
      finish(take)
      ring.write(interleaved.subarray(used.length))
    },
    start(sink) {
      if (phase.kind !== 'idle') throw new Error('a take is under way')
      const take: Taking = { sink, sequence: 0, samples: 0, chunk: new Float32Array(chunkSamples), filled: 0 }
      phase = { kind: 'taking', take }
      emit(take, ring.drain())
    },
    stop() {
      if (phase.kind !== 'taking') return
      phase = { kind: 'post-roll', take: phase.take, samplesLeft: samplesIn(shape.postRollSeconds) }
    },
    end() {
      if (phase.kind !== 'idle') finish(phase.take)
    },
  }
}
