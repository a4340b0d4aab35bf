export interface Figure {
  median: number
  /** The quarter of runs below and above the median. */
  lowerQuartile: number
  upperQuartile: number
  runs: number
}

export interface Compared extends Figure {
  unit: string
  /** The least that the work must cost, measured in the same run. */
  floor: Figure & { what: string }
  /** Median over the floor's median. */
  ratio: number
}

export function figureOf(values: number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN)
  return { median: at(0.5), lowerQuartile: at(0.25), upperQuartile: at(0.75), runs: sorted.length }
}

export function compare(unit: string, values: number[], floor: { what: string; values: number[] }): Compared {
  const own = figureOf(values)
  const below = figureOf(floor.values)
  return { ...own, unit, floor: { ...below, what: floor.what }, ratio: round(own.median / below.median) }
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}

/** Microseconds that each of `runs` calls takes, after a tenth as many for warming up. */
export async function microseconds(runs: number, act: (run: number) => unknown): Promise<number[]> {
  for (let run = 0; run < runs / 10; run += 1) await act(run)
  const values: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const start = process.hrtime.bigint()
    const result = act(run)
    if (result instanceof Promise) await result
    values.push(Number(process.hrtime.bigint() - start) / 1000)
  }
  return values
}

/**
 * Microseconds of both, call by call in turn, so that whatever else the machine does weighs on both alike; after a tenth as
 * many for warming up.
 */
export async function sideBySide(
  runs: number,
  act: (run: number) => unknown,
  floor: (run: number) => unknown,
): Promise<{ own: number[]; floor: number[] }> {
  const values = { own: [] as number[], floor: [] as number[] }
  for (let run = 0; run < runs * 1.1; run += 1) {
    const own = await timeOf(() => act(run))
    const below = await timeOf(() => floor(run))
    if (run < runs / 10) continue
    values.own.push(own)
    values.floor.push(below)
  }
  return values
}

async function timeOf(act: () => unknown): Promise<number> {
  const start = process.hrtime.bigint()
  const result = act()
  if (result instanceof Promise) await result
  return Number(process.hrtime.bigint() - start) / 1000
}
