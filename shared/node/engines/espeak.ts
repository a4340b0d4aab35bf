import type { Engine } from './engine.ts'
import { createWorkerEngine } from './worker-engine.ts'

/** eSpeak NG, offline. `workerUrl` is the file URL of `espeak-worker`, as source or as bundled. */
export function createEspeakEngine({ workerUrl }: { workerUrl: URL }): Engine {
  // One lane: a phoneme takes milliseconds, and every further thread holds its own engine and voice data (some 100 MB).
  return createWorkerEngine({ id: 'espeak', requestKinds: ['phoneme', 'text'], workerUrl, lanes: 1 })
}
