import { setImmediate as nextTurn } from 'node:timers/promises'

const atOnce = 50

/** Does it for each, some at once, and lets everything else, recording above all, have its turn in between. */
export async function inTurns<T, R>(items: readonly T[], act: (item: T) => R | Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < items.length; start += atOnce) {
    if (start > 0) await nextTurn()
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(act))))
  }
  return results
}
