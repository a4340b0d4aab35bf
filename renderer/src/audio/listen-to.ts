import { MicrophoneError } from './microphone.ts'
import type { Capture } from './open-capture.ts'
import { openScope } from './scope.ts'

export interface HeardSamples {
  /** Mono, −1…1. */
  samples: Float32Array
  sampleRateHz: number
}

export interface ListenFor {
  mostSeconds: number
  /** What was heard until it aborts is enough. */
  until?: AbortSignal
  /** Once it aborts, nobody wants what was heard. */
  unless?: AbortSignal
}

/** The sound from now on. */
export async function listenTo(
  capture: Capture | null,
  { mostSeconds, until, unless }: ListenFor,
): Promise<HeardSamples> {
  unless?.throwIfAborted()
  if (capture === null) throw new MicrophoneError('closed')
  const scope = openScope()
  const { heard, end } = capture.listenings.open(mostSeconds)
  const unwanted = Promise.withResolvers<never>()
  if (unless) {
    scope.listen(unless, 'abort', () => {
      end()
      unwanted.reject(unless.reason)
    })
  }
  if (until?.aborted) end()
  else if (until) scope.listen(until, 'abort', end)
  try {
    return { samples: await Promise.race([heard, unwanted.promise]), sampleRateHz: capture.input.sampleRateHz }
  } finally {
    scope.close()
  }
}
