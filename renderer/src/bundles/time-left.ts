import type { BundleProgress } from '#shared/contract/bundles.ts'

export type TimedProgress = BundleProgress & {
  /** null as long as nothing sensible can be said. */
  secondsLeft: number | null
}

/** Before so much has passed, the first file's luck would be taken for the pace. */
const leastSeconds = 1

/** Tells of each report how long the rest takes at the pace so far. Work that begins anew (first read, then put in place) is timed anew. */
export function createTimeLeft(nowMs: () => number): (progress: BundleProgress) => TimedProgress {
  let begunMs = nowMs()
  let lastDone = 0
  return (progress) => {
    const share = shareOf(progress)
    if (share < lastDone) begunMs = nowMs()
    lastDone = share
    return { ...progress, secondsLeft: secondsLeft((nowMs() - begunMs) / 1000, share) }
  }
}

/** How much is done, 0…1: by bytes, or by files where bytes say nothing. */
export function shareOf({ done, total, doneBytes, totalBytes }: BundleProgress): number {
  if (totalBytes > 0) return Math.min(1, doneBytes / totalBytes)
  return total > 0 ? Math.min(1, done / total) : 0
}

function secondsLeft(elapsedSeconds: number, share: number): number | null {
  if (share <= 0 || elapsedSeconds < leastSeconds) return null
  return (elapsedSeconds * (1 - share)) / share
}

/** In a unit that a person waits by; from ten seconds on in steps, so that it does not flicker. */
export function roundedTime(seconds: number): { unit: 'seconds' | 'minutes' | 'hours'; count: number } {
  if (seconds < 10) return { unit: 'seconds', count: Math.max(1, Math.ceil(seconds)) }
  if (seconds < 55) return { unit: 'seconds', count: Math.ceil(seconds / 5) * 5 }
  if (seconds < 5400) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) }
  return { unit: 'hours', count: Math.round(seconds / 3600) }
}
