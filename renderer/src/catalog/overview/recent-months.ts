/** The months up to the last that has anything, without a gap, at most so many; `2026-11` sorts by time. */
export function recentMonths(
  slices: readonly { key: string; sources: number }[],
  most: number,
): { key: string; sources: number }[] {
  const known = new Map(slices.map(({ key, sources }) => [key, sources]))
  const sorted = [...known.keys()].toSorted()
  const [first] = sorted
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return []
  const months: { key: string; sources: number }[] = []
  for (let key = last; key >= first && months.length < most; key = monthBefore(key))
    months.unshift({ key, sources: known.get(key) ?? 0 })
  return months
}

function monthBefore(key: string): string {
  const [year = 0, month = 1] = key.split('-').map(Number)
  const [beforeYear, beforeMonth] = month === 1 ? [year - 1, 12] : [year, month - 1]
  return `${beforeYear}-${String(beforeMonth).padStart(2, '0')}`
}
