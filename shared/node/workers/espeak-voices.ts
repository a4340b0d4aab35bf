import type { EspeakVoice } from '@echogarden/espeak-ng-emscripten'
import type { Voice } from '../engines/engine.ts'

export interface EspeakVoiceChoice {
  voice: Voice
  /** What set_voice knows the voice by: not every voice that is listed can be had by its language name. */
  identifier: string
}

/** eSpeak's voices by our id: `espeak:` and the voice's language name, or where two share one its file name. */
export function espeakVoices(listed: readonly EspeakVoice[]): Map<string, EspeakVoiceChoice> {
  const choices = new Map<string, EspeakVoiceChoice>()
  for (const { name, identifier, languages } of listed) {
    const fileName = identifier.slice(identifier.lastIndexOf('/') + 1)
    const tag = languages[0]?.name ?? fileName
    const wantedId = `espeak:${tag.toLowerCase()}`
    const id = choices.has(wantedId) ? `espeak:${fileName.toLowerCase()}` : wantedId
    choices.set(id, { voice: { id, language: languageAndRegion(tag), name }, identifier })
  }
  return choices
}

/**
 * `en-gb-x-rp` → `en-GB`, `es-419` → `es-419`, `vi` → `vi`: private and variant parts say more than a catalog asks.
 * `und` for what is no language tag, as eSpeak's Klingon has it.
 */
function languageAndRegion(tag: string): string {
  const [language = '', second = ''] = tag.split('-')
  if (!/^[a-z]{2,3}$/i.test(language)) return 'und'
  return /^([a-z]{2}|\d{3})$/i.test(second) ? `${language}-${second.toUpperCase()}` : language
}
