import { createHash } from 'node:crypto'

export type BackendModel = 'phonemecategory' | 'phoneme' | 'audiosource' | 'audiocache'

/**
 * Integers from 1 to 2^53 − 1, the same in every export and every studio, since they are derived from the ids. Two ids of one
 * export that fall on the same number, or on one of `taken`, are told apart in the order of the ids.
 */
export function primaryKeys(
  model: BackendModel,
  ids: Iterable<string>,
  taken: Iterable<number> = [],
  derive: (name: string) => number = hashedKey,
): Map<string, number> {
  const used = new Set(taken)
  const keys = new Map<string, number>()
  for (const id of [...new Set(ids)].toSorted()) {
    let key = derive(`${model}:${id}`)
    for (let attempt = 1; key === 0 || used.has(key); attempt += 1) key = derive(`${model}:${id}:${attempt}`)
    used.add(key)
    keys.set(id, key)
  }
  return keys
}

/** The first 53 bits of the SHA-256. */
function hashedKey(name: string): number {
  const digest = createHash('sha256').update(name).digest()
  return Number(digest.readBigUInt64BE(0) >> 11n)
}
