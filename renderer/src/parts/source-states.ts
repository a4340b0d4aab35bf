import type { SourcePageAsked } from '#shared/contract/sources.ts'

export type SourceState = NonNullable<SourcePageAsked['state']>

export const sourceStates = [
  'expired',
  'expiring',
  'unused',
  'rejected',
  'preferred',
  'faulty',
] as const satisfies readonly SourceState[]
