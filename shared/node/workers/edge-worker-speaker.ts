import { AudioFault } from '../audio/audio-fault.ts'
import { decodeAudio } from '../audio/decode-audio.ts'
import { monoOf } from '../audio/mono-of.ts'
import { refuseUnspeakable } from '../engines/edge-request.ts'
import { badAnswer } from './edge-worker-faults.ts'
import { openPatience } from './edge-worker-patience.ts'
import type { EdgeService } from './edge-worker-service.ts'
import { speakInOneTurn } from './edge-worker-turn.ts'
import type { EngineInWorker } from './serve-engine.ts'

/** The Edge service, from inside a worker: one request at a time, each over a connection of its own. */
export function createEdgeSpeaker(service: EdgeService): EngineInWorker {
  return {
    // Asked for once a day, in one thread: the others need not hold it.
    listVoices: async () => (await import('./edge-worker-voices.ts')).liveVoices(service),
    async speak(request, caller, deadlineMs) {
      refuseUnspeakable(request)
      const patience = openPatience(deadlineMs, caller)
      try {
        const mp3 = await patience.retry(() => speakInOneTurn(request, service, patience.signal))
        const { channels, sampleRateHz } = await decodeAudio(mp3)
        const samples = new Float32Array(monoOf(channels))
        return { samples, sampleRateHz, engine: 'msedge-tts', engineVersion: service.libraryVersion }
      } catch (error) {
        if (patience.signal.aborted) throw patience.signal.reason
        if (error instanceof AudioFault) throw badAnswer(service, error.reason)
        throw error
      } finally {
        patience.end()
      }
    },
  }
}
