/** What a passing trouble is; everything else would fail the same way again. */
export interface RetryPolicy {
  mostAttempts: number
  firstDelayMs: number
  mostDelayMs: number
}

export const defaultRetryPolicy: RetryPolicy = { mostAttempts: 6, firstDelayMs: 1000, mostDelayMs: 60_000 }

/**
 * Milliseconds until the next try after so many; null when there have been enough. Exponential with full jitter (M. Brooker,
 * "Exponential Backoff and Jitter", 2015), of which at least half is always waited. `random` gives 0…1.
 */
export function delayBeforeRetry(attempts: number, policy: RetryPolicy, random: () => number): number | null {
  if (attempts >= policy.mostAttempts) return null
  const most = Math.min(policy.mostDelayMs, policy.firstDelayMs * 2 ** (attempts - 1))
  return Math.round(most * (0.5 + 0.5 * random()))
}
