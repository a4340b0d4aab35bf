import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import type { SittingPrompt } from '#shared/entities/sitting.ts'
import type { Sitting } from '../../sitting.ts'
import type { Reference } from '../reference.ts'
import { nextMissing, takesMissing, takesOf } from '../sitting-place.ts'
import type { SittingStore } from '../sitting-store.ts'
import type { Outcome } from './machine.ts'
import type { HandsFreeParts } from './run.ts'

export interface AskParts {
  store: Pick<SittingStore, 'read' | 'mark' | 'goTo' | 'setEnded'>
  sitting: Pick<Sitting, 'takeByItself'>
  reference: Pick<Reference, 'play'>
  soundClassOf(prompt: SittingPrompt): SoundClass
  /** Whether the reference is heard before the prompt: each time, or because it was just asked for. */
  wantsReference(fresh: boolean): boolean
  /** Settles earlier when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  onFinished(): void
  onFailed(error: unknown): void
}

/** To settle before the first prompt, to read a new one, and to draw breath before the same once more. */
const cueMs = { first: 2000, fresh: 1200, same: 500 }
/** As long as it takes to read what is told. */
const tellMs: Record<Outcome['kind'], number> = { kept: 700, again: 2500, 'gave-up': 2500, 'not-it': 1500 }

/** Asks for one prompt after the other, as many takes as each lacks. */
export function askInTurn({ store, sitting, reference, ...parts }: AskParts): HandsFreeParts {
  let isFirst = true

  const view = () => {
    const now = store.read()
    const prompt = now?.sitting.prompts[now.sitting.current]
    return now && prompt ? { ...now, prompt } : null
  }

  return {
    async look(onward) {
      await decideOnLeftOver()
      const now = view()
      if (!now) return null
      const { sitting: record, prompt, takes } = now
      const isSame = !onward && takesMissing(prompt, takes) > 0
      const next = isSame ? record.current : nextMissing(record, takes, record.current)
      if (next === null) return null
      if (record.endedAt !== null) await store.setEnded(false)
      if (!isSame) await store.goTo(next)
      return isSame ? 'same' : 'other'
    },

    async cue(fresh, signal) {
      const now = view()
      if (now && parts.wantsReference(fresh || isFirst)) await reference.play(now.prompt.phonemeId, signal)
      if (signal.aborted) return
      await parts.wait(isFirst ? cueMs.first : cueMs[fresh ? 'fresh' : 'same'], signal)
      isFirst = false
    },

    async arm(signal) {
      const now = view()
      if (!now) return null
      const { promptId, phonemeId, context } = now.prompt
      return sitting.takeByItself({ promptId, phonemeId, context, soundClass: parts.soundClassOf(now.prompt), signal })
    },

    mark: (takeId, verdict) => store.mark(takeId, verdict),
    tell: (outcome, signal) => parts.wait(tellMs[outcome.kind], signal),
    finish: () => parts.onFinished(),
    failed: (error) => parts.onFailed(error),
  }

  /** Nobody is at the keys to mark a take that was left: its check decides, as on those that follow. */
  async function decideOnLeftOver(): Promise<void> {
    const now = view()
    if (!now) return
    for (const { take } of takesOf(now.prompt.promptId, now.takes)) {
      if (take.verdict === 'new' && take.checked !== null)
        await store.mark(take.id, take.checked.verdict === 'bad' ? 'rejected' : 'kept')
    }
  }
}
