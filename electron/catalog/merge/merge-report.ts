import type { Preference } from '#shared/entities/merge/preferred-choice.ts'

export const mergeKinds = [
  'inventories',
  'categories',
  'phonemes',
  'prompts',
  'withdrawn',
  'speakers',
  'sittings',
  'sessions',
  'takes',
  'sources',
  'plays',
  'decisions',
] as const
export type MergeKind = (typeof mergeKinds)[number]

export interface MergeCounts {
  new: number
  same: number
  different: number
  conflicts: number
  /** Deleted here, or given way to a newer native of the same phoneme and voice. */
  deletedHere: number
}

export interface ChoiceSide {
  sourceId: string | null
  voice: string | null
  at: string
  /** null: no decision tells who. */
  by: string | null
  reason: string | null
}

/** Two people chose otherwise for one phoneme. */
export interface ChoiceConflict {
  phonemeId: string
  ipaSymbol: string
  mine: ChoiceSide
  theirs: ChoiceSide
}

export type MergeRefusalCode =
  /** The same id stands for another sound, or for something else altogether; mine stays. */
  | 'OTHER_AUDIO'
  | 'OTHER_MAKING'
  | 'SYMBOL_TAKEN'
  | 'CODE_TAKEN'
  | 'PATH_TAKEN'
  | 'CONSENT_WITHDRAWN'
  /** What it refers to is neither here nor came with it, or was itself refused. */
  | 'REFERENCE_MISSING'
  /** A clock of no calendar: taken over, nothing could ever be changed after it. Nothing is written. */
  | 'CLOCK_IMPOSSIBLE'
  /** The catalog's own bounds refuse a value. Nothing is written. */
  | 'OUT_OF_BOUNDS'

export interface MergeRefusal {
  kind: MergeKind | 'document'
  id: string
  code: MergeRefusalCode
  /** What it clashes with, where that helps: an id, a symbol, a path. */
  detail: string
}

export interface MergeReport {
  /** Whether the catalog was changed. */
  written: boolean
  counts: Record<MergeKind, MergeCounts>
  /** Undecided; as long as there is one, nothing is written. */
  conflicts: ChoiceConflict[]
  refusals: MergeRefusal[]
  /** Whose files must be there before it is written. */
  newSources: string[]
  newTakes: string[]
  /** Natives that gave way here: their files are named by nobody any more. */
  replaced: { sourceId: string; path: string | null }[]
}

export interface MergeOptions {
  /** How choices that differ are decided, unless `choices` says so of a phoneme; undefined asks. */
  prefer?: Preference | undefined
  /** By phoneme. */
  choices?: Readonly<Record<string, Preference>> | undefined
  dryRun: boolean
  /** ISO 8601 UTC. */
  now: string
}

export function noCounts(): MergeReport['counts'] {
  const none = () => ({ new: 0, same: 0, different: 0, conflicts: 0, deletedHere: 0 })
  return Object.fromEntries(mergeKinds.map((kind) => [kind, none()])) as MergeReport['counts']
}
