import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 32 random bytes, hexadecimal: made anew by every run. */
export function newSecret(): string {
  return randomBytes(32).toString('hex')
}

/** Compares in a time that tells nothing about where, or in length, the two differ. */
export function sameSecret(given: string | undefined, expected: string): boolean {
  if (given === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
