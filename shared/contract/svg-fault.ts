/** Shapes and words: nothing here runs, links or fetches. */
const elements = new Set('svg g title desc path circle ellipse line polyline polygon rect text tspan'.split(' '))
const attributes = new Set(
  (
    'xmlns viewBox width height d cx cy r rx ry x y x1 y1 x2 y2 dx dy points transform ' +
    'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin ' +
    'stroke-miterlimit stroke-dasharray stroke-dashoffset opacity font-family font-size font-style font-weight ' +
    'text-anchor'
  ).split(' '),
)

const svgSpace = 'http://www.w3.org/2000/svg'
/** What stands before a tag, and the tag: `/` where it closes, its name, its attributes, `/` where it is empty. */
const nextTag = /([^<]*)<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy
const anyAttribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu
const bareAmpersand = /&(?!(?:amp|lt|gt|quot|apos);)/u
/** Of a value: a paint from elsewhere, or characters written so that it is not seen. */
const disguised = /url\s*\(|[\\&]/iu

/**
 * Why a text is no picture that a person can be shown without care, or undefined. Only plain shapes, words and their
 * looks are let in, so that no script, link, style sheet, event attribute or outside file can be among them.
 */
export function svgFault(svg: string): string | undefined {
  if (!/^<svg\b/u.test(svg)) return 'does not begin with <svg'
  const open: string[] = []
  let at = 0
  for (;;) {
    const start = svg.indexOf('<', at)
    if (at > 0 && open.length === 0) return at < svg.length ? 'goes on after </svg>' : undefined
    if (start < 0) return `is not closed: </${open.at(-1)}> is missing`
    nextTag.lastIndex = at
    const tag = nextTag.exec(svg)
    if (tag === null) return `has something that is no plain tag: ${svg.slice(start, start + 20)}`
    const [all, words = '', closing, element = '', written = '', empty] = tag
    at += all.length
    if (bareAmpersand.test(words)) return 'has a & that is not written as &amp;'
    const fault =
      closing === '/' ? closingFault(element, open.pop()) : openingFault(element, written, open.length === 0)
    if (fault !== undefined) return fault
    if (closing === '' && empty === '') open.push(element)
    if (open.length === 0 && closing === '') return 'is empty'
  }
}

function closingFault(element: string, opened: string | undefined): string | undefined {
  return element === opened ? undefined : `has </${element}> where </${opened}> is missing`
}

function openingFault(element: string, written: string, outermost: boolean): string | undefined {
  if (!elements.has(element)) return `has the element <${element}>, which a picture may not have`
  const seen = new Map<string, string>()
  for (const [, name = '', double, single] of written.matchAll(anyAttribute)) {
    const value = double ?? single ?? ''
    if (!attributes.has(name)) return `has the attribute ${name} in <${element}>, which a picture may not have`
    if (seen.has(name)) return `has ${name} twice in <${element}>`
    if (disguised.test(value)) return `has ${name}="${value.slice(0, 40)}": a picture refers to nothing outside itself`
    seen.set(name, value)
  }
  const space = seen.get('xmlns')
  if (outermost && space === undefined) return `lacks xmlns="${svgSpace}", without which it is not shown`
  if (space !== undefined && space !== svgSpace) return `has the foreign xmlns "${space.slice(0, 40)}"`
  return outermost && !seen.has('viewBox') ? 'lacks a viewBox, without which it does not scale' : undefined
}
