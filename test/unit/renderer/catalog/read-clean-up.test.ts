import { expect, it } from 'vitest'
import { readCleanUp } from '#renderer/catalog/read-clean-up.ts'

it('what is to be cleaned up is read as people type it, or told to be wrong', () => {
  expect(readCleanUp({ days: ' 30 ', budget: '' }).asked).toEqual({ unusedDays: 30 })
  expect(readCleanUp({ days: '0', budget: '1,5' }).asked).toEqual({ unusedDays: 0, sizeBudgetMb: 1.5 })
  expect(readCleanUp({ days: '', budget: '-1' })).toEqual({ asked: null, faults: { days: true, budget: true } })
  expect(readCleanUp({ days: '36501', budget: '0' }).faults).toEqual({ days: true, budget: false })
})
