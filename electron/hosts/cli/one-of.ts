import { WrongArguments } from './failures.ts'

/** An option that must be one of a few words; undefined stays so. */
export function oneOf<const T extends string>(
  known: readonly T[],
  value: string | undefined,
  option: string,
): T | undefined {
  if (value === undefined) return undefined
  const found = known.find((each) => each === value)
  if (found === undefined) throw new WrongArguments(`"${option}" knows ${known.join(', ')}, but not "${value}".`)
  return found
}
