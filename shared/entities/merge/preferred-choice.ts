import { laterOf, oldest } from './row-clocks.ts'

/** Which source was chosen, null for none, and when; `clock` is `''` where no person ever chose. */
export interface Choice {
  sourceId: string | null
  clock: string
}

export type Preference = 'mine' | 'theirs' | 'newer'

export type MergedChoice =
  | { kind: 'same' | 'different'; choice: Choice }
  /** Two people chose otherwise, and neither knew of the other. */
  | { kind: 'conflict'; mine: Choice; theirs: Choice }

/**
 * Two choices of one phoneme. `moved` leads from a native that was replaced to the one that stands. Unlike other fields two
 * choices by persons are not settled by their clocks unless that is asked for.
 */
export function mergeChoice(
  mine: Choice,
  theirs: Choice,
  moved: ReadonlyMap<string, string> = new Map(),
): MergedChoice {
  const [own, other] = [follow(mine, moved), follow(theirs, moved)]
  const kindOf = (choice: Choice) => (choice.sourceId === mine.sourceId ? 'same' : 'different')
  if (own.sourceId === other.sourceId) {
    const choice = { sourceId: own.sourceId, clock: laterOf(own.clock, other.clock) }
    return { kind: kindOf(choice), choice }
  }
  if (own.clock !== oldest && other.clock !== oldest && own.clock !== other.clock)
    return { kind: 'conflict', mine: own, theirs: other }
  const choice = newerChoice(own, other)
  return { kind: kindOf(choice), choice }
}

/** The later; of two at the same time the greater, so that every studio comes to the same. */
export function newerChoice(a: Choice, b: Choice): Choice {
  if (a.clock !== b.clock) return a.clock > b.clock ? a : b
  return (a.sourceId ?? '') >= (b.sourceId ?? '') ? a : b
}

function follow({ sourceId, clock }: Choice, moved: ReadonlyMap<string, string>): Choice {
  return { sourceId: sourceId === null ? null : (moved.get(sourceId) ?? sourceId), clock }
}
