/** A shorter file is a click, a longer one no phoneme, syllable or word: whoever chose it took the wrong file. */
export const plausibleSeconds = { least: 0.01, most: 600 }

/** Whether a source may be so long, whatever its class of sound. */
export function isPlausibleLength(seconds: number): boolean {
  return seconds >= plausibleSeconds.least && seconds <= plausibleSeconds.most
}
