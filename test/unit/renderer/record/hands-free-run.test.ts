import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SavedTake } from '#renderer/record/saved-take.ts'
import type { AskParts } from '#renderer/record/sit/hands-free/ask-in-turn.ts'
import { askInTurn } from '#renderer/record/sit/hands-free/ask-in-turn.ts'
import { runHandsFree } from '#renderer/record/sit/hands-free/run.ts'
import { standing, takesOf } from '#renderer/record/sit/sitting-place.ts'
import type { TakeMadeByItself } from '#renderer/record/sitting.ts'
import type { CheckVerdict } from '#shared/acoustics/checks/findings.ts'
import { aPrompt, aSitting, aTakeOf } from './a-sitting.ts'

type Answer = CheckVerdict | 'knock'

/** A speaker who answers each cue so, and says it well when nothing is written down for them. */
function speakerAt(prompts: { takesWanted: number }[], answers: readonly Answer[] = []) {
  const sitting = aSitting(prompts.map(({ takesWanted }, at) => aPrompt({ promptId: `p${at}`, takesWanted })))
  let takes: { take: SavedTake['take'] }[] = []
  const told: string[] = []
  const errors: unknown[] = []
  const over = Promise.withResolvers<void>()
  let said = 0
  let waitingAtOnce = 0
  let mostAtOnce = 0

  const made = (promptId: string): TakeMadeByItself => {
    const answer = answers[said] ?? 'good'
    said += 1
    const { take } = aTakeOf(promptId, said, 'new', answer === 'knock' ? 'good' : answer)
    takes = [...takes, { take }]
    return {
      take: { take } as SavedTake,
      heard: answer === 'knock' ? { kind: 'refused', reason: 'KNOCK' } : { kind: 'sound' },
    }
  }
  const parts: AskParts = {
    store: {
      read: () => ({ sitting, takes: takes as never }),
      async mark(takeId, verdict) {
        takes = takes.map((view) => (view.take.id === takeId ? { take: { ...view.take, verdict } } : view))
      },
      async goTo(index) {
        sitting.current = index
        told.push(`to ${index}`)
      },
      async setEnded(ended) {
        sitting.endedAt = ended ? sitting.startedAt : null
      },
    },
    sitting: {
      async takeByItself({ promptId, signal }) {
        waitingAtOnce += 1
        mostAtOnce = Math.max(mostAtOnce, waitingAtOnce)
        // The sound does not come in the same breath.
        await Promise.resolve()
        waitingAtOnce -= 1
        return signal.aborted ? null : made(promptId ?? '')
      },
    },
    reference: { play: async () => void told.push('reference') },
    soundClassOf: () => 'vowel',
    wantsReference: () => false,
    wait: () => Promise.resolve(),
    onFinished: () => over.resolve(),
    onFailed: (error) => errors.push(error),
  }
  return {
    sitting,
    parts,
    told,
    errors,
    over: over.promise,
    says: () => said,
    mostAtOnce: () => mostAtOnce,
    takesOf: (at: number) => takesOf(`p${at}`, takes),
    leave: (promptId: string, verdict: CheckVerdict) => void (takes = [...takes, aTakeOf(promptId, 0, 'new', verdict)]),
  }
}

