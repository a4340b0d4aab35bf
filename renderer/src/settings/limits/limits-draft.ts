import type { CheckLimits, ClassLimits } from '#shared/acoustics/checks/check-limits.ts'
import { soundClasses } from '#shared/acoustics/checks/sound-class.ts'
import type { ClassLimit, GeneralLimit, LimitKind, LimitPath } from './limit-fields.ts'
import { boundsOf, classLimits, classOrder, generalLimits, generalOrder } from './limit-fields.ts'

/** What was typed, by field; the other fields are as they stand. */
export type LimitsDraft = Partial<Record<LimitPath, string>>

export type LimitFault =
  | { code: 'NOT_A_NUMBER' }
  | { code: 'NOT_WHOLE' }
  | { code: 'OUTSIDE'; least: number; most: number }
  /** It may not be below that of another field. */
  | { code: 'BELOW'; least: number }

export interface ReadLimits {
  limits: CheckLimits
  faults: Partial<Record<LimitPath, LimitFault>>
}

export const generalNames = Object.keys(generalLimits) as GeneralLimit[]
export const classNames = Object.keys(classLimits) as ClassLimit[]

export const limitPaths: readonly LimitPath[] = [
  ...generalNames,
  ...soundClasses.flatMap((soundClass) => classNames.map((name) => `${soundClass}.${name}` as const)),
]

/** `−60`, with a true minus. */
export function limitText(value: number): string {
  return String(value).replace('-', '−')
}

/** Reads what people type: a hyphen for a minus, a comma for a point. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace('−', '-').replace(',', '.')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

export function limitAt(limits: CheckLimits, path: LimitPath): number {
  const found = soundClasses.find((soundClass) => path.startsWith(`${soundClass}.`))
  if (found === undefined) return limits[path as GeneralLimit]
  return limits.byClass[found][path.slice(found.length + 1) as ClassLimit]
}

/** The limits with what was typed, and what is wrong with it; a field at fault stays as it stood. */
export function readLimits(standing: CheckLimits, draft: LimitsDraft): ReadLimits {
  const faults: ReadLimits['faults'] = {}
  const read = (path: LimitPath, kind: LimitKind): number => {
    const text = draft[path]
    const stands = limitAt(standing, path)
    if (text === undefined) return stands
    const value = readNumber(text)
    const fault = faultOf(value, kind)
    if (fault) faults[path] = fault
    return fault || value === null ? stands : value
  }
  const general = Object.fromEntries(generalNames.map((name) => [name, read(name, generalLimits[name])]))
  const byClass = Object.fromEntries(
    soundClasses.map((soundClass) => [
      soundClass,
      Object.fromEntries(classNames.map((name) => [name, read(`${soundClass}.${name}`, classLimits[name])])),
    ]),
  )
  const limits = { ...general, byClass } as unknown as CheckLimits
  for (const [lower, upper] of generalOrder) refuseBelow(faults, upper, limits[lower], limits[upper])
  for (const soundClass of soundClasses) {
    const bars: ClassLimits = limits.byClass[soundClass]
    for (const [lower, upper] of classOrder) refuseBelow(faults, `${soundClass}.${upper}`, bars[lower], bars[upper])
  }
  return { limits, faults }
}

function faultOf(value: number | null, kind: LimitKind): LimitFault | null {
  const { least, most, whole } = boundsOf[kind]
  if (value === null) return { code: 'NOT_A_NUMBER' }
  if (value < least || value > most) return { code: 'OUTSIDE', least, most }
  return whole && !Number.isInteger(value) ? { code: 'NOT_WHOLE' } : null
}

function refuseBelow(faults: ReadLimits['faults'], path: LimitPath, least: number, value: number): void {
  if (value < least) faults[path] ??= { code: 'BELOW', least }
}

/** What was typed and says something else than what stands. */
export function changedDraft(standing: CheckLimits, draft: LimitsDraft): LimitsDraft {
  const changed = Object.entries(draft).filter(
    ([path, text]) => readNumber(text) !== limitAt(standing, path as LimitPath),
  )
  return Object.fromEntries(changed)
}

/** Fields in which these limits are not those. */
export function differing(limits: CheckLimits, others: CheckLimits): LimitPath[] {
  return limitPaths.filter((path) => limitAt(limits, path) !== limitAt(others, path))
}
