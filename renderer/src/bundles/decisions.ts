import type { ChoiceConflict, PreferOption } from '#shared/contract/bundles.ts'

export type Side = 'mine' | 'theirs'

export const preferWays = ['mine', 'theirs', 'newer'] as const satisfies readonly PreferOption[]

/** Whose choices of preferred sources stand: for all phonemes, and for those that a person looked at. */
export interface Decisions {
  everywhere: PreferOption | null
  each: Readonly<Record<string, Side>>
}

export const undecided: Decisions = { everywhere: null, each: {} }

/** What is said of all takes back what was said of one. */
export function decideAll(everywhere: PreferOption): Decisions {
  return { everywhere, each: {} }
}

export function decideOne({ everywhere, each }: Decisions, phonemeId: string, side: Side): Decisions {
  return { everywhere, each: { ...each, [phonemeId]: side } }
}

/** Whose choice stands for that phoneme; null: nobody said. */
export function sideOf({ phonemeId, mine, theirs }: ChoiceConflict, { everywhere, each }: Decisions): Side | null {
  const said = each[phonemeId]
  if (said !== undefined) return said
  if (everywhere === 'newer') return (theirs.at ?? '') > (mine.at ?? '') ? 'theirs' : 'mine'
  return everywhere
}

export function openCount(conflicts: readonly ChoiceConflict[], decisions: Decisions): number {
  return conflicts.filter((conflict) => sideOf(conflict, decisions) === null).length
}

/** As the studio is told. */
export function askedOf({ everywhere, each }: Decisions): { prefer?: PreferOption; choices?: Record<string, Side> } {
  return {
    ...(everywhere !== null && { prefer: everywhere }),
    ...(Object.keys(each).length > 0 && { choices: { ...each } }),
  }
}
