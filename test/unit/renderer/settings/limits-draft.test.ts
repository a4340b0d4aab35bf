import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LimitKind, LimitPath } from '#renderer/settings/limits/limit-fields.ts'
import { boundsOf, generalGroups } from '#renderer/settings/limits/limit-fields.ts'
import type { LimitsDraft } from '#renderer/settings/limits/limits-draft.ts'
import {
  changedDraft,
  differing,
  generalNames,
  limitAt,
  limitPaths,
  limitText,
  readLimits,
  readNumber,
} from '#renderer/settings/limits/limits-draft.ts'
import { createRememberedDraft } from '#renderer/settings/limits/remembered-draft.ts'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { CheckLimitsSchema } from '#shared/contract/settings.ts'

const standing = defaultCheckLimits
const path = fc.constantFrom(...limitPaths)
const typed = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -200, max: 200 }).map(String),
  fc.integer({ min: -200, max: 2_000_000 }).map(String),
  fc.constantFrom('', 'x', '−60', '0,5', '1e3', '--1', ' 2 '),
)
const drafts = fc.array(fc.tuple(path, typed), { maxLength: 12 }).map((all) => Object.fromEntries(all) as LimitsDraft)

describe('limits that are typed', () => {
  it('are accepted by the studio whenever nothing is said against them', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { limits } = readLimits(standing, draft)
        expect(CheckLimitsSchema.safeParse(limits).error).toBeUndefined()
      }),
    )
  })

  it('are what was typed, field by field, where they are accepted', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { limits, faults } = readLimits(standing, draft)
        for (const each of limitPaths) {
          const text = draft[each]
          const taken = text === undefined || faults[each]?.code === 'NOT_A_NUMBER' ? null : readNumber(text)
          const outside = faults[each] && faults[each].code !== 'BELOW'
          expect(limitAt(limits, each)).toBe(taken === null || outside ? limitAt(standing, each) : taken)
        }
      }),
    )
  })

  it('read the figures that are shown as they are', () => {
    for (const each of limitPaths) expect(readNumber(limitText(limitAt(standing, each)))).toBe(limitAt(standing, each))
    expect(limitText(-60)).toBe('−60')
    expect([readNumber('-0,5'), readNumber('.25'), readNumber('1e3'), readNumber(' ')]).toEqual([
      -0.5,
      0.25,
      null,
      null,
    ])
  })

  it('are refused beside the field, with what is possible there', () => {
    const draft: LimitsDraft = {
      peakLookDbfs: '3',
      droppedBadFrames: '1.5',
      humLookDbfs: 'soft',
      floorLookDbfs: '-30',
      'stop.shortestSeconds': '1',
    }
    expect(readLimits(standing, draft).faults).toEqual({
      peakLookDbfs: { code: 'OUTSIDE', least: -140, most: 0 },
      droppedBadFrames: { code: 'NOT_WHOLE' },
      humLookDbfs: { code: 'NOT_A_NUMBER' },
      floorBadDbfs: { code: 'BELOW', least: -30 },
      'stop.longestSeconds': { code: 'BELOW', least: 1 },
    })
  })

  it('have the bounds that the studio has', () => {
    const one: Record<LimitKind, LimitPath> = {
      level: 'silentBelowDbfs',
      decibels: 'floorRiseLookDb',
      seconds: 'cutEdgeSeconds',
      samples: 'droppedBadFrames',
      share: 'dcBad',
    }
    const accepted = (each: LimitPath, value: number) =>
      CheckLimitsSchema.safeParse({ ...standing, [each]: value }).success
    const found = Object.entries(one).map(([kind, each]) => {
      const { least, most } = boundsOf[kind as LimitKind]
      const values = [least, most, (least + most) / 2 + 0.5, least - 1, most + 1]
      return [kind, ...values.map((value) => accepted(each, value))]
    })
    expect(found).toEqual(Object.entries(boundsOf).map(([kind, { whole }]) => [kind, true, true, !whole, false, false]))
  })

  it('stand in one group each', () => {
    expect(generalGroups.flatMap(({ limits }) => limits).toSorted()).toEqual(generalNames.toSorted())
  })
})

describe('what is not saved yet', () => {
  it('is what says something else than what stands', () => {
    expect(changedDraft(standing, { peakLookDbfs: ' −1.0 ', floorLookDbfs: '-55', humLookDbfs: '' })).toEqual({
      floorLookDbfs: '-55',
      humLookDbfs: '',
    })
  })

  it('is there again after the page was left', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
    fc.assert(
      fc.property(drafts, (draft) => {
        createRememberedDraft(storage).write(draft)
        expect(createRememberedDraft(storage).read()).toEqual(draft)
      }),
    )
  })
})

describe('a studio’s own limits', () => {
  it('are those that differ from a new studio’s', () => {
    const { limits } = readLimits(standing, { peakLookDbfs: '-3', 'vowel.snrLookDb': '35' })
    expect(differing(limits, standing)).toEqual(['peakLookDbfs', 'vowel.snrLookDb'])
    expect(differing(standing, standing)).toEqual([])
  })
})
