import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDraft, prepareSteps, shownStep, stepStates } from '#renderer/record/prepare/draft.ts'

const decided = fc.record({
  speakerId: fc.constantFrom(null, 'anna'),
  soundChecked: fc.boolean(),
})

describe('the steps before the first prompt', () => {
  it('each open when the one before is decided', () => {
    expect(stepStates({ speakerId: null, soundChecked: false })).toEqual({
      speaker: 'open',
      sound: 'locked',
      script: 'locked',
    })
    expect(stepStates({ speakerId: 'anna', soundChecked: false })).toEqual({
      speaker: 'done',
      sound: 'open',
      script: 'locked',
    })
    expect(stepStates({ speakerId: 'anna', soundChecked: true })).toEqual({
      speaker: 'done',
      sound: 'done',
      script: 'open',
    })
  })

  it('never show a locked step, nor one beyond what was wanted', () => {
    fc.assert(
      fc.property(decided, fc.constantFrom(...prepareSteps), (what, wanted) => {
        const states = stepStates(what)
        const shown = shownStep(wanted, states)
        expect(states[shown]).not.toBe('locked')
        expect(prepareSteps.indexOf(shown)).toBeLessThanOrEqual(prepareSteps.indexOf(wanted))
      }),
    )
  })

  it('of two sittings are two, so that asking twice for one starts one', () => {
    const first = createDraft()
    const { sittingId } = first.get()
    first.set({ ...first.get(), title: 'Vowels' })
    expect(first.get().sittingId).toBe(sittingId)
    expect(createDraft().get().sittingId).not.toBe(sittingId)
  })
})
