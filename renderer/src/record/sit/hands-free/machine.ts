import type { CheckVerdict } from '#shared/acoustics/checks/findings.ts'
import type { Refusal } from '#shared/acoustics/hands-free/judge-sound.ts'
import type { Heard } from '../../../audio/recorder.ts'

/** What became of an attempt, as the speaker is told. */
export type Outcome =
  | { kind: 'kept' }
  /** The check found it bad: once more, please. */
  | { kind: 'again' }
  /** Bad so often that the prompt is left as it is. */
  | { kind: 'gave-up' }
  /** It was not the sound that was waited for; nobody's fault, so it doesn't count. */
  | { kind: 'not-it'; reason: Refusal }

export type HandsFreeState =
  | { kind: 'off' }
  /** Looking for what is to be asked next. */
  | { kind: 'looking' }
  /** The prompt is read, and the reference heard. */
  | { kind: 'cue' }
  /** A sound would begin a take, or has begun it. */
  | { kind: 'armed' }
  /** The take's verdict is being written. */
  | { kind: 'marking'; outcome: Outcome }
  | { kind: 'telling'; outcome: Outcome }
  | { kind: 'paused'; why: 'person' | 'trouble' }
  | { kind: 'done' }

export type HandsFreeEvent =
  /** Begin, or go on after a pause. */
  | { kind: 'go' }
  | { kind: 'pause'; why: 'person' | 'trouble' }
  | { kind: 'stop' }
  /** The person went to another prompt, passed it over, wants a take made again or the reference heard. */
  | { kind: 'asked-anew'; samePrompt: boolean }
  /** What to ask next has been found: the prompt in view, or another that was gone to. */
  | { kind: 'found'; samePrompt: boolean }
  | { kind: 'nothing-left' }
  | { kind: 'cued' }
  | { kind: 'made'; heard: Heard; verdict: CheckVerdict | null }
  | { kind: 'marked' }
  | { kind: 'told' }

/** What is to be done now; each but `abort` and `finish` answers with an event, unless it is aborted. */
export type HandsFreeEffect =
  /** Answers `found` or `nothing-left`; `onward` leaves the prompt in view as it is. */
  | { kind: 'look'; onward: boolean }
  /** `fresh`: the prompt is another than before. */
  | { kind: 'cue'; fresh: boolean }
  /** Answers `made`, or `pause` when there is no microphone any more. */
  | { kind: 'arm' }
  /** Is never aborted. */
  | { kind: 'mark'; verdict: 'kept' | 'rejected' }
  | { kind: 'tell'; outcome: Outcome }
  /** What is under way ends. */
  | { kind: 'abort' }
  | { kind: 'finish' }

export interface HandsFree {
  state: HandsFreeState
  /** Bad attempts at the prompt in view. */
  bad: number
}

export const atRest: HandsFree = { state: { kind: 'off' }, bad: 0 }
/** So many bad attempts, and the next prompt is asked for. */
export const badAttempts = 3

/**
 *     off ──go──▶ looking ──found──▶ cue ──cued──▶ armed ──made──▶ marking ──marked──▶ telling ──told──▶ looking …
 *                    └── nothing-left ──▶ done          every one but done: pause ──▶ paused ──go──▶ looking
 */
export function step(now: HandsFree, event: HandsFreeEvent): { next: HandsFree; effect: HandsFreeEffect | null } {
  const { state, bad } = now
  const to = (next: HandsFreeState, effect: HandsFreeEffect | null, nextBad = bad) => ({
    next: { state: next, bad: nextBad },
    effect,
  })
  const stay = { next: now, effect: null }
  const isRunning = state.kind !== 'off' && state.kind !== 'paused' && state.kind !== 'done'

  switch (event.kind) {
    case 'go':
      return isRunning ? stay : to({ kind: 'looking' }, { kind: 'look', onward: false })
    case 'pause':
      return isRunning ? to({ kind: 'paused', why: event.why }, { kind: 'abort' }) : stay
    case 'stop':
      return state.kind === 'off' ? stay : to({ kind: 'off' }, { kind: 'abort' }, 0)
    case 'asked-anew': {
      const counted = event.samePrompt ? bad : 0
      return isRunning ? to({ kind: 'looking' }, { kind: 'look', onward: false }, counted) : to(state, null, counted)
    }
    case 'found':
      if (state.kind !== 'looking') return stay
      return to({ kind: 'cue' }, { kind: 'cue', fresh: !event.samePrompt }, event.samePrompt ? bad : 0)
    case 'nothing-left':
      return state.kind === 'looking' ? to({ kind: 'done' }, { kind: 'finish' }) : stay
    case 'cued':
      return state.kind === 'cue' ? to({ kind: 'armed' }, { kind: 'arm' }) : stay
    case 'made':
      return made(now, event)
    case 'marked':
      if (state.kind !== 'marking') return stay
      return to({ kind: 'telling', outcome: state.outcome }, { kind: 'tell', outcome: state.outcome })
    default:
      if (state.kind !== 'telling') return stay
      return to({ kind: 'looking' }, { kind: 'look', onward: state.outcome.kind === 'gave-up' })
  }
}

/** A take is there, asked for or not: while paused it is only marked, and counts for nothing if it is bad. */
function made(
  { state, bad }: HandsFree,
  { heard, verdict }: Extract<HandsFreeEvent, { kind: 'made' }>,
): { next: HandsFree; effect: HandsFreeEffect } {
  const isBad = heard.kind === 'refused' || verdict === 'bad'
  const effect: HandsFreeEffect = { kind: 'mark', verdict: isBad ? 'rejected' : 'kept' }
  if (state.kind !== 'armed') return { next: { state, bad }, effect }
  const attempts = heard.kind === 'sound' && isBad ? bad + 1 : bad
  const outcome = outcomeOf(heard, isBad, attempts)
  return { next: { state: { kind: 'marking', outcome }, bad: attempts }, effect }
}

function outcomeOf(heard: Heard, isBad: boolean, attempts: number): Outcome {
  if (heard.kind === 'refused') return { kind: 'not-it', reason: heard.reason }
  if (!isBad) return { kind: 'kept' }
  return attempts >= badAttempts ? { kind: 'gave-up' } : { kind: 'again' }
}
