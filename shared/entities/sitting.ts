import type { PromptContext } from './phoneme.ts'

/** Two ways of recording: a key starts and stops each take, or the sound itself does. */
export const sittingModes = ['one-key', 'hands-free'] as const
export type SittingMode = (typeof sittingModes)[number]

/** What a speaker is asked for, in the order in which it is asked. */
export interface SittingPrompt {
  promptId: string
  phonemeId: string
  context: PromptContext
  /** As it stood in the inventory when the sitting began. */
  text: string
  takesWanted: number
  /** Passed over on the speaker's word; the reason may be empty. */
  skipped: { reason: string; at: string } | null
}

/** One speaker's way through one script; it may take several sessions at the microphone, with days between them. */
export interface Sitting {
  id: string
  speakerId: string
  title: string
  mode: SittingMode
  /** Every prompt at most once. */
  prompts: SittingPrompt[]
  /** Which of the prompts is before the speaker, from 0. */
  current: number
  startedAt: string
  endedAt: string | null
  updatedAt: string
}

/** What is chosen from: the isolated prompts of a phoneme become one source, every other prompt an example of its own. */
export function choiceKey({
  phonemeId,
  promptId,
  context,
}: Pick<SittingPrompt, 'phonemeId' | 'promptId' | 'context'>): string {
  return context === 'isolated' ? phonemeId : promptId
}
