import type { CheckVerdict } from '#shared/acoustics/checks/findings.ts'
import type { RecorderState } from '../../audio/recorder.ts'
import type { SittingState } from '../sitting.ts'
import type { HandsFreeState, Outcome } from './hands-free/machine.ts'

/** What the speaker sees as one word, one colour and one shape. */
export type SitStage =
  | { kind: 'closed' | 'opening' | 'failed' | 'muted' }
  | { kind: 'playing' }
  | { kind: 'listening' | 'speak' | 'recording' | 'checking' }
  /** null: it came without a check. */
  | { kind: 'checked'; verdict: CheckVerdict | null }
  /** The prompt lacks nothing any more, or was passed over. */
  | { kind: 'complete' | 'skipped' }
  | { kind: 'get-ready' | 'paused' }
  | { kind: 'told'; outcome: Outcome }
  | { kind: 'done' }

export interface SitFacts {
  recorder: Pick<RecorderState, 'kind'> & { muted?: boolean; armed?: boolean }
  sitting: Pick<SittingState, 'session' | 'takingPhonemeId' | 'fault'>
  /** null: a key starts and stops each take. */
  handsFree: HandsFreeState | null
  /** Whether the reference is being fetched or heard. */
  referencePlays: boolean
  /** The take that waits for the speaker's word. */
  undecided: { verdict: CheckVerdict | null } | null
  isSkipped: boolean
  lacksTakes: boolean
  /** Nothing comes after the prompt in view. */
  atEnd: boolean
}

export function sitStage(facts: SitFacts): SitStage {
  const { recorder, sitting } = facts
  // The microphone comes first: nothing else is true without it.
  if (recorder.kind === 'closed' || recorder.kind === 'opening' || recorder.kind === 'failed')
    return facts.atEnd ? { kind: 'done' } : { kind: recorder.kind }
  if (recorder.kind === 'recording') return { kind: 'recording' }
  if (recorder.kind === 'finishing' || sitting.takingPhonemeId !== null) return { kind: 'checking' }
  if (facts.atEnd) return { kind: 'done' }
  if (sitting.session === null) return { kind: sitting.fault === null ? 'opening' : 'failed' }
  if (facts.referencePlays) return { kind: 'playing' }
  if (facts.handsFree !== null) return handsFreeStage(facts.handsFree, recorder)
  if (facts.undecided) return { kind: 'checked', verdict: facts.undecided.verdict }
  if (facts.isSkipped) return { kind: 'skipped' }
  if (recorder.muted === true) return { kind: 'muted' }
  return { kind: facts.lacksTakes ? 'listening' : 'complete' }
}

function handsFreeStage(state: HandsFreeState, { muted, armed }: SitFacts['recorder']): SitStage {
  switch (state.kind) {
    case 'off':
    case 'paused':
      return { kind: muted === true ? 'muted' : 'paused' }
    case 'looking':
    case 'cue':
      return { kind: 'get-ready' }
    case 'armed':
      if (muted === true) return { kind: 'muted' }
      return { kind: armed === true ? 'speak' : 'get-ready' }
    case 'marking':
    case 'telling':
      return { kind: 'told', outcome: state.outcome }
    default:
      return { kind: 'done' }
  }
}

/** A key may begin a take. */
export function canBegin({ kind }: SitStage): boolean {
  return kind === 'listening' || kind === 'complete' || kind === 'muted'
}

/** Something is said or written now: nothing else may begin. */
export function isBusy({ kind }: SitStage): boolean {
  return kind === 'recording' || kind === 'checking'
}
