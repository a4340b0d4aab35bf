import { scriptBounds } from '../../entities/script/script.ts'

const { titleMost, takesMost } = scriptBounds

/** What is wrong with a title, or undefined. */
export function titleFault(title: string): string | undefined {
  if (title === '') return 'is empty: say what the script is for'
  if (title.length > titleMost) return `has ${title.length} characters, and may have ${titleMost}`
  return /\p{Cc}/u.test(title) ? 'has a line end or another control character in it' : undefined
}

export const takesReason = `is not a whole number from 1 to ${takesMost}`

export function isTakes(takes: unknown): boolean {
  return Number.isInteger(takes) && Number(takes) >= 1 && Number(takes) <= takesMost
}
