import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Withdrawal } from '#shared/entities/merge/merge-consent.ts'
import {
  isRenewed,
  mergeConsent,
  mergeWithdrawals,
  withdraw,
  withdrawalOf,
} from '#shared/entities/merge/merge-consent.ts'
import type { Consent } from '#shared/entities/speaker.ts'
import { licences } from '#shared/entities/speaker.ts'
import { aSpeaker } from '#test/builders.ts'

const aTime = fc.integer({ min: 1, max: 6 }).map((day) => `2026-11-0${day}T10:00:00.000Z`)
/** As the studio makes them: withdrawn after what it was renewed after. */
const aConsent: fc.Arbitrary<Consent> = fc
  .record({
    textId: fc.constantFrom('recording-consent@1', 'recording-consent@2'),
    licence: fc.constantFrom(...licences),
    givenAt: aTime,
    withdrawnAt: fc.option(aTime),
    renewedAfter: fc.option(aTime),
  })
  .filter(
    ({ withdrawnAt, renewedAfter }) => withdrawnAt === null || renewedAfter === null || withdrawnAt > renewedAfter,
  )
const perhaps = fc.option(aConsent)
const aWithdrawal: fc.Arbitrary<Withdrawal> = fc.record({
  speakerId: fc.constant('s'),
  code: fc.constantFrom('anna-1', 'anna-2'),
  givenAt: aTime,
  withdrawnAt: aTime,
  sourceIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).map((ids) => ids.toSorted()),
})

describe('consent that two studios know', () => {
  it('comes to the same in any order and grouping, and once', () => {
    fc.assert(
      fc.property(perhaps, perhaps, perhaps, (a, b, c) => {
        expect(mergeConsent(a, b)).toEqual(mergeConsent(b, a))
        expect(mergeConsent(mergeConsent(a, b), c)).toEqual(mergeConsent(a, mergeConsent(b, c)))
        expect(mergeConsent(a, a)).toEqual(a)
      }),
    )
  })

  it('is withdrawn once any of them knows so, unless another was given again knowing of it', () => {
    fc.assert(
      fc.property(fc.array(aConsent, { minLength: 1, maxLength: 4 }), (all) => {
        const merged = all.reduce<Consent | null>(mergeConsent, null)
        const withdrawals = all.flatMap(({ withdrawnAt }) => withdrawnAt ?? [])
        const standing = all.filter((each) => each.withdrawnAt === null)
        const stands = standing.some((each) => withdrawals.every((at) => (each.renewedAfter ?? '') >= at))
        expect(merged?.withdrawnAt === null).toBe(stands)
        expect(all).toContainEqual(merged)
      }),
    )
  })

  it('given by one and unknown to the other is given', () => {
    fc.assert(
      fc.property(aConsent, (consent) => {
        expect(mergeConsent(null, consent)).toEqual(consent)
      }),
    )
  })
})

describe('a withdrawal told without a name', () => {
  it('ends a consent that does not know of it, whatever the order', () => {
    fc.assert(
      fc.property(aConsent, aWithdrawal, aWithdrawal, (consent, one, other) => {
        const after = withdraw(withdraw(consent, one), other)
        expect(after).toEqual(withdraw(withdraw(consent, other), one))
        expect(withdraw(after, one)).toEqual(after)
        const renewed = [one, other].every((each) => isRenewed(consent, each))
        expect(after.withdrawnAt === null).toBe(renewed)
      }),
    )
  })

  it('does the same as the speaker’s own withdrawn consent would', () => {
    fc.assert(
      fc.property(aConsent, aWithdrawal, (consent, withdrawal) => {
        const theirs: Consent = { ...consent, withdrawnAt: withdrawal.withdrawnAt, renewedAfter: null }
        const merged = mergeConsent(consent, theirs)
        expect(withdraw(consent, withdrawal).withdrawnAt).toBe(merged?.withdrawnAt)
      }),
    )
  })

  it('comes to the same in any order and grouping, with all the sources that anybody knows', () => {
    fc.assert(
      fc.property(aWithdrawal, aWithdrawal, aWithdrawal, (a, b, c) => {
        expect(mergeWithdrawals(a, b)).toEqual(mergeWithdrawals(b, a))
        expect(mergeWithdrawals(mergeWithdrawals(a, b), c)).toEqual(mergeWithdrawals(a, mergeWithdrawals(b, c)))
        expect(mergeWithdrawals(a, a)).toEqual(a)
        expect(mergeWithdrawals(a, b).sourceIds).toEqual([...new Set([...a.sourceIds, ...b.sourceIds])].toSorted())
      }),
    )
  })

  it('is told of a speaker who withdrew, and of nobody else', () => {
    const speaker = aSpeaker({})
    expect(withdrawalOf(speaker, ['a'])).toBeNull()
    expect(withdrawalOf({ ...speaker, consent: null }, ['a'])).toBeNull()
    const consent = { ...(speaker.consent as Consent), withdrawnAt: '2026-11-05T10:00:00.000Z' }
    expect(withdrawalOf({ ...speaker, consent }, ['b', 'a', 'b'])).toEqual({
      speakerId: speaker.id,
      code: speaker.code,
      givenAt: consent.givenAt,
      withdrawnAt: consent.withdrawnAt,
      sourceIds: ['a', 'b'],
    })
  })
})
