import type { FromCaptureWorker, ToCaptureWorker } from './capture-protocol.ts'
import type { Scope } from './scope.ts'
import { openScope } from './scope.ts'
import { createInterleaver } from './interleave.ts'
import type { Cutter } from './cutter.ts'
import { createCutter } from './cutter.ts'

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
  let cutter: Cutter | null = null
  let framesRead = 0

  const watchForQuiet = (watch: Scope) => {
    let framesSeen = 0
    let quietMs = 0
    watch.every(stepMs, () => {
      quietMs = framesRead === framesSeen ? quietMs + stepMs : 0
      framesSeen = framesRead
      if (quietMs === 0) return
      if (quietMs >= postRollPatienceMs) cutter?.endStopped()
      if (quietMs % (cutter === null ? silentAtOpeningAfterMs : silentAfterMs) > 0) return
      tell({ kind: 'silent' })
      cutter?.endSounding()
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
          cutter = createCutter({ ...shape, ...format }, tell)
          tell({ kind: 'format', ...format })
        } else if (format.sampleRateHz !== sampleRateHz || format.channelCount !== channelCount) return 'format-changed'
        const samples = interleave(data)
        framesRead += numberOfFrames
        cutter?.push(samples)
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
    // Told before the take's own end, so that whoever finishes the take knows already who ended it.
    tell({ kind: end })
    cutter?.end()
    // A broken stream refuses even this.
    await reader.cancel().catch(() => undefined)
  }

  return {
    hear(message) {
      switch (message.kind) {
        case 'open':
          return void open(message)
        case 'start':
          return cutter?.start(message.takeNumber)
        case 'wait':
          return cutter?.wait(message)
        case 'cancel':
          return cutter?.cancel(message.takeNumber)
        case 'stop':
          return cutter?.stop()
        case 'count':
          return tell({ kind: 'read', question: message.question, frames: framesRead })
        case 'listen':
          return cutter?.listen(message.listener, message.mostSeconds)
        case 'listened':
          return cutter?.listened(message.listener)
      }
    },
  }
}
