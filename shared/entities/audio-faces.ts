import type { AudioSource } from './audio-source.ts'
import type { Resolution } from './resolve.ts'

// Three older calls as the course knows them, in its own names: each is a face of what the rule answered.

export interface PhonemeAudio {
  source_type: Resolution['sourceType']
  audio_url: string | null
  status: Resolution['status']
}

export interface PhonemeAudioWithFallback extends PhonemeAudio {
  /** What a learner reads where there is no file; null beside an address. */
  fallback_text: string | null
}

/** The source of rungs 1–4, or null: a stale clip is no answer here. */
export function getAudio({ source, status }: Resolution): AudioSource | null {
  return status === 'success' ? source : null
}

/** The file that is played now, be it stale; null, null and `failed` without one. */
export function getPhonemeAudio({ sourceType, url, status }: Resolution): PhonemeAudio {
  if (url === null) return { source_type: null, audio_url: null, status: 'failed' }
  return { source_type: sourceType, audio_url: url, status }
}

/** The same with `web_speech` and a text to read where there is no file. */
export function getAudioWithFallback({ sourceType, url, status, fallbackText }: Resolution): PhonemeAudioWithFallback {
  return { source_type: sourceType, audio_url: url, status, fallback_text: fallbackText }
}
