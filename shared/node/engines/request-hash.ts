import { createHash } from 'node:crypto'
import type { SpeechRequest } from './engine.ts'

/**
 * SHA-256 in hex of what a request asks to hear: kind, voice, words or mnemonic (NFC), rate, pitch, as one JSON array,
 * and after them the volume where it is changed.
 * The expected IPA is left out: it is a check on the answer and changes nothing that is heard.
 */
export function requestHash(request: SpeechRequest): string {
  const asked = request.kind === 'phoneme' ? request.mnemonic : request.text
  const volume = request.kind === 'text' ? (request.volumePercent ?? 0) : 0
  const canonical = [
    request.kind,
    request.voiceId,
    asked.normalize('NFC'),
    request.ratePercent,
    request.pitchPercent,
    ...(volume === 0 ? [] : [volume]),
  ]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}
