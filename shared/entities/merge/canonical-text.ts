/** The same text for the same value, whatever the order of an object's keys; undefined counts as null. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(inKeyOrder(value)) ?? 'null'
}

/** The same value, its objects' keys in the order of the alphabet. */
export function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, inKeyOrder(each)]))
}
