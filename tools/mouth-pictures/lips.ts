import { colours, filled, outlined, stroked } from './paint.ts'
import type { Point } from './spline.ts'
import { at, rounded as n } from './spline.ts'

export type Lips = 'spread' | 'neutral' | 'flared' | 'rounded' | 'closed' | 'on-teeth'

/** The lips from the side. `forward` is how far they are pushed out, `upper` and `lower` where their edges are. */
export function drawLips(lips: Lips, drop: number): string {
  const { forward, upper, lower } = {
    spread: { forward: -2, upper: 123, lower: 132 + drop },
    neutral: { forward: 0, upper: 125, lower: 132 + drop },
    flared: { forward: 8, upper: 125, lower: 133 + drop * 0.6 },
    rounded: { forward: 10, upper: 127, lower: 131 + drop * 0.6 },
    closed: { forward: 1, upper: 128, lower: 128 },
    'on-teeth': { forward: 0, upper: 122, lower: 130 },
  }[lips]
  const tucked = lips === 'on-teeth' ? -5 : forward
  return (
    drawLip({ x: 30 - forward, edge: upper, way: -1, outside: [39, 104], gum: [48, 112] }) +
    drawLip({ x: 30 - tucked, edge: lower, way: 1, outside: [39, 151 + drop], gum: [49, 146 + drop] })
  )
}

interface Lip {
  x: number
  edge: number
  /** −1 for the upper lip, 1 for the lower. */
  way: 1 | -1
  outside: Point
  gum: Point
}

/** One lip, from the skin outside over its edge to the gum. */
function drawLip({ x, edge, way, outside, gum }: Lip): string {
  const y = (by: number) => n(edge + way * by)
  const border = `${n(x + 2)} ${y(10)}`
  const front = `C${n(x - 1)} ${y(7)} ${n(x - 1)} ${y(2)} ${n(x + 2)} ${y(0)}C${n(x + 6)} ${y(-2)} 42 ${y(-1)} 46 ${y(4)}`
  return (
    outlined(`M${at(outside)}C38 ${y(15)} ${n(x + 4)} ${y(13)} ${border}${front}L${at(gum)}`, 2.2, colours.skin) +
    filled(`M${border}${front}C40 ${y(6)} ${n(x + 9)} ${y(7)} ${border}Z`, colours.lip) +
    stroked(`M${border}${front}`, colours.fleshLine, 2.2)
  )
}

/** The lips from the front, small, with their middle at (x, y). */
export function drawFace(lips: Lips, drop: number, [x, y]: Point): string {
  const { half, up, down, gap, above, below } = {
    spread: { half: 20, up: 6, down: 9 + drop * 0.5, gap: 15, above: 2.5, below: 4 + drop * 0.5 },
    neutral: { half: 16, up: 7, down: 9 + drop * 0.6, gap: 11, above: 3, below: 3.5 + drop * 0.6 },
    flared: { half: 14, up: 8, down: 10 + drop * 0.4, gap: 8, above: 3.5, below: 4 + drop * 0.4 },
    rounded: { half: 10, up: 8, down: 10 + drop * 0.3, gap: 4, above: 3, below: 3 + drop * 0.3 },
    closed: { half: 16, up: 6, down: 8, gap: 12, above: 0, below: 0 },
    'on-teeth': { half: 16, up: 7, down: 8, gap: 11, above: 3, below: 1.5 },
  }[lips]
  const upper =
    `M${x - half} ${y}C${n(x - half * 0.6)} ${y - up} ${n(x - half * 0.25)} ${n(y - up * 1.4)} ${x} ${n(y - up * 0.9)}` +
    `C${n(x + half * 0.25)} ${n(y - up * 1.4)} ${n(x + half * 0.6)} ${y - up} ${x + half} ${y}`
  const lower = `C${n(x + half * 0.5)} ${n(y + down * 1.2)} ${n(x - half * 0.5)} ${n(y + down * 1.2)} ${x - half} ${y}Z`
  const whole = outlined(upper + lower, 1.6, colours.lip, colours.fleshLine)
  if (lips === 'closed') return whole + stroked(`M${x - gap} ${y}q${gap} 2.5 ${gap * 2} 0`, colours.fleshLine, 1.8)
  const mouth = `M${x - gap} ${y}q${gap} ${-above * 2} ${gap * 2} 0q${-gap} ${n(below * 2)} ${-gap * 2} 0Z`
  return whole + filled(mouth, colours.dark) + (lips === 'rounded' ? '' : upperTeeth(gap * 0.8, above, [x, y]))
}

function upperTeeth(half: number, above: number, [x, y]: Point): string {
  const edge = `q${n(half)} ${n(-above * 1.3)} ${n(half * 2)} 0q${n(-half)} ${n(above * 0.9)} ${n(-half * 2)} 0Z`
  return filled(`M${n(x - half)} ${n(y - above * 0.35)}${edge}`, '#fff')
}
