import type { SpeechRequest, TextRequest } from './engine.ts'
import { SpeechFault } from './speech-fault.ts'

/** What the service documents for a change of the voice's normal rate and pitch; it bends or refuses what lies outside. */
const bounds = {
  ratePercent: { least: -50, most: 100 },
  pitchPercent: { least: -50, most: 50 },
  // −100 would be silence.
  volumePercent: { least: -99, most: 100 },
}

/** `en-US-AriaNeural`, `zh-CN-liaoning-XiaobeiNeural`: the library puts it into markup as it stands. */
const voiceIdForm = /^(?<language>[a-z]{2,3}(?:-[A-Za-z]{2,20})+)-(?<name>[A-Za-z0-9]+)Neural$/
const longestVoiceId = 50

const symbols = [
  // A transcription between its own marks, /iː/ or [iː], and eSpeak's [[i:]].
  /(?:^|\s)\/[^/\s]+\/(?:\s|$)/u,
  /^\[.*\]$/su,
  /\[\[|\]\]/u,
  // Letters and marks that only phonetics uses. U+02BB and U+02BC serve as apostrophes.
  /[\u0250-\u02ba\u02bd-\u02ff\u1d00-\u1dbfðŋθβχ]/u,
  /\p{M}/u,
  // A lone letter, which a voice would spell, and a doubled one. "I" and "a" are words.
  /^(?![IAa]$)\p{L}$/u,
  /^(\p{L})\1$/u,
  // eSpeak's mnemonics: 'i: 'eI p@ E|@2 f: m-
  /^'(?:.|.[A-Z:@|].*)$/u,
  /^\S*[@|]\S*$/u,
  /^\S[:-]$/u,
]

/** Throws the SpeechFault of a request that must not reach the service. */
export function refuseUnspeakable(request: SpeechRequest): asserts request is TextRequest {
  if (request.kind === 'phoneme') throw notWords(request.mnemonic)
  const { voiceId, text } = request
  if (!looksLikeWords(text)) throw notWords(text)
  if (edgeVoiceOf(voiceId) === null) throw new SpeechFault({ code: 'UNKNOWN_VOICE', data: { engine: 'edge', voiceId } })
  refuseOutside('ratePercent', request.ratePercent)
  refuseOutside('pitchPercent', request.pitchPercent)
  refuseOutside('volumePercent', request.volumePercent ?? 0)
}

/** What a voice id of the service tells; null for what is none. */
export function edgeVoiceOf(voiceId: string): { language: string; name: string } | null {
  const { language, name } = (voiceId.length <= longestVoiceId && voiceIdForm.exec(voiceId)?.groups) || {}
  return language && name ? { language, name } : null
}

function looksLikeWords(text: string): boolean {
  const asked = text.normalize('NFC').trim()
  return /[\p{L}\p{N}]/u.test(asked) && !symbols.some((symbol) => symbol.test(asked))
}

function notWords(asked: string): SpeechFault {
  return new SpeechFault({ code: 'NOT_WORDS', data: { engine: 'edge', asked } })
}

function refuseOutside(quantity: keyof typeof bounds, value: number): void {
  const { least, most } = bounds[quantity]
  // Written so that NaN is refused too.
  if (value >= least && value <= most) return
  throw new SpeechFault({ code: 'OUT_OF_RANGE', data: { engine: 'edge', quantity, value, least, most } })
}
