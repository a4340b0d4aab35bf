import { expect, it } from 'vitest'
import { defaultRetryPolicy, delayBeforeRetry } from '#shared/node/queue/retry-policy.ts'

const policy = { mostAttempts: 6, firstDelayMs: 1000, mostDelayMs: 10_000 }
const delays = (random: number) => [1, 2, 3, 4, 5, 6, 7].map((tries) => delayBeforeRetry(tries, policy, () => random))

it('each further try waits twice as long, up to a limit, and after the sixth there is none', () => {
  expect(delays(1)).toEqual([1000, 2000, 4000, 8000, 10_000, null, null])
})

it('what failed together does not come back together: up to half of each wait is left to chance', () => {
  expect(delays(0)).toEqual([500, 1000, 2000, 4000, 5000, null, null])
  expect(delays(0.5)).toEqual([750, 1500, 3000, 6000, 7500, null, null])
})

it('nothing waits for more than a minute, unless it is asked to', () => {
  const longest = { ...defaultRetryPolicy, mostAttempts: 100 }
  expect(delayBeforeRetry(99, longest, () => 1)).toBe(60_000)
})
