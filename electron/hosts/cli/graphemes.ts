const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** What takes a place of its own on a terminal; a combining mark (t͡ʃ, ə̃) does not. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
