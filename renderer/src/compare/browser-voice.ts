/** What of the Web Speech API is used, so that a window without it is one without voices. */
export type Synthesis = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel'> & EventTarget

/** The browser's own synthesis; null where there is none. */
export function browserSynthesis(): Synthesis | null {
  return 'speechSynthesis' in globalThis ? globalThis.speechSynthesis : null
}

/**
 * A voice of an English language: of an accent that has the phoneme before any other, on this machine before one that
 * needs a network, the browser's default before the rest.
 */
export function englishVoice(
  voices: readonly SpeechSynthesisVoice[],
  accents: readonly string[],
): SpeechSynthesisVoice | null {
  // Some systems write `en_US`.
  const tagOf = ({ lang }: SpeechSynthesisVoice) => lang.replace('_', '-')
  const english = voices.filter((voice) => /^en(-|$)/i.test(tagOf(voice)))
  const rank = (voice: SpeechSynthesisVoice) =>
    (accents.includes(tagOf(voice)) ? 0 : 4) + (voice.localService ? 0 : 2) + (voice.default ? 0 : 1)
  return english.toSorted((a, b) => rank(a) - rank(b))[0] ?? null
}