describe('a hands-free sitting', () => {
  it('of 44 phonemes and three takes each goes from the first cue to the end by itself', async () => {
    const speaker = speakerAt(Array.from({ length: 44 }, () => ({ takesWanted: 3 })))
    const run = runHandsFree(askInTurn(speaker.parts))
    run.send({ kind: 'go' })
    await speaker.over
    expect(speaker.says()).toBe(132)
    for (let at = 0; at < 44; at += 1)
      expect(speaker.takesOf(at).map(({ take }) => take.verdict)).toEqual(['kept', 'kept', 'kept'])
    expect(run.state.get().state.kind).toBe('done')
  })

  it('has of each prompt what was wanted, or three tries that were bad; noises are kept as rejected', async () => {
    const answer = fc.constantFrom<Answer>('good', 'look', 'bad', 'knock')
    const script = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(script, fc.array(answer, { maxLength: 60 }), async (wanted, answers) => {
        const speaker = speakerAt(
          wanted.map((takesWanted) => ({ takesWanted })),
          answers,
        )
        runHandsFree(askInTurn(speaker.parts)).send({ kind: 'go' })
        await speaker.over
        expect(speaker.mostAtOnce()).toBe(1)
        for (const [at, takesWanted] of wanted.entries()) {
          const own = speaker.takesOf(at)
          const bad = own.filter(({ take }) => take.checked?.verdict === 'bad')
          const kept = standing(own)
          expect(kept.every(({ take }) => take.verdict === 'kept' && take.checked?.verdict !== 'bad')).toBe(true)
          expect(bad.length === 3 ? kept.length < takesWanted : kept.length === takesWanted).toBe(true)
        }
      }),
    )
  })

  it('pauses, and goes on with the take that was not made', async () => {
    const speaker = speakerAt([{ takesWanted: 1 }, { takesWanted: 1 }])
    const run = runHandsFree(askInTurn(speaker.parts))
    run.send({ kind: 'go' })
    run.send({ kind: 'pause', why: 'person' })
    await Promise.resolve()
    expect(run.state.get().state.kind).toBe('paused')
    run.send({ kind: 'go' })
    await speaker.over
    expect([speaker.takesOf(0).length, speaker.takesOf(1).length]).toEqual([1, 1])
    expect(speaker.mostAtOnce()).toBe(1)
  })

  it('asks the microphone for one take at a time, however fast people pause and go on', async () => {
    const speaker = speakerAt([{ takesWanted: 1 }])
    const { takeByItself } = speaker.parts.sitting
    let armed = 0
    let mostArmed = 0
    let goneOn = false
    const slowToLetGo: AskParts['sitting'] = {
      async takeByItself(asked) {
        armed += 1
        mostArmed = Math.max(mostArmed, armed)
        // The sound never comes the first time; the worker takes a moment to give up.
        if (!goneOn) await new Promise((letGo) => asked.signal.addEventListener('abort', () => setTimeout(letGo)))
        armed -= 1
        return takeByItself(asked)
      },
    }
    const run = runHandsFree(askInTurn({ ...speaker.parts, sitting: slowToLetGo }))
    run.send({ kind: 'go' })
    await expect.poll(() => run.state.get().state.kind).toBe('armed')
    run.send({ kind: 'pause', why: 'person' })
    goneOn = true
    run.send({ kind: 'go' })
    await speaker.over
    expect(mostArmed).toBe(1)
    expect(speaker.takesOf(0)).toHaveLength(1)
  })

  it('begins at the place where it was left, and decides by its check on a take that nobody had marked', async () => {
    const speaker = speakerAt([{ takesWanted: 1 }, { takesWanted: 2 }])
    speaker.leave('p0', 'good')
    speaker.leave('p1', 'bad')
    speaker.leave('p1', 'good')
    speaker.sitting.current = 1
    runHandsFree(askInTurn(speaker.parts)).send({ kind: 'go' })
    await speaker.over
    expect(speaker.takesOf(0)).toHaveLength(1)
    expect(speaker.takesOf(1).map(({ take }) => take.verdict)).toEqual(['rejected', 'kept', 'kept'])
    expect(speaker.says()).toBe(1)
  })

  it('opens an ended sitting again where something is still to be said, and leaves one that lacks nothing ended', async () => {
    const [lacking, whole] = [speakerAt([{ takesWanted: 1 }]), speakerAt([{ takesWanted: 1 }])]
    whole.leave('p0', 'good')
    for (const { sitting, parts, over } of [lacking, whole]) {
      sitting.endedAt = sitting.startedAt
      runHandsFree(askInTurn(parts)).send({ kind: 'go' })
      await over
    }
    expect(lacking.sitting.endedAt).toBeNull()
    expect(whole.sitting.endedAt).not.toBeNull()
  })

  it('plays the reference before it listens, where that is wanted', async () => {
    const speaker = speakerAt([{ takesWanted: 2 }, { takesWanted: 1 }])
    const run = runHandsFree(askInTurn({ ...speaker.parts, wantsReference: (fresh) => fresh }))
    run.send({ kind: 'go' })
    await speaker.over
    expect(speaker.told).toEqual(['reference', 'to 1', 'reference'])
  })

  it('pauses and tells when the studio does not answer', async () => {
    const speaker = speakerAt([{ takesWanted: 1 }])
    const gone = new Error('gone')
    const run = runHandsFree(
      askInTurn({ ...speaker.parts, store: { ...speaker.parts.store, mark: () => Promise.reject(gone) } }),
    )
    run.send({ kind: 'go' })
    await expect.poll(() => run.state.get().state).toEqual({ kind: 'paused', why: 'trouble' })
    expect(speaker.errors).toEqual([gone])
  })

  it('pauses when there is no microphone any more', async () => {
    const speaker = speakerAt([{ takesWanted: 1 }])
    const run = runHandsFree(askInTurn({ ...speaker.parts, sitting: { takeByItself: () => Promise.resolve(null) } }))
    run.send({ kind: 'go' })
    await expect.poll(() => run.state.get().state).toEqual({ kind: 'paused', why: 'trouble' })
  })
})
