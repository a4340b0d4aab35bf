/** Reading the prompt, saying it, a look at the verdict: what a take costs a speaker who is at it for the first time. */
const secondsPerTake = 9

/** Whole minutes, at least one. */
export function estimateMinutes(takes: number): number {
  return Math.max(1, Math.round((takes * secondsPerTake) / 60))
}
