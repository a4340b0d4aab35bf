export type Point = readonly [x: number, y: number]

/** A tenth of a unit is finer than anybody sees at the sizes at which the pictures are shown. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

/** A point as a path writes it. */
export function at([x, y]: Point): string {
  return `${rounded(x)} ${rounded(y)}`
}

/** A path through all points (Catmull–Rom, as cubic Béziers), beginning with M. */
export function through(points: readonly Point[]): string {
  const [start = [0, 0]] = points
  return `M${at(start)}${onThrough(points)}`
}

/** The same from where the pen is: the first point. */
export function onThrough(points: readonly Point[]): string {
  const pieces = points.slice(1).map((to, index) => {
    const from = points[index] ?? to
    const handle = (here: Point, before: Point, after: Point) =>
      `${Math.round(here[0] + (after[0] - before[0]) / 6)} ${Math.round(here[1] + (after[1] - before[1]) / 6)}`
    // Each point's handles mirror each other, so that S needs only the second.
    const first = index === 0 ? `C${handle(from, from, to)} ` : 'S'
    return `${first}${handle(to, points[index + 2] ?? to, from)} ${at(to)}`
  })
  return pieces.join('')
}

/** `a` where share is 0, `b` where it is 1. */
export function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

export function moved([x, y]: Point, dx: number, dy: number): Point {
  return [x + dx, y + dy]
}
