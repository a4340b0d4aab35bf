import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progressOf, secondsPerTake } from '#renderer/record/sit/progress.ts'
import { nextMissing, takesMissing, takesOf } from '#renderer/record/sit/sitting-place.ts'
import { aPrompt, aSitting, aTakeOf } from './a-sitting.ts'

const skipped = { reason: 'not in my accent', at: '2026-11-02T10:00:00.000Z' }
const fortyFour = Array.from({ length: 44 }, (_, at) => aPrompt({ promptId: `p${at}` }))

describe('how far a sitting is', () => {
  it('takes eight seconds a take for granted, until it has said otherwise', () => {
    expect(progressOf(aSitting(fortyFour), [])).toEqual({
      number: 1,
      total: 44,
      done: 0,
      takesLeft: 132,
      minutesLeft: 18,
    })
  })

  it('goes by its own pace then', () => {
    const takes = [0, 10, 20, 30].map((at) => aTakeOf('p0', at, 'kept'))
    expect(secondsPerTake(takes)).toBe(10)
    expect(progressOf(aSitting(fortyFour, 1), takes)).toMatchObject({
      number: 2,
      done: 1,
      takesLeft: 129,
      minutesLeft: 22,
    })
  })

  it('knows that what is rejected takes time and gives nothing', () => {
    const takes = [aTakeOf('p0', 0, 'kept'), aTakeOf('p0', 5, 'rejected'), aTakeOf('p0', 10, 'kept')]
    expect(secondsPerTake(takes)).toBe(10)
  })

  it('leaves out breaks, and the night between two days', () => {
    const takes = [0, 6, 12, 600, 606, 90_000, 90_006].map((at) => aTakeOf('p0', at, 'kept'))
    expect(secondsPerTake(takes)).toBe(6)
  })

  it('is done where nothing is missing: recorded, or passed over', () => {
    const sitting = aSitting([aPrompt({ promptId: 'a', takesWanted: 1 }), aPrompt({ promptId: 'b', skipped })])
    expect(progressOf(sitting, [aTakeOf('a')])).toMatchObject({ done: 2, takesLeft: 0, minutesLeft: null })
  })
})

describe('what a sitting asks for next', () => {
  const first = aPrompt({ promptId: 'a', takesWanted: 2 })
  const sitting = aSitting([first, aPrompt({ promptId: 'b', skipped }), aPrompt({ promptId: 'c', takesWanted: 1 })])

  it('does not count what was rejected', () => {
    const takes = [aTakeOf('a', 0, 'rejected'), aTakeOf('a', 1)]
    expect(takesMissing(first, takes)).toBe(1)
  })

  it('never asks for more than wanted after a crash between a take and going on', () => {
    const takes = [aTakeOf('a', 0), aTakeOf('a', 1)]
    expect(takesMissing(first, takes)).toBe(0)
    expect(nextMissing(sitting, takes, 0)).toBe(2)
  })

  it('is nothing once all is there, and nothing before the one in view', () => {
    expect(nextMissing(sitting, [aTakeOf('a', 0), aTakeOf('a', 1), aTakeOf('c')], -1)).toBeNull()
    expect(nextMissing(sitting, [aTakeOf('c')], 2)).toBeNull()
  })

  it('tells a prompt’s takes oldest first, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (seconds) => {
        const takes = seconds.map((at) => aTakeOf('a', at))
        const order = takesOf('a', [...takes, aTakeOf('b')]).map(({ take }) => take.recordedAt)
        expect(order).toEqual(order.toSorted())
        expect(order).toHaveLength(takes.length)
      }),
    )
  })
})
