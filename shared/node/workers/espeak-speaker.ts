import type { EspeakEvent } from '@echogarden/espeak-ng-emscripten'
import type { SpeechRequest } from '../engines/engine.ts'
import { SpeechFault } from '../engines/speech-fault.ts'
import type { SpokenClip } from '../engines/worker-messages.ts'
import { pitchSetting, refuseOtherVolume, wordsPerMinute } from './espeak-prosody.ts'
import { espeakVoices } from './espeak-voices.ts'
import type { LoadedEspeak } from './load-espeak.ts'
import type { EngineInWorker } from './serve-engine.ts'

/** Below every sound of English that eSpeak makes (its faintest, a lone /f/, peaks at −31), above what a typo gives. */
const nearSilencePeakDbfs = -50

/** eSpeak NG in its worker: speaks one request at a time and answers only with what it is known to have spoken. */
export function createEspeakSpeaker({ synthesiser, version }: LoadedEspeak): EngineInWorker {
  const voices = espeakVoices(synthesiser.list_voices())

  function speak(request: SpeechRequest): SpokenClip {
    const { voiceId } = request
    const choice = voices.get(voiceId)
    const rate = wordsPerMinute(request.ratePercent)
    const pitch = pitchSetting(request.pitchPercent)
    if (request.kind === 'text') refuseOtherVolume(request.volumePercent ?? 0)
    // One set_voice to each speech: some sixty without speech between overfill eSpeak's command queue, and the next
    // clip loses its first phoneme event.
    if (!choice || synthesiser.set_voice(choice.identifier) !== 0) {
      throw new SpeechFault({ code: 'UNKNOWN_VOICE', data: { engine: 'espeak', voiceId } })
    }
    synthesiser.set_rate(rate)
    synthesiser.set_pitch(pitch)

    const pieces: Int16Array[] = []
    const events: EspeakEvent[] = []
    synthesiser.synthesize(utterance(request), (piece, pieceEvents) => {
      pieces.push(piece)
      events.push(...pieceEvents)
      return false
    })

    const spokenIpa = reportedIpa(events)
    if (request.kind === 'phoneme' && spokenIpa !== request.spokenIpa.normalize('NFC')) {
      const { mnemonic, spokenIpa: expectedIpa } = request
      throw new SpeechFault({
        code: 'WRONG_PHONEME',
        data: { engine: 'espeak', voiceId, mnemonic, expectedIpa, spokenIpa },
      })
    }
    const samples = joined(pieces)
    refuseNearSilence(samples, request)
    return { samples, sampleRateHz: synthesiser.samplerate, engine: 'espeak-ng', engineVersion: version, spokenIpa }
  }

  return { listVoices: () => [...voices.values()].map(({ voice }) => voice), speak }
}

function utterance(request: SpeechRequest): string {
  if (request.kind === 'phoneme') return `[[${request.mnemonic}]]`
  // eSpeak reads markup in any text, and a <voice> tag outlasts its text; [[ would open phoneme notation.
  return request.text
    .replaceAll('\0', ' ')
    .replaceAll(/\[{2,}/g, '[')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
}

/** What the phoneme events say was spoken; pauses, which report an empty name, become spaces. */
function reportedIpa(events: readonly EspeakEvent[]): string {
  return events
    .filter((event) => event.type === 'phoneme')
    .map((event) => (event.id === '' ? ' ' : String(event.id)))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}

function joined(pieces: readonly Int16Array[]): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    for (let i = 0; i < piece.length; i++) samples[offset + i] = (piece[i] ?? 0) / 32768
    offset += piece.length
  }
  return samples
}

function refuseNearSilence(samples: Float32Array, request: SpeechRequest): void {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const peakDbfs = peak === 0 ? null : 20 * Math.log10(peak)
  if (peakDbfs !== null && peakDbfs >= nearSilencePeakDbfs) return
  const asked = request.kind === 'phoneme' ? request.mnemonic : request.text
  throw new SpeechFault({
    code: 'NEAR_SILENCE',
    data: { engine: 'espeak', voiceId: request.voiceId, asked, peakDbfs },
  })
}
