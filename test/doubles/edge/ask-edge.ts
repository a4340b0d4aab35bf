import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import type { EdgeEngineOptions } from '#shared/node/engines/edge.ts'
import { createEdgeEngine, edgeDefaults } from '#shared/node/engines/edge.ts'
import type { Engine, TextRequest } from '#shared/node/engines/engine.ts'
import type { SpeechFaultRecord } from '#shared/node/engines/speech-fault.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { EdgeServiceDouble } from './edge-service.ts'
import { clipOf } from './edge-turns.ts'

export const soon = { deadlineMs: 15_000 }
/** For what comes about by itself, on a machine with other things to do. */
export const eventually = { timeout: 15_000 }

/** The engine as the studio runs it, worker and library and all, led to the double. */
export function engineFor(
  { endpoint }: Pick<EdgeServiceDouble, 'endpoint'>,
  options: Partial<EdgeEngineOptions> = {},
): Engine {
  const workerUrl = new URL('../../../shared/node/workers/edge-worker.ts', import.meta.url)
  return createEdgeEngine({ workerUrl, endpoint, ...options })
}

export function words(text: string, more: Partial<TextRequest> = {}): TextRequest {
  return { kind: 'text', text, ...edgeDefaults, pitchPercent: 0, ...more }
}

/** How a request ended: with the word whose clip it is, or with its fault. */
export async function endOf(speech: Promise<{ samples: Float32Array }>): Promise<string | SpeechFaultRecord> {
  try {
    const { samples } = await speech
    return (await lengths()).get(samples.length) ?? `${samples.length} samples of nobody knows what`
  } catch (error) {
    if (!(error instanceof SpeechFault)) throw error
    return error.fault
  }
}

let known: Promise<Map<number, string>> | undefined

/** The double's two clips differ in length. */
function lengths(): Promise<Map<number, string>> {
  known ??= Promise.all(
    ['ship', 'sheep'].map(async (word) => [(await decodeAudio(clipOf(word))).frameCount, word] as const),
  ).then((entries) => new Map(entries))
  return known
}
