import type { AudioSource } from './audio-source.ts'

/** How sources and cache records are written in logs; the course's other system reads the same forms. */
export function logSource(ipaSymbol: string, source: Pick<AudioSource, 'sourceType'>): string {
  return `<AudioSource: ${ipaSymbol} (${source.sourceType})>`
}

export function logCacheRecord(ipaSymbol: string, usageCount: number): string {
  return `<AudioCache: ${ipaSymbol} (${usageCount} plays)>`
}
