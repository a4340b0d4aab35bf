import type { PromptContext } from './phoneme.ts'

export const sourceTypes = ['native', 'tts', 'generated'] as const
export type SourceType = (typeof sourceTypes)[number]

export const qualityScores = { native: 100, tts: 90, generated: 80, web_speech: 0 } as const

export const dayMs = 86_400_000

/** Open JSON; these keys keep their names because another system reads them. */
export interface SourceMetadata {
  tts_rate?: string | undefined
  tts_pitch?: string | undefined
  tts_engine?: string | undefined
  quality?: string | undefined
  speaker_gender?: string | undefined
  speaker_accent?: string | undefined
  speaker?: string | undefined
  recorded_date?: string | undefined
  [key: string]: unknown
}

export interface AudioSource {
  id: string
  phonemeId: string
  sourceType: SourceType
  /** Only isolated sources take part in the rule; syllable and word sources are examples. */
  context: PromptContext
  /** The engine's voice, or a speaker's code. */
  voiceId: string
  language: string
  /** `phonemes/audio/YYYY/MM/DD/NAME`, or null without a file. */
  path: string | null
  sha256: string | null
  fileSizeBytes: number | null
  /** 0 until measured. */
  audioDurationSeconds: number
  metadata: SourceMetadata
  /** null never expires. */
  cachedUntil: string | null
  /** The take and speaker that a native source was made from. */
  takeId: string | null
  speakerId: string | null
  /** When an editor rejected it. */
  rejectedAt: string | null
  createdAt: string
  updatedAt: string
}

export function isNative(source: Pick<AudioSource, 'sourceType'>): boolean {
  return source.sourceType === 'native'
}

/** When a clip expired, or null while it is valid: a native always, TTS until `cachedUntil`, an empty one always. */
export function expiredAt(source: Pick<AudioSource, 'sourceType' | 'cachedUntil'>, now: string): string | null {
  const { cachedUntil } = source
  return isNative(source) || cachedUntil === null || cachedUntil > now ? null : cachedUntil
}

/** Whether it is still valid at `now`, which is ISO 8601 UTC with milliseconds, like all times here. */
export function isCached(source: Pick<AudioSource, 'sourceType' | 'cachedUntil'>, now: string): boolean {
  return expiredAt(source, now) === null
}

/** `/media/` + path, or null without a file. */
export function getUrl(source: Pick<AudioSource, 'path'>): string | null {
  return source.path === null ? null : `/media/${source.path}`
}

/** 0 for `web_speech`, which has no file. */
export function getQualityScore(source: { sourceType: keyof typeof qualityScores }): number {
  return qualityScores[source.sourceType]
}

/** When a clip kept now expires, in ISO 8601 UTC. A native never expires: asking is refused. */
export function markCached(source: Pick<AudioSource, 'sourceType'>, now: string, days = 30): string {
  if (isNative(source)) throw new RangeError('a native source never expires')
  return new Date(Date.parse(now) + days * dayMs).toISOString()
}
