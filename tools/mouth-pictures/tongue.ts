import type { Point } from './spline.ts'
import { between, moved } from './spline.ts'

/**
 * The tongue's surface in the picture's units, from under the tip over its back to the root: frenulum, under the tip, tip,
 * blade, front, middle, back, upper root, root, lower root. `jawDrop` is how far the jaw is down where it is so.
 */
export interface TongueShape {
  surface: readonly Point[]
  jawDrop: number
}

const shape = (jawDrop: number, ...surface: Point[]): TongueShape => ({ surface, jawDrop })

/** The corners of the vowel space: every vowel lies between them. */
const highFront = shape(
  3,
  [74, 168],
  [65, 160],
  [61, 148],
  [67, 128],
  [79, 110],
  [97, 103],
  [121, 110],
  [140, 129],
  [146, 158],
  [148, 186],
)
const lowFront = shape(
  17,
  [74, 181],
  [66, 174],
  [61, 162],
  [70, 150],
  [84, 139],
  [102, 132],
  [126, 135],
  [147, 148],
  [154, 167],
  [150, 188],
)
const lowBack = shape(
  15,
  [77, 179],
  [70, 173],
  [65, 163],
  [76, 155],
  [92, 149],
  [112, 140],
  [138, 131],
  [158, 142],
  [163, 163],
  [153, 188],
)
const highBack = shape(
  4,
  [78, 169],
  [72, 162],
  [69, 152],
  [77, 138],
  [91, 121],
  [111, 106],
  [133, 102],
  [151, 120],
  [153, 152],
  [149, 187],
)

/** By the vowel's height (0 low … 1 high) and backness (0 front … 1 back), as the vowel chart has them. */
export function vowelTongue(height: number, backness: number): TongueShape {
  const high = mixed(highFront, highBack, backness)
  const low = mixed(lowFront, lowBack, backness)
  return mixed(low, high, height)
}

function mixed(a: TongueShape, b: TongueShape, share: number): TongueShape {
  return {
    surface: a.surface.map((point, index) => between(point, b.surface[index] ?? point, share)),
    jawDrop: a.jawDrop + (b.jawDrop - a.jawDrop) * share,
  }
}

/** How much of the jaw's movement each part of the tongue takes: what hangs at the jaw all of it, the back none. */
const withTheJaw = [1, 1, 1, 0.8, 0.5, 0.2, 0, 0, 0, 0]

/** The same tongue with the jaw elsewhere. */
export function withJaw({ surface, jawDrop }: TongueShape, drop: number): TongueShape {
  const by = drop - jawDrop
  return { surface: surface.map((point, index) => moved(point, 0, by * (withTheJaw[index] ?? 0))), jawDrop: drop }
}

const root: Point[] = [
  [147, 141],
  [151, 162],
  [149, 187],
]

/** Where the tongue takes part in a consonant, by place of articulation. */
export const consonantTongues = {
  dental: shape(6, [78, 171], [62, 146], [43, 133], [60, 128], [80, 121], [102, 119], [126, 125], ...root),
  alveolarClosure: shape(4, [79, 168], [73, 144], [62, 116], [70, 107], [86, 116], [106, 120], [128, 127], ...root),
  alveolarGroove: shape(1, [79, 165], [70, 142], [62, 122], [71, 114], [88, 116], [108, 117], [129, 124], ...root),
  lateral: shape(
    5,
    [80, 169],
    [72, 144],
    [62, 116],
    [70, 108],
    [84, 121],
    [104, 126],
    [130, 122],
    [150, 137],
    [155, 161],
    [149, 187],
  ),
  postalveolarClosure: shape(2, [78, 166], [72, 146], [63, 118], [73, 104], [90, 97], [110, 104], [131, 118], ...root),
  postalveolarGroove: shape(2, [80, 166], [74, 148], [68, 122], [78, 108], [93, 102], [111, 105], [131, 117], ...root),
  retroflexed: shape(
    5,
    [82, 170],
    [75, 148],
    [73, 119],
    [80, 111],
    [92, 121],
    [111, 124],
    [133, 120],
    [152, 136],
    [158, 161],
    [149, 187],
  ),
  palatal: shape(
    3,
    [74, 168],
    [65, 160],
    [61, 148],
    [66, 127],
    [79, 107],
    [97, 98],
    [120, 105],
    [140, 127],
    [146, 158],
    [148, 186],
  ),
  velarClosure: shape(
    5,
    [76, 170],
    [70, 163],
    [66, 153],
    [76, 138],
    [92, 118],
    [114, 100],
    [138, 91],
    [157, 112],
    [155, 150],
    [149, 187],
  ),
  velarNasal: shape(
    5,
    [76, 170],
    [70, 163],
    [66, 153],
    [76, 139],
    [92, 121],
    [113, 105],
    [136, 98],
    [155, 126],
    [155, 154],
    [149, 187],
  ),
  labialVelar: shape(
    4,
    [80, 169],
    [74, 163],
    [71, 153],
    [78, 139],
    [92, 121],
    [112, 104],
    [135, 98],
    [153, 117],
    [154, 152],
    [149, 187],
  ),
  resting: withJaw(vowelTongue(0.55, 0.45), 3),
} satisfies Record<string, TongueShape>
export type ConsonantTongue = keyof typeof consonantTongues
