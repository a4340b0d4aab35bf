/** A voice that an engine has. Its id is what `audio source.voice_id` keeps. */
export interface Voice {
  id: string
  /** BCP 47, language and where known region: `en-US`. */
  language: string
  name: string
}

interface Prosody {
  voiceId: string
  /** Change of the voice's normal speed, in percent: −30 is slower, for clarity. */
  ratePercent: number
  /** Change of the voice's normal pitch, in percent of its frequency. */
  pitchPercent: number
}

/** Asks for exactly one sound, in the engine's own notation; only an engine that can prove what it spoke takes it. */
export interface PhonemeRequest extends Prosody {
  kind: 'phoneme'
  mnemonic: string
  /** The IPA that the engine must report having spoken, stress marks included; anything else is WRONG_PHONEME. */
  spokenIpa: string
}

/** Asks for ordinary words. Never give it a bare IPA symbol: a voice reads `/iː/` as "slash eye colon slash". */
export interface TextRequest extends Prosody {
  kind: 'text'
  text: string
  /** What the words stand for, for an engine that can be given it; none is ever asked to read it aloud. */
  ipaSymbol?: string
  /** Change of the voice's normal loudness, in percent; absent is 0. Not every engine has it. */
  volumePercent?: number
}

export type SpeechRequest = PhonemeRequest | TextRequest

export interface Speech {
  /** Mono, in −1…1, as the engine gave it: neither trimmed nor levelled. */
  samples: Float32Array<ArrayBuffer>
  sampleRateHz: number
  /** Name of the synthesiser, for provenance: `espeak-ng`. */
  engine: string
  engineVersion: string
  /** What the engine reports having spoken, with its stress marks; absent where an engine cannot tell. */
  spokenIpa?: string
  /** SHA-256 in hex of what was asked, see requestHash. */
  requestHash: string
}

export interface SpeakOptions {
  /** Counted from when the engine turns to this request: neither waiting in line nor starting a worker uses it up. */
  deadlineMs: number
  signal?: AbortSignal
}

/** A synthesiser. Every refusal and failure is a SpeechFault; none of them spoils the next request. */
export interface Engine {
  readonly id: string
  readonly requestKinds: readonly SpeechRequest['kind'][]
  listVoices(): Promise<Voice[]>
  speak(request: SpeechRequest, options: SpeakOptions): Promise<Speech>
  /** Refuses what is under way and what comes later as CANCELLED, and leaves no thread behind. */
  close(): Promise<void>
}
