import type { Failure } from '#shared/contract/studio.ts'

/** One sentence of what failed, each with its reason: `2 could not be made: θ (no voice), ð (no voice).` */
export async function listFailures(what: string, failures: readonly Failure[]): Promise<string> {
  // Loaded only now: it is rarely needed, and commands must start quickly.
  const { loadWords } = await import('./words.ts')
  const words = await loadWords()
  const each = failures.map(({ label, code, data }) => `${label} (${words.fault(code, data).replace(/\.$/, '')})`)
  return `${failures.length} ${what}: ${each.join(', ')}.`
}
