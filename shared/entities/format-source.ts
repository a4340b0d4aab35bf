import type { AudioSource, SourceType } from './audio-source.ts'

const typeNames = {
  native: 'Native Speaker Recording',
  tts: 'TTS Generated (cached)',
  generated: 'TTS Generated (on demand)',
} as const satisfies Record<SourceType, string>

const qualityNames = {
  native: 'best quality',
  tts: 'high quality',
  generated: 'fallback',
} as const satisfies Record<SourceType, string>

/** `Native Speaker Recording – best quality`: a kind of source where one is chosen. */
export function nameSourceType(sourceType: SourceType): string {
  return `${typeNames[sourceType]} – ${qualityNames[sourceType]}`
}

/** `iː – Native Speaker Recording`: a source as people see it. */
export function nameSource(ipaSymbol: string, source: Pick<AudioSource, 'sourceType'>): string {
  return `${ipaSymbol} – ${typeNames[source.sourceType]}`
}

/** How sources and cache records are written in logs; the course's other system reads the same forms. */
export function logSource(ipaSymbol: string, source: Pick<AudioSource, 'sourceType'>): string {
  return `<AudioSource: ${ipaSymbol} (${source.sourceType})>`
}

export function logCacheRecord(ipaSymbol: string, usageCount: number): string {
  return `<AudioCache: ${ipaSymbol} (${usageCount} plays)>`
}
