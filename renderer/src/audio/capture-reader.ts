import type { FromCaptureWorker, ToCaptureWorker } from './capture-protocol.ts'
import type { Scope } from './scope.ts'
import { openScope } from './scope.ts'
import type { TakeSlicer } from './take-slicer.ts'
import { createTakeSlicer } from './take-slicer.ts'

/** The worker's side of a capture: reads every frame, cuts takes out of them, and tells when they fail to come. */
export interface CaptureReader {
  hear(message: ToCaptureWorker): void
}

type Open = Extract<ToCaptureWorker, { kind: 'open' }>
type Format = { sampleRateHz: number; channelCount: number }

/**
 * Quiet is counted in small steps and never by the clock: after the machine has slept, one step has passed and not an
 * hour, and frames that waited are read before the next.
 */
const stepMs = 250
/** A stopped take waits this long for its post-roll. */
const postRollPatienceMs = 1000
const silentAfterMs = 2250
/** Before its first frame a device may take its time: sound servers need 2 s, wireless ones more. */
const silentAtOpeningAfterMs = 10_000

/** It reads all the time, whether a take is under way or not: the track's buffer must never fill. */
export function createCaptureReader(
  scope: Scope,
  tell: (message: FromCaptureWorker, transfer?: Transferable[]) => void,
): CaptureReader {
  let slicer: TakeSlicer | null = null
  let framesRead = 0
  let ended = false
  let stopped = false

  const startTake = (takeNumber: number) => {
    stopped = false
    slicer?.start({
      chunk: (sequence, samples) => tell({ kind: 'chunk', takeNumber, sequence, samples }, [samples.buffer]),
      done: (extent) => tell({ kind: 'done', takeNumber, ...extent }),
    })
    // The key and the end of the stream crossed on their way: nothing more will come.
    if (ended) slicer?.end()
  }

  const stopTake = () => {
    stopped = true
    slicer?.stop()
  }

  const watchForQuiet = (watch: Scope) => {
    let framesSeen = 0
    let quietMs = 0
    watch.every(stepMs, () => {
      quietMs = framesRead === framesSeen ? quietMs + stepMs : 0
      framesSeen = framesRead
      if (quietMs === 0) return
      if (stopped && quietMs >= postRollPatienceMs) slicer?.end()
      if (quietMs % (slicer === null ? silentAtOpeningAfterMs : silentAfterMs) === 0) tell({ kind: 'silent' })
    })
  }

  const readToEnd = async (reader: ReadableStreamDefaultReader<AudioData>, shape: Open) => {
    const interleave = createInterleaver()
    let format: Format | null = null
    for (;;) {
      const { done, value: data } = await reader.read()
      if (done) return 'ended'
      try {
        const { numberOfFrames, numberOfChannels: channelCount, sampleRate: sampleRateHz } = data
        if (format === null) {
          format = { sampleRateHz, channelCount }
          slicer = createTakeSlicer({ ...shape, ...format })
          tell({ kind: 'format', ...format })
        } else if (format.sampleRateHz !== sampleRateHz || format.channelCount !== channelCount) return 'format-changed'
        const samples = interleave(data)
        framesRead += numberOfFrames
        slicer?.push(samples)
      } finally {
        data.close()
      }
    }
  }

  const open = async (shape: Open) => {
    const reader = shape.readable.getReader()
    const watch = openScope()
    scope.add(() => watch.close())
    watchForQuiet(watch)
    // A stream that can't be read any more has ended, whatever the reason; a rejection here would reach nobody.
    const end = await readToEnd(reader, shape).catch(() => 'ended' as const)
    watch.close()
    ended = true
    // Told before the take's own end, so that whoever finishes the take knows already who ended it.
    tell({ kind: end })
    slicer?.end()
    // A broken stream refuses even this.
    await reader.cancel().catch(() => undefined)
  }

  return {
    hear(message) {
      switch (message.kind) {
        case 'open':
          return void open(message)
        case 'start':
          return startTake(message.takeNumber)
        case 'stop':
          return stopTake()
        case 'count':
          return tell({ kind: 'read', question: message.question, frames: framesRead })
      }
    },
  }
}

/** Samples of one buffer, its channels side by side; the memory is used again for the next. */
function createInterleaver(): (data: AudioData) => Float32Array {
  let plane = new Float32Array(0)
  let interleaved = new Float32Array(0)
  return (data) => {
    const { numberOfFrames, numberOfChannels } = data
    const samples = numberOfFrames * numberOfChannels
    if (plane.length !== numberOfFrames) plane = new Float32Array(numberOfFrames)
    if (interleaved.length !== samples) interleaved = new Float32Array(samples)
    for (let channel = 0; channel < numberOfChannels; channel += 1) {
      data.copyTo(plane, { planeIndex: channel, format: 'f32-planar' })
      for (let frame = 0; frame < numberOfFrames; frame += 1) {
        interleaved[frame * numberOfChannels + channel] = plane[frame] ?? 0
      }
    }
    return interleaved
  }
}
