import { WrongArguments } from './failures.ts'

interface Bounds {
  least: number
  most: number
}

/** An option that must be a whole number within bounds; left out, it is `otherwise`. */
export function wholeNumber(value: string | undefined, option: string, bounds: Bounds & { otherwise: number }): number
export function wholeNumber(value: string | undefined, option: string, bounds: Bounds): number | undefined
export function wholeNumber(
  value: string | undefined,
  option: string,
  { least, most, otherwise }: Bounds & { otherwise?: number },
): number | undefined {
  if (value === undefined) return otherwise
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new WrongArguments(`"${option}" is a whole number from ${least} to ${most}, not "${value}".`)
  return number
}
