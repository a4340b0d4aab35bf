import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CheckVerdict } from '#shared/acoustics/checks/findings.ts'
import { proposeBestTake } from '#shared/acoustics/checks/propose-best-take.ts'
import type { CheckedTake, Take } from '#shared/entities/take.ts'

type Candidate = Parameters<typeof proposeBestTake>[0][number]

interface Told {
  check?: CheckVerdict | null
  snrDb?: number | null
  verdict?: Take['verdict']
}

/** Takes recorded one a minute, in the order in which they are told. */
function takes(...told: Told[]): Candidate[] {
  return told.map(({ check = 'good', snrDb = 30, verdict = 'new' }, at) => ({
    id: `take-${at}`,
    verdict,
    checked: check === null ? null : ({ verdict: check, measurements: { snrDb } } as CheckedTake),
    recordedAt: `2026-11-02T10:${String(at).padStart(2, '0')}:00.000Z`,
  }))
}

describe('the proposed take', () => {
  it('is none where nothing was recorded, or all is rejected', () => {
    expect(proposeBestTake([])).toBeNull()
    expect(proposeBestTake(takes({ verdict: 'rejected' }, { verdict: 'rejected' }))).toBeNull()
  })

  it('is the only one that is not rejected, however bad', () => {
    const found = proposeBestTake(takes({ check: 'bad', snrDb: null }, { verdict: 'rejected', snrDb: 60 }))
    expect(found).toEqual({ takeId: 'take-0', reason: { code: 'ONLY_TAKE' } })
  })

  it('has the best verdict, however clear the others are', () => {
    const found = proposeBestTake(takes({ snrDb: 20 }, { check: 'look', snrDb: 60 }, { check: 'bad', snrDb: 70 }))
    expect(found).toEqual({ takeId: 'take-0', reason: { code: 'BEST_VERDICT', verdict: 'good' } })
  })

  it('was rather not checked than found to be bad, and rather worth a look than not checked', () => {
    const [look, unchecked, bad] = [{ check: 'look' }, { check: null }, { check: 'bad' }] as const
    expect(proposeBestTake(takes(look, unchecked, bad))?.takeId).toBe('take-0')
    expect(proposeBestTake(takes(bad, unchecked))).toEqual({
      takeId: 'take-1',
      reason: { code: 'BEST_VERDICT', verdict: null },
    })
  })

  it('stands furthest above the room among equal verdicts, with the figures that decided it', () => {
    const found = proposeBestTake(takes({ snrDb: 33 }, { snrDb: 40.5 }, { snrDb: 39.5 }, { check: 'look', snrDb: 60 }))
    expect(found).toEqual({ takeId: 'take-1', reason: { code: 'BEST_SNR', snrDb: 40.5, nextSnrDb: 39.5 } })
    const alone = proposeBestTake(takes({ snrDb: 33 }, { snrDb: null }))
    expect(alone?.reason).toEqual({ code: 'BEST_SNR', snrDb: 33, nextSnrDb: null })
  })

  it('is the newest among those that differ by less than 1 dB, or of which nothing was measured', () => {
    const near = takes({ snrDb: 40.9 }, { snrDb: 40 }, { snrDb: 39 })
    expect(proposeBestTake(near)).toEqual({ takeId: 'take-1', reason: { code: 'NEWEST' } })
    const unmeasured = takes({ snrDb: null }, { snrDb: null })
    expect(proposeBestTake(unmeasured)).toEqual({ takeId: 'take-1', reason: { code: 'NEWEST' } })
  })
})

describe('whatever takes there are', () => {
  const anyTakes = fc
    .array(
      fc.record({
        check: fc.constantFrom<CheckVerdict | null>('good', 'look', 'bad', null),
        snrDb: fc.option(fc.double({ min: -5, max: 70, noNaN: true })),
        verdict: fc.constantFrom<Take['verdict']>('new', 'kept', 'rejected'),
      }),
      { maxLength: 12 },
    )
    .map((told) => takes(...told))
  const rank = ({ checked }: Candidate) => ['good', 'look', undefined, 'bad'].indexOf(checked?.verdict)
  const snr = ({ checked }: Candidate) => checked?.measurements.snrDb ?? Number.NEGATIVE_INFINITY

  it('the proposal is not rejected, none has a better verdict, and none of its verdict is 1 dB clearer', () => {
    fc.assert(
      fc.property(anyTakes, (all) => {
        const open = all.filter(({ verdict }) => verdict !== 'rejected')
        const { takeId } = proposeBestTake(all) ?? {}
        const proposed = open.filter(({ id }) => id === takeId)
        expect(proposed).toHaveLength(Math.min(open.length, 1))
        for (const take of proposed) {
          expect(open.filter((other) => rank(other) < rank(take))).toEqual([])
          expect(open.filter((other) => rank(other) === rank(take) && snr(other) - snr(take) >= 1)).toEqual([])
        }
      }),
    )
  })

  it('neither their order nor the rejected ones change the proposal', () => {
    fc.assert(
      fc.property(
        anyTakes.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(proposeBestTake(shuffled)).toEqual(proposeBestTake(all))
          expect(proposeBestTake(all.filter(({ verdict }) => verdict !== 'rejected'))).toEqual(proposeBestTake(all))
        },
      ),
    )
  })
})
