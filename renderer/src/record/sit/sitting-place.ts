import type { Sitting, SittingPrompt } from '#shared/entities/sitting.ts'
import type { Take } from '#shared/entities/take.ts'

export type PlacedTake = Pick<Take, 'id' | 'promptId' | 'verdict' | 'recordedAt'>

/** The prompt's takes, oldest first, the rejected too. */
export function takesOf<View extends { take: PlacedTake }>(promptId: string, takes: readonly View[]): View[] {
  return takes
    .filter(({ take }) => take.promptId === promptId)
    .toSorted((a, b) => compare(a.take.recordedAt, b.take.recordedAt) || compare(a.take.id, b.take.id))
}

/** Only what was not rejected counts towards the takes wanted. */
export function standing<View extends { take: PlacedTake }>(takes: readonly View[]): View[] {
  return takes.filter(({ take }) => take.verdict !== 'rejected')
}

export function takesMissing(prompt: SittingPrompt, takes: readonly { take: PlacedTake }[]): number {
  if (prompt.skipped !== null) return 0
  return Math.max(0, prompt.takesWanted - standing(takesOf(prompt.promptId, takes)).length)
}

/** The next prompt that still lacks takes; null where there is none between this one and the end. */
export function nextMissing(
  { prompts }: Pick<Sitting, 'prompts'>,
  takes: readonly { take: PlacedTake }[],
  after: number,
): number | null {
  const index = prompts.findIndex((prompt, at) => at > after && takesMissing(prompt, takes) > 0)
  return index === -1 ? null : index
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
