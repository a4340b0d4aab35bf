import { expect, it } from 'vitest'
import { recentMonths } from '#renderer/catalog/overview/recent-months.ts'

const slice = (key: string, sources: number) => ({ key, sources })

it('months stand in order and without a gap, the latest of them where there are too many', () => {
  const slices = [slice('2026-02', 5), slice('2025-11', 1)]
  expect(recentMonths(slices, 18)).toEqual([
    slice('2025-11', 1),
    slice('2025-12', 0),
    slice('2026-01', 0),
    slice('2026-02', 5),
  ])
  expect(recentMonths(slices, 2)).toEqual([slice('2026-01', 0), slice('2026-02', 5)])
  expect(recentMonths([], 18)).toEqual([])
})
