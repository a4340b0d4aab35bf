import { v7 } from 'uuid'
import type { PromptContext } from '#shared/entities/phoneme.ts'
import type { Script, ScriptOrder } from '#shared/entities/script/script.ts'
import { scriptBounds } from '#shared/entities/script/script.ts'
import type { Licence } from '#shared/entities/speaker.ts'
import type { SittingMode } from '#shared/entities/sitting.ts'
import type { WritableCell } from '../../cell.ts'
import { createCell } from '../../cell.ts'

export const prepareSteps = ['speaker', 'sound', 'script'] as const
export type PrepareStep = (typeof prepareSteps)[number]

/** Which prompts are asked for, before they are looked up. */
export interface ScriptChoice {
  which: 'all' | 'categories' | 'picked'
  categoryIds: readonly string[]
  phonemeIds: readonly string[]
  /** Whether the sounds that the speaker's accent does not have are asked for with the others. */
  beyondAccent: boolean
  contexts: readonly PromptContext[]
  promptsEach: number
  takes: number
  order: ScriptOrder
}

export interface OpenedScript {
  fileName: string
  script: Script
}

/** What is decided so far about a sitting that has not begun; kept while other rooms are in view. */
export interface SittingDraft {
  /** Ours, so that asking twice when an answer was lost starts one sitting. */
  sittingId: string
  begunAt: string
  step: PrepareStep
  /** Ticked by the speaker, and not given yet. */
  agreed: { speakerId: string; licence: Licence } | null
  /** Whose sound check is done or was skipped: another voice needs another. */
  checkedSpeakerId: string | null
  /** null: not named yet. */
  title: string | null
  choice: ScriptChoice
  /** In place of what is chosen. */
  opened: OpenedScript | null
  mode: SittingMode
}

export type DraftCell = WritableCell<SittingDraft>

export function createDraft(): DraftCell {
  return createCell(freshDraft())
}

export function freshDraft(): SittingDraft {
  return {
    sittingId: v7(),
    begunAt: new Date().toISOString(),
    step: 'speaker',
    agreed: null,
    checkedSpeakerId: null,
    title: null,
    choice: {
      which: 'all',
      categoryIds: [],
      phonemeIds: [],
      beyondAccent: false,
      contexts: ['isolated'],
      promptsEach: 1,
      takes: scriptBounds.takesDefault,
      order: 'inventory',
    },
    opened: null,
    mode: 'one-key',
  }
}

export type StepState = 'done' | 'open' | 'locked'

export interface Decided {
  speakerId: string | null
  /** Made or skipped for that speaker. */
  soundChecked: boolean
}

/** Which steps can be gone to: each needs what the one before decides. */
export function stepStates({ speakerId, soundChecked }: Decided): Record<PrepareStep, StepState> {
  const hasSpeaker = speakerId !== null
  return {
    speaker: hasSpeaker ? 'done' : 'open',
    sound: !hasSpeaker ? 'locked' : soundChecked ? 'done' : 'open',
    script: hasSpeaker && soundChecked ? 'open' : 'locked',
  }
}

/** The step that is shown: the one wanted, or the last before it that is not locked. */
export function shownStep(wanted: PrepareStep, states: Record<PrepareStep, StepState>): PrepareStep {
  const reachable = prepareSteps.slice(0, prepareSteps.indexOf(wanted) + 1).filter((step) => states[step] !== 'locked')
  return reachable.at(-1) ?? 'speaker'
}
