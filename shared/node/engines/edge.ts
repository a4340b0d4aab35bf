import { watchOffline } from './edge-offline.ts'
import { refuseUnspeakable } from './edge-request.ts'
import type { VoiceMemory } from './edge-voice-list.ts'
import { createVoiceList } from './edge-voice-list.ts'
import type { Engine } from './engine.ts'
import { SpeechFault } from './speech-fault.ts'
import { createWorkerEngine } from './worker-engine.ts'

/** What the studio asks for unless a person asks otherwise: clear, and slower than a voice's normal speed. */
export const edgeDefaults = { voiceId: 'en-US-AriaNeural', ratePercent: -30 } as const

/** A thread takes some 30 MB; the service has been seen to refuse at hundreds of requests at once. */
const defaultConcurrency = 4

export interface EdgeEngineOptions {
  /** The file URL of `edge-worker`, as source or as bundled. */
  workerUrl: URL
  /** How many requests go to the service at once, each in a thread of its own. */
  concurrency?: number
  /** Whether a person chose to stay offline: then nothing is sent, and what is under way is given up. */
  isOffline?: () => boolean
  /** Where the list of voices is kept between two runs. */
  memory?: VoiceMemory
  /** Base address of a relay of the service, for networks that do not reach it: `https://relay.example/readaloud`. */
  endpoint?: string
  clock?: () => Date
  /** Told when the live list of voices could not be had; the list that is kept goes on serving. */
  log?: (line: string) => void
}

/** What a worker is told when it starts. */
export interface EdgeWorkerData {
  endpoint: string | undefined
}

/** The neural voices of Microsoft Edge, online. It reads words aloud and cannot be given a phoneme. */
export function createEdgeEngine(options: EdgeEngineOptions): Engine {
  const { workerUrl, concurrency = defaultConcurrency, isOffline = () => false, memory, endpoint, clock, log } = options
  const offlineChosen = () => new SpeechFault({ code: 'OFFLINE_CHOSEN', data: { engine: 'edge' } })
  const workerData: EdgeWorkerData = { endpoint }
  const workers = createWorkerEngine({
    id: 'edge',
    requestKinds: ['text'],
    workerUrl,
    workerData,
    lanes: concurrency,
    refusal: () => (isOffline() ? offlineChosen() : null),
  })
  const offline = watchOffline(isOffline)
  const voices = createVoiceList({ memory, fetchLive: () => workers.listVoices(), isOffline, clock, log })

  return {
    ...workers,
    listVoices: async () => voices.list(),
    async speak(request, { deadlineMs, signal }) {
      if (isOffline()) throw offlineChosen()
      refuseUnspeakable(request)
      const watch = offline.watch(signal)
      try {
        return await workers.speak(request, { deadlineMs, signal: watch.signal })
      } catch (error) {
        throw watch.wentOffline() ? offlineChosen() : error
      } finally {
        watch.end()
      }
    },
  }
}
