import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HandsFree, HandsFreeEffect, HandsFreeEvent } from '#renderer/record/sit/hands-free/machine.ts'
import { atRest, badAttempts, step } from '#renderer/record/sit/hands-free/machine.ts'

const sound = { kind: 'sound' } as const
const knock = { kind: 'refused', reason: 'KNOCK' } as const
const good: HandsFreeEvent = { kind: 'made', heard: sound, verdict: 'good' }
const bad: HandsFreeEvent = { kind: 'made', heard: sound, verdict: 'bad' }
/** By its figures alone it would do. */
const noise: HandsFreeEvent = { kind: 'made', heard: knock, verdict: 'good' }
const toArmed: HandsFreeEvent[] = [{ kind: 'go' }, { kind: 'found', samePrompt: true }, { kind: 'cued' }]
const onceMore: HandsFreeEvent[] = [
  { kind: 'marked' },
  { kind: 'told' },
  { kind: 'found', samePrompt: true },
  { kind: 'cued' },
]

function after(events: readonly HandsFreeEvent[]): { now: HandsFree; effects: (HandsFreeEffect | null)[] } {
  let now = atRest
  const effects = events.map((event) => {
    const { next, effect } = step(now, event)
    now = next
    return effect
  })
  return { now, effects }
}

describe('hands-free', () => {
  it('looks, cues, listens, marks, tells, and looks again', () => {
    const { effects } = after([...toArmed, good, { kind: 'marked' }, { kind: 'told' }])
    expect(effects).toEqual([
      { kind: 'look', onward: false },
      { kind: 'cue', fresh: false },
      { kind: 'arm' },
      { kind: 'mark', verdict: 'kept' },
      { kind: 'tell', outcome: { kind: 'kept' } },
      { kind: 'look', onward: false },
    ])
  })

  it('keeps what is only worth a look, and what could not be checked', () => {
    for (const verdict of ['look', null] as const) {
      const { effects } = after([...toArmed, { kind: 'made', heard: sound, verdict }])
      expect(effects.at(-1)).toEqual({ kind: 'mark', verdict: 'kept' })
    }
  })

  it('rejects a bad take, says why, and asks again', () => {
    const { effects } = after([...toArmed, bad, { kind: 'marked' }, { kind: 'told' }])
    expect(effects.slice(-3)).toEqual([
      { kind: 'mark', verdict: 'rejected' },
      { kind: 'tell', outcome: { kind: 'again' } },
      { kind: 'look', onward: false },
    ])
  })

  it('rejects a noise without counting it, however often one comes', () => {
    const knocks = Array.from({ length: 9 }, () => [noise, ...onceMore]).flat()
    expect(after([...toArmed, ...knocks]).now).toEqual({ state: { kind: 'armed' }, bad: 0 })
    expect(after([...toArmed, noise, { kind: 'marked' }]).now.state).toEqual({
      kind: 'telling',
      outcome: { kind: 'not-it', reason: 'KNOCK' },
    })
  })

  it('goes on after three bad attempts, and says so', () => {
    const { now, effects } = after([
      ...toArmed,
      bad,
      ...onceMore,
      bad,
      ...onceMore,
      bad,
      { kind: 'marked' },
      { kind: 'told' },
    ])
    expect(effects.slice(-2)).toEqual([
      { kind: 'tell', outcome: { kind: 'gave-up' } },
      { kind: 'look', onward: true },
    ])
    expect(step(now, { kind: 'found', samePrompt: false }).next.bad).toBe(0)
  })

  it('ends where nothing is left', () => {
    const { now, effects } = after([{ kind: 'go' }, { kind: 'nothing-left' }])
    expect(now.state).toEqual({ kind: 'done' })
    expect(effects.at(-1)).toEqual({ kind: 'finish' })
  })

  it('pauses at any moment, and goes on from there with the attempts that were made', () => {
    const { now } = after([...toArmed, bad, ...onceMore, { kind: 'pause', why: 'person' }])
    expect(now).toEqual({ state: { kind: 'paused', why: 'person' }, bad: 1 })
    expect(step(now, { kind: 'go' })).toEqual({
      next: { state: { kind: 'looking' }, bad: 1 },
      effect: { kind: 'look', onward: false },
    })
  })

  it('marks the take whose sound had begun before the pause, and stays paused', () => {
    const { now, effects } = after([...toArmed, { kind: 'pause', why: 'person' }, bad])
    expect(effects.at(-1)).toEqual({ kind: 'mark', verdict: 'rejected' })
    expect(now).toEqual({ state: { kind: 'paused', why: 'person' }, bad: 0 })
  })
})

describe('hands-free, whatever happens in whatever order', () => {
  const events: fc.Arbitrary<HandsFreeEvent> = fc.constantFrom<HandsFreeEvent>(
    { kind: 'go' },
    { kind: 'pause', why: 'person' },
    { kind: 'pause', why: 'trouble' },
    { kind: 'stop' },
    { kind: 'asked-anew', samePrompt: true },
    { kind: 'asked-anew', samePrompt: false },
    { kind: 'found', samePrompt: true },
    { kind: 'found', samePrompt: false },
    { kind: 'nothing-left' },
    { kind: 'cued' },
    good,
    bad,
    noise,
    { kind: 'marked' },
    { kind: 'told' },
  )

  it('listens only after a cue, and never while it is off, paused or done', () => {
    fc.assert(
      fc.property(fc.array(events), (all) => {
        let now = atRest
        const armedFrom = all.flatMap((event) => {
          const before = now.state.kind
          const { next, effect } = step(now, event)
          now = next
          return effect?.kind === 'arm' ? [before] : []
        })
        expect(armedFrom.every((kind) => kind === 'cue')).toBe(true)
      }),
    )
  })

  it('marks every take that is made: the bad and the noises rejected, all others kept', () => {
    fc.assert(
      fc.property(fc.array(events), (all) => {
        let now = atRest
        for (const event of all) {
          const { next, effect } = step(now, event)
          const isMade = event.kind === 'made'
          const wanted = event === bad || event === noise ? 'rejected' : 'kept'
          expect(effect?.kind === 'mark' ? effect.verdict : null).toBe(isMade ? wanted : null)
          now = next
        }
      }),
    )
  })

  it('never asks more often than three times for what is bad each time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(bad, noise), { minLength: 3, maxLength: 40 }), (attempts) => {
        let now = after(toArmed).now
        let asked = 0
        for (const attempt of attempts) {
          now = step(now, attempt).next
          now = step(now, { kind: 'marked' }).next
          if (attempt === bad) asked += 1
          const { next, effect } = step(now, { kind: 'told' })
          expect(effect).toEqual({ kind: 'look', onward: asked % badAttempts === 0 && attempt === bad })
          const moves = effect?.kind === 'look' && effect.onward
          now = step(step(next, { kind: 'found', samePrompt: !moves }).next, { kind: 'cued' }).next
        }
      }),
    )
  })
})
