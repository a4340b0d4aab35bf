import type { Cell } from '../../../cell.ts'
import { createCell } from '../../../cell.ts'
import type { TakeMadeByItself } from '../../sitting.ts'
import type { HandsFree, HandsFreeEffect, HandsFreeEvent, Outcome } from './machine.ts'
import { atRest, step } from './machine.ts'

/** What the machine's effects do. Those with a signal end early when it aborts; none needs to say so. */
export interface HandsFreeParts {
  /** Goes to the prompt that is to be asked for now; `onward` leaves the one in view as it is. null: there is none. */
  look(onward: boolean): Promise<'same' | 'other' | null>
  cue(fresh: boolean, signal: AbortSignal): Promise<void>
  /** null: nothing was recorded. */
  arm(signal: AbortSignal): Promise<TakeMadeByItself | null>
  mark(takeId: string, verdict: 'kept' | 'rejected'): Promise<void>
  tell(outcome: Outcome, signal: AbortSignal): Promise<void>
  finish(): void
  failed(error: unknown): void
}

export interface HandsFreeRun {
  state: Cell<HandsFree>
  send(event: HandsFreeEvent): void
}

/** Runs the machine: one effect after the other, so that the microphone is never asked for two takes. */
export function runHandsFree(parts: HandsFreeParts): HandsFreeRun {
  const state = createCell(atRest)
  let controller = new AbortController()
  let underWay: Promise<void> = Promise.resolve()
  let lastMade: TakeMadeByItself | null = null

  const send = (event: HandsFreeEvent) => {
    const { next, effect } = step(state.get(), event)
    state.set(next)
    if (effect === null) return
    if (effect.kind !== 'mark') {
      controller.abort()
      controller = new AbortController()
    }
    const { signal } = controller
    const made = lastMade
    underWay = underWay
      .then(() => perform(effect, signal, made))
      .catch((error: unknown) => {
        parts.failed(error)
        send({ kind: 'pause', why: 'trouble' })
      })
  }

  const perform = async (effect: HandsFreeEffect, signal: AbortSignal, made: TakeMadeByItself | null) => {
    if (effect.kind === 'mark') {
      if (made) await parts.mark(made.take.take.id, effect.verdict)
      return send({ kind: 'marked' })
    }
    if (signal.aborted) return undefined
    switch (effect.kind) {
      case 'look': {
        const found = await parts.look(effect.onward)
        if (signal.aborted) return undefined
        return send(found === null ? { kind: 'nothing-left' } : { kind: 'found', samePrompt: found === 'same' })
      }
      case 'cue':
        await parts.cue(effect.fresh, signal)
        return signal.aborted ? undefined : send({ kind: 'cued' })
      case 'arm':
        return heard(await parts.arm(signal), signal)
      case 'tell':
        await parts.tell(effect.outcome, signal)
        return signal.aborted ? undefined : send({ kind: 'told' })
      case 'finish':
        return parts.finish()
      case 'abort':
        return undefined
    }
  }

  /** A take whose sound had begun before it was given up is marked, too. */
  const heard = (made: TakeMadeByItself | null, signal: AbortSignal) => {
    if (made) {
      lastMade = made
      return send({ kind: 'made', heard: made.heard, verdict: made.take.take.checked?.verdict ?? null })
    }
    return signal.aborted ? undefined : send({ kind: 'pause', why: 'trouble' })
  }

  return { state, send }
}
