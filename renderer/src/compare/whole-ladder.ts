import type { LadderStep, Rung } from '#shared/entities/resolve.ts'

const rungs: readonly Rung[] = ['preferred', 'native', 'tts', 'generated', 'expired', 'web_speech']

export interface LadderRung {
  rung: Rung
  /** One for each source that was looked at; empty: the rule did not come here. */
  steps: LadderStep[]
}

/** Every rung of the rule in its order, with what the answer tells of it. */
export function wholeLadder(ladder: readonly LadderStep[]): LadderRung[] {
  return rungs.map((rung) => ({ rung, steps: ladder.filter((step) => step.rung === rung) }))
}
