import { WrongArguments } from './failures.ts'

/** An option that is a day, `2026-11-02`: its first and last millisecond, in UTC; undefined stays so. */
export function oneDay(value: string | undefined, option: string): { first: string; last: string } | undefined {
  if (value === undefined) return undefined
  const [first, last] = [`${value}T00:00:00.000Z`, `${value}T23:59:59.999Z`]
  const time = new Date(first)
  // What rolls over, as 30 February does, is no day either.
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(time.getTime()) || time.toISOString() !== first)
    throw new WrongArguments(`"${option}" is a day, such as 2026-11-02, not "${value}".`)
  return { first, last }
}
