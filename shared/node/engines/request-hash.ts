import { createHash } from 'node:crypto'
import type { SpeechRequest } from './engine.ts'

/**
 * SHA-256 in hex of what a request asks to hear: kind, voice, words or mnemonic (NFC), rate, pitch, as one JSON array.
 * The expected IPA is left out: it is a check on the answer and changes nothing that is heard.
 */
export function requestHash(request: SpeechRequest): string {
  const asked = request.kind === 'phoneme' ? request.mnemonic : request.text
  const canonical = [request.kind, request.voiceId, asked.normalize('NFC'), request.ratePercent, request.pitchPercent]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}
