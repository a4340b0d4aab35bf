/** What one runner saw: the shape that both of our reporters write and `npm test` adds up. */
export type RunReport = { passed: number; failed: number; skipped: Skip[] }
export type Skip = { name: string; reason: string }

export type Counts = { passed: number; failed: number; skipped: number }

/** The counts of a runner, doubting it: no report, no tests at all, or a bad end without a failed test is a failure. */
export function countsOf(report: RunReport | undefined, exitCode: number): { counts: Counts; doubt?: string } {
  if (!report) return { counts: { passed: 0, failed: 1, skipped: 0 }, doubt: 'it ended without a report' }
  const counts = { passed: report.passed, failed: report.failed, skipped: report.skipped.length }
  if (counts.passed + counts.failed + counts.skipped === 0) {
    return { counts: { ...counts, failed: 1 }, doubt: 'it found no tests' }
  }
  if (exitCode !== 0 && counts.failed === 0) {
    return { counts: { ...counts, failed: 1 }, doubt: `no test failed, but it ended with exit code ${exitCode}` }
  }
  return { counts }
}

export function sum(all: Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of all) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  return total
}

export const inWords = ({ passed, failed, skipped }: Counts) => `${passed} passed, ${failed} failed, ${skipped} skipped`

/** Skips that no missing peer explains: neither the reason nor the test's name says which one it wanted. */
export function unexplainedSkips(skips: Skip[], missingPeerNames: string[]): Skip[] {
  return skips.filter(({ name, reason }) => {
    const said = `${reason} ${name}`.toLowerCase()
    return !missingPeerNames.some((peer) => said.includes(peer.toLowerCase()))
  })
}
