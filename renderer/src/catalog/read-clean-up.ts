const mostDays = 36_500

/** Reads what was typed: whole days, and MB with a comma or a point; an empty budget is none. */
export function readCleanUp({ days, budget }: { days: string; budget: string }): {
  asked: { unusedDays: number; sizeBudgetMb?: number } | null
  faults: { days: boolean; budget: boolean }
} {
  const unusedDays = /^\d{1,5}$/.test(days.trim()) ? Number(days) : Number.NaN
  const megabytes = budget.trim().replace(',', '.')
  const faults = {
    days: !(unusedDays <= mostDays),
    budget: megabytes !== '' && !/^(\d+\.?\d*|\.\d+)$/.test(megabytes),
  }
  if (faults.days || faults.budget) return { asked: null, faults }
  return { asked: { unusedDays, ...(megabytes !== '' && { sizeBudgetMb: Number(megabytes) }) }, faults }
}
