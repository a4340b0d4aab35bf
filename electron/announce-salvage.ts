import type { SalvageReport } from './services/salvage-takes.ts'

/** What a start found of an unfinished last run, a sentence each. */
export function announceSalvage({ takes, unclaimed }: SalvageReport): string[] {
  const told: string[] = []
  if (takes.length > 0) {
    const seconds = takes.reduce((sum, { frameCount, sampleRateHz }) => sum + frameCount / sampleRateHz, 0)
    told.push(
      `Salvaged ${takes.length} unfinished ${takes.length === 1 ? 'take' : 'takes'} (${seconds.toFixed(1)} s) from the last run.`,
    )
  }
  if (unclaimed.length > 0)
    told.push(`Found recordings whose details are lost; they stay where they are: ${unclaimed.join(', ')}.`)
  return told
}
