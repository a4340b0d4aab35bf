import type { Lips } from './lips.ts'
import { colours, stroked } from './paint.ts'
import type { Manner, Place } from './sounds.ts'
import type { Point } from './spline.ts'
import { at, through } from './spline.ts'

/** At the larynx: a wave while the vocal folds swing, two short lines while they stand apart. */
export function drawVoice(voiced: boolean): string {
  return voiced
    ? stroked('M151 224q3 -8 6 0t6 0t6 0t6 0', colours.accent, 3)
    : stroked('M154 224h6M172 224h-6', colours.quiet, 3)
}

const spots: Record<Place, Point> = {
  bilabial: [37, 128],
  labiodental: [47, 129],
  dental: [49, 132],
  alveolar: [63, 114],
  postalveolar: [75, 105],
  palatal: [96, 96],
  velar: [139, 95],
  'labial-velar': [137, 95],
  glottal: [163, 208],
}

/** Where the mouth is closed, a dot; where it is so narrow that the air rubs, a ring. */
export function drawSpot(manner: Manner, place: Place): string {
  const [x, y] = spots[place]
  if (manner === 'approximant') return ''
  return manner === 'fricative'
    ? `<circle cx="${x}" cy="${y}" r="5.5" stroke="${colours.accent}" stroke-width="2.6"/>`
    : `<circle cx="${x}" cy="${y}" r="5" fill="${colours.accent}"/>`
}

/** How the air leaves: bursting, rubbing, through the nose, or freely. `y` is where the lips part. */
export function drawAir(manner: Manner, { lips, voiced, y }: { lips: Lips; voiced: boolean; y: number }): string {
  const [start, waves] = lips === 'rounded' || lips === 'flared' ? [14, 't-5 0'] : [18, 't-5 0t-5 0']
  switch (manner) {
    case 'plosive':
      return stroked(burst(start, y, voiced ? 7 : 12), colours.accent, 3)
    case 'affricate':
    case 'fricative':
      return stroked(`M${start} ${y}q-2.5 -7 -5 0${waves}H-4${arrowHead([-4, y], [-1, 0])}`, colours.accent, 3)
    case 'nasal':
      return stroked(throughTheNose, colours.accent, 3)
    default:
      return stroked(`M${start} ${y}H-4${arrowHead([-4, y], [-1, 0])}`, colours.accent, 3)
  }
}

/** English bursts are stronger without voice. */
function burst(x: number, y: number, length: number): string {
  const [dx, dy] = [length * 0.8, length * 0.6]
  return `M${x - 2} ${y}h-${length}M${x - 1} ${y - 5}l-${dx} -${dy}M${x - 1} ${y + 5}l-${dx} ${dy}`
}

/** An arrow's head at its point, for a line that arrives with a direction of length 1. */
export function arrowHead([x, y]: Point, [dx, dy]: Point): string {
  const [back, wide] = [7, 5]
  const oneSide: Point = [x - dx * back - dy * wide, y - dy * back + dx * wide]
  const other: Point = [x - dx * back + dy * wide, y - dy * back - dx * wide]
  return `M${at(oneSide)}L${at([x, y])}L${at(other)}`
}

const nostril: Point = [26, 110]
const throughTheNose =
  through([[167, 150], [167, 118], [158, 88], [124, 70], [80, 74], [44, 88], nostril]) + arrowHead(nostril, [-0.6, 0.8])
