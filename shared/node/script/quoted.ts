const most = 60

/** A piece of a file in quotation marks, short enough to be read in a sentence. */
export function quoted(text: string): string {
  // A cut through a pair of surrogates leaves half a character.
  return text.length > most ? `"${text.slice(0, most).toWellFormed()}…"` : `"${text}"`
}
