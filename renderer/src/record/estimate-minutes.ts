/** Reading the prompt, saying it, a look at the verdict: what a take costs before its sitting has said. */
export const firstGuessSeconds = 8

/** Whole minutes, rounded up. */
export function estimateMinutes(takes: number, secondsPerTake = firstGuessSeconds): number {
  return Math.ceil((takes * secondsPerTake) / 60)
}
