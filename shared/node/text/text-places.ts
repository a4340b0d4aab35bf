export interface TextPlace {
  /** From 1. */
  line: number
  /** From 1, in UTF-16 units as editors count them. */
  column: number
}

/** Tells where an offset is in a text, whatever system's line ends it has. */
export function textPlaces(text: string): (offset: number) => TextPlace {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/gu), ({ index, 0: end }) => index + end.length)]
  return (offset) => {
    let [line, beyond] = [0, starts.length]
    while (beyond - line > 1) {
      const middle = (line + beyond) >> 1
      if ((starts[middle] ?? 0) <= offset) line = middle
      else beyond = middle
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}
