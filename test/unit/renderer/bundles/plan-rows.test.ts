import { describe, expect, it } from 'vitest'
import type { PlanRow } from '#renderer/bundles/plan-rows.ts'
import { outcomeOf, planRows } from '#renderer/bundles/plan-rows.ts'

const row = (kind: PlanRow['kind'], part: Partial<PlanRow> = {}): PlanRow => ({
  kind,
  new: 0,
  same: 0,
  different: 0,
  conflicting: 0,
  deletedHere: 0,
  ...part,
})
const refusal = (kind: string) => ({ label: 'x', code: 'MERGE_OUT_OF_BOUNDS', data: { kind, id: 'x', detail: '' } })

describe('what an import would do', () => {
  it('shows the kinds of which something is there, in their order', () => {
    const kinds = [row('phonemes', { same: 44 }), row('takes'), row('plays', { deletedHere: 1 })]
    expect(planRows({ kinds }).map(({ kind }) => kind)).toEqual(['phonemes', 'plays'])
  })

  it('tells a bundle that brings nothing from one that brings something, a lost file alone included', () => {
    const same = { kinds: [row('sources', { same: 3 })], newFiles: 0, refused: [] }
    expect(outcomeOf(same)).toBe('nothing new')
    expect(outcomeOf({ ...same, newFiles: 1 })).toBe('something')
    for (const part of ['new', 'different', 'conflicting'] as const)
      expect(outcomeOf({ ...same, kinds: [row('sources', { [part]: 1 })] })).toBe('something')
  })

  it('tells a bundle of which nothing can be written from one that lacks a row', () => {
    const some = { kinds: [row('sources', { new: 3 })], newFiles: 3 }
    expect(outcomeOf({ ...some, refused: [refusal('sources')] })).toBe('something')
    expect(outcomeOf({ ...some, refused: [refusal('document')] })).toBe('refused')
  })
})
