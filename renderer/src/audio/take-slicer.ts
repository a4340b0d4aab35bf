import { createRingBuffer } from './ring-buffer.ts'

/** How a take is cut out of the stream that never stops. */
export interface TakeShape {
  sampleRateHz: number
  channelCount: number
  preRollSeconds: number
  postRollSeconds: number
  chunkSeconds: number
  /** How far before the present a take may be started at most; its pre-roll is kept from still before that. */
  lookBackSeconds: number
}

export interface TakeSink {
  /** Interleaved samples, −1…1; `sequence` counts from 0 in each take. */
  chunk(sequence: number, samples: Float32Array<ArrayBuffer>): void
  done(extent: TakeExtent): void
}

/** Where in a take's frames the keys were, or the sound that began and ended it. */
export interface TakeExtent {
  frames: number
  /**
   * Frames that had been heard before the key was pressed, or before the sound began: fewer than the pre-roll when that
   * was soon after the microphone was opened, or after the take before.
   */
  preRollFrames: number
  /** The frame at which `stop` came, counted from the take's first; `frames` when it ended without. */
  keyUpFrame: number
}

/**
 * Cuts takes out of a continuous stream of interleaved samples: each begins with what was heard just before `start`,
 * ends a little after `stop`, and shares no sample with the one before it. Both may be told of a moment that has passed
 * already, `framesAgo`; the post-roll is then shorter by what has been heard of it.
 */
export interface TakeSlicer {
  push(interleaved: Float32Array): void
  start(sink: TakeSink, framesAgo?: number): void
  stop(framesAgo?: number): void
  /** The stream has ended: a take under way ends with what there is. */
  end(): void
}

type Phase =
  | { kind: 'idle' }
  | { kind: 'taking'; take: Taking }
  | { kind: 'post-roll'; take: Taking; samplesLeft: number; keyUpFrame: number }

interface Taking {
  sink: TakeSink
  preRollFrames: number
  sequence: number
  /** Handed over so far. */
  samples: number
  chunk: Float32Array<ArrayBuffer>
  filled: number
}

export function createTakeSlicer(shape: TakeShape): TakeSlicer {
  const samplesIn = (seconds: number) => Math.round(seconds * shape.sampleRateHz) * shape.channelCount
  const ring = createRingBuffer(samplesIn(shape.preRollSeconds + shape.lookBackSeconds))
  const chunkSamples = Math.max(samplesIn(shape.chunkSeconds), shape.channelCount)
  let phase: Phase = { kind: 'idle' }

  const emit = (take: Taking, samples: Float32Array<ArrayBuffer>) => {
    if (samples.length === 0) return
    // Counted first: the worker gives its memory away with it, and then it is empty.
    take.samples += samples.length
    take.sink.chunk(take.sequence, samples)
    take.sequence += 1
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

  const framesOf = (take: Taking) => (take.samples + take.filled) / shape.channelCount

  const finish = (take: Taking, keyUpFrame: number) => {
    phase = { kind: 'idle' }
    const frames = framesOf(take)
    emit(take, take.chunk.slice(0, take.filled))
    take.sink.done({ frames, preRollFrames: take.preRollFrames, keyUpFrame })
  }

  return {
    push(interleaved) {
      if (phase.kind === 'idle') return ring.write(interleaved)
      if (phase.kind === 'taking') return append(phase.take, interleaved)
      const { take, samplesLeft, keyUpFrame } = phase
      const used = interleaved.subarray(0, samplesLeft)
      append(take, used)
      phase = { ...phase, samplesLeft: samplesLeft - used.length }
      if (samplesLeft > used.length) return
      finish(take, keyUpFrame)
      ring.write(interleaved.subarray(used.length))
    },
    start(sink, framesAgo = 0) {
      if (phase.kind !== 'idle') throw new Error('a take is under way')
      const samplesAgo = framesAgo * shape.channelCount
      const heard = ring.drain()
      // Memory of its own: what was heard before that is nobody's.
      const beginning = heard.slice(Math.max(0, heard.length - samplesAgo - samplesIn(shape.preRollSeconds)))
      const take: Taking = {
        sink,
        preRollFrames: Math.max(0, beginning.length - samplesAgo) / shape.channelCount,
        sequence: 0,
        samples: 0,
        chunk: new Float32Array(chunkSamples),
        filled: 0,
      }
      phase = { kind: 'taking', take }
      emit(take, beginning)
    },
    stop(framesAgo = 0) {
      if (phase.kind !== 'taking') return
      const { take } = phase
      const keyUpFrame = framesOf(take) - framesAgo
      const samplesLeft = samplesIn(shape.postRollSeconds) - framesAgo * shape.channelCount
      if (samplesLeft > 0) phase = { kind: 'post-roll', take, samplesLeft, keyUpFrame }
      else finish(take, keyUpFrame)
    },
    end() {
      if (phase.kind === 'taking') finish(phase.take, framesOf(phase.take))
      else if (phase.kind === 'post-roll') finish(phase.take, phase.keyUpFrame)
    },
  }
}
