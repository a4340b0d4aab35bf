/** They read on the pictures' own paper, which is light on a dark screen too. */
export const colours = {
  paper: '#faf8f3',
  air: '#fff',
  skin: '#ecdccd',
  line: '#51463d',
  flesh: '#dd958b',
  lip: '#cf7f76',
  fleshLine: '#8a3d37',
  dark: '#4b2f2b',
  accent: '#0b6a6a',
  quiet: '#6b6560',
}

/** Everything stands in this group, whose looks need not be said again. */
export function grouped(drawn: string): string {
  return `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${drawn}</g>`
}

export function filled(path: string, colour: string): string {
  return `<path d="${path}" fill="${colour}"/>`
}

export function stroked(path: string, colour: string, width: number, dashed = false): string {
  return `<path d="${path}" stroke="${colour}" stroke-width="${width}"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`
}

export function outlined(path: string, width: number, fill?: string, colour = colours.line): string {
  const inside = fill === undefined ? '' : ` fill="${fill}"`
  return `<path d="${path}"${inside} stroke="${colour}" stroke-width="${width}"/>`
}
