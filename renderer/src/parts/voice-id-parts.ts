export type VoiceIdParts =
  | { engine: 'espeak'; language: string }
  | { engine: 'edge'; name: string; language: string }
  | { engine: 'own'; name: string }

/**
 * What an engine's own voice id says: `espeak:en-gb-x-rp` speaks en-GB, `en-US-AriaNeural` is Aria, `own:Piper` a program
 * of one's own. null for anything else, such as a speaker's code.
 */
export function voiceIdParts(voiceId: string): VoiceIdParts | null {
  const own = /^own:(.+)$/.exec(voiceId)
  if (own?.[1] !== undefined) return { engine: 'own', name: own[1] }
  const espeak = /^espeak:([a-z]{2,3})(?:-([a-z]{2}))?(?:-|$)/.exec(voiceId)
  if (espeak?.[1] !== undefined) {
    const [, language, region] = espeak
    return { engine: 'espeak', language: region === undefined ? language : `${language}-${region.toUpperCase()}` }
  }
  const edge = /^([a-z]{2,3}-[A-Z]{2})-([A-Z]\w*?)(?:Multilingual)?Neural$/.exec(voiceId)
  if (edge?.[1] === undefined || edge[2] === undefined) return null
  return { engine: 'edge', name: edge[2], language: edge[1] }
}
