import type { Point } from './spline.ts'
import { colours, filled, outlined } from './paint.ts'
import { at, onThrough, through } from './spline.ts'

/** What is seen of the drawing: a square of its units, in which the face looks to the left. */
export const frame = { left: -10, top: 33, side: 208, corner: 12 }
const [right, bottom] = [frame.left + frame.side, frame.top + frame.side]

/** Forehead, nose and the skin above the upper lip. */
const upperProfile: Point[] = [
  [48, 33],
  [46, 50],
  [38, 70],
  [22, 88],
  [25, 98],
  [40, 100],
  [39, 104],
]

/** From the lower lip over the chin to the neck; the jaw turns about its joint, far to the right. */
function lowerProfile(drop: number): Point[] {
  return [
    [39, 151 + drop],
    [42, 156 + drop],
    [38, 168 + drop],
    [45, 184 + drop],
    [66, 194 + drop * 0.85],
    [100, 204 + drop * 0.4],
    [110, 218],
    [113, bottom],
  ]
}

const nasalRoof: Point[] = [
  [33, 99],
  [40, 82],
  [62, 66],
  [104, 57],
  [146, 62],
  [168, 78],
  [175, 100],
]
const backWall: Point[] = [
  [175, 100],
  [177, 130],
  [176, 165],
  [174, 200],
  [174, bottom],
]

const nasalFloor: Point[] = [
  [45, 100],
  [58, 95],
  [84, 86],
  [118, 83],
]
const raisedVelum: Point[] = [
  [118, 83],
  [140, 80],
  [160, 84],
  [174, 97],
  [174, 106],
  [168, 113],
  [164, 120],
  [159, 113],
  [150, 101],
  [134, 93],
  [116, 92],
]
const loweredVelum: Point[] = [
  [118, 83],
  [134, 86],
  [147, 96],
  [156, 112],
  [158, 125],
  [152, 125],
  [145, 113],
  [136, 102],
  [126, 95],
  [116, 92],
]
const palate: Point[] = [
  [116, 92],
  [100, 92],
  [84, 97],
  [74, 103],
  [68, 111],
  [63, 115],
  [57, 118],
]

export interface HeadSetting {
  jawDrop: number
  velum: 'raised' | 'lowered'
  /** Where the tongue is grown to the floor of the mouth. */
  frenulum: Point
}

/** The head, and the air in it: what the tongue is drawn upon. */
export function drawHead({ jawDrop: drop, frenulum }: HeadSetting): string {
  const { corner } = frame
  const mouth: Point[] = [
    [48, 112],
    [50, 146 + drop],
    [39, 151 + drop],
  ]
  const head =
    `${through(upperProfile)}${straight(mouth)}${onThrough(lowerProfile(drop))}H${right - corner}` +
    `a${corner} ${corner} 0 0 0 ${corner} -${corner}V${frame.top + corner}` +
    `a${corner} ${corner} 0 0 0 -${corner} -${corner}Z`
  const floor: Point[] = [
    [152, bottom],
    [152, 204],
    [140, 196],
    [92, 190],
    frenulum,
    [61, 158 + drop],
    [58, 148 + drop],
    [48, 146 + drop],
    [42, 128],
    [48, 112],
    [45, 100],
  ]
  return (
    filled(head, colours.skin) + filled(`${through(nasalRoof)}${onThrough(backWall)}${straight(floor)}Z`, colours.air)
  )
}

/** The palate with the velum, the teeth and the outlines: drawn over the tongue, so that it touches what it touches. */
export function drawRoof({ jawDrop: drop, velum, frenulum }: HeadSetting): string {
  const soft = velum === 'raised' ? raisedVelum : loweredVelum
  const roof = `${through(nasalFloor)}${onThrough(soft)}${onThrough(palate)}`
  const lower = lowerProfile(drop)
  const [chin = [0, 0]] = lower
  return (
    filled(`${roof}L48 118L42 106Z`, colours.skin) +
    outlined('M48 113C45 119 46 126 49 130C53 127 57 122 57 116Z', 1.6, '#fff') +
    outlined(
      `M49 ${148 + drop}C49 ${141 + drop} 50 ${135 + drop} 53 ${132 + drop}` +
        `C57 ${136 + drop} 59 ${142 + drop} 58 ${150 + drop}Z`,
      1.6,
      '#fff',
    ) +
    outlined(
      roof +
        `${through(nasalRoof)}${onThrough(backWall)}M152 ${bottom}V206` +
        `M58 ${150 + drop}C59 ${160 + drop} 66 ${164 + drop} ${at(frenulum)}`,
      2,
    ) +
    outlined(`${through(upperProfile)}M${at(chin)}${onThrough(lower)}`, 2.6)
  )
}

function straight(points: readonly Point[]): string {
  return points.map((point) => `L${at(point)}`).join('')
}
