import type { Sitting } from '#shared/entities/sitting.ts'
import { estimateMinutes, firstGuessSeconds } from '../estimate-minutes.ts'
import type { PlacedTake } from './sitting-place.ts'
import { standing, takesMissing } from './sitting-place.ts'

export interface Progress {
  /** Of the prompt in view, from 1. */
  number: number
  total: number
  /** Prompts that lack nothing, or were skipped. */
  done: number
  takesLeft: number
  /** Rounded up; null when nothing is left. */
  minutesLeft: number | null
}

/** Whoever rests longer has left the microphone. */
const longestGapSeconds = 60

export function progressOf(
  { prompts, current }: Pick<Sitting, 'prompts' | 'current'>,
  takes: readonly { take: PlacedTake }[],
): Progress {
  const missing = prompts.map((prompt) => takesMissing(prompt, takes))
  const takesLeft = missing.reduce((sum, count) => sum + count, 0)
  return {
    number: current + 1,
    total: prompts.length,
    done: missing.filter((count) => count === 0).length,
    takesLeft,
    minutesLeft: takesLeft === 0 ? null : estimateMinutes(takesLeft, secondsPerTake(takes)),
  }
}

/**
 * From take to take, as this sitting went so far: what was rejected cost time and gave nothing, so it lengthens the others.
 * Breaks are left out.
 */
export function secondsPerTake(takes: readonly { take: PlacedTake }[]): number {
  const inOrder = takes.toSorted((a, b) => Date.parse(a.take.recordedAt) - Date.parse(b.take.recordedAt))
  let seconds = 0
  let given = 0
  for (const [index, { take }] of inOrder.entries()) {
    const before = inOrder[index - 1]
    if (before === undefined) continue
    const gap = (Date.parse(take.recordedAt) - Date.parse(before.take.recordedAt)) / 1000
    if (gap > longestGapSeconds) continue
    seconds += gap
    given += standing([{ take }]).length
  }
  return given === 0 ? firstGuessSeconds : seconds / given
}
