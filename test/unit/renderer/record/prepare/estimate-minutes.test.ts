import { expect, it } from 'vitest'
import { estimateMinutes } from '#renderer/record/prepare/estimate-minutes.ts'

it('44 sounds with three takes each are told as some twenty minutes, and one take as one', () => {
  expect(estimateMinutes(132)).toBe(20)
  expect(estimateMinutes(1)).toBe(1)
})
