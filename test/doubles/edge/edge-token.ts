import { createHash } from 'node:crypto'

/** Seconds from 1601, where Windows begins to count, to 1970. */
const windowsEpochSeconds = 11_644_473_600n
const spanSeconds = 300n

/** The access token of the given time's five minutes, or of others, that many spans away. */
export function tokenOf(time: Date, trustedClientToken: string, spansAway = 0): string {
  const seconds = BigInt(Math.floor(time.getTime() / 1000)) + windowsEpochSeconds
  const ticks = (seconds - (seconds % spanSeconds) + BigInt(spansAway) * spanSeconds) * 10_000_000n
  return createHash('sha256').update(`${ticks}${trustedClientToken}`).digest('hex').toUpperCase()
}

/** Whether an access token is of the given time, give or take five minutes. */
export function tokenIsOf(time: Date, token: string, trustedClientToken: string): boolean {
  return [-1, 0, 1].some((spansAway) => tokenOf(time, trustedClientToken, spansAway) === token)
}
