import type { PromptContext } from '../phoneme.ts'

export const scriptOrders = ['inventory', 'shuffled', 'missing-most'] as const
export type ScriptOrder = (typeof scriptOrders)[number]

/** One line of a script: a prompt of the inventory, and how many good takes of it are wanted. */
export interface ScriptLine {
  promptId: string
  phonemeId: string
  context: PromptContext
  takes: number
}

/** What a sitting asks for, in the order of asking. Every prompt stands in it at most once. */
export interface Script {
  title: string
  lines: ScriptLine[]
}

/** Characters, lines and takes that a script may have; each of them has at least one. */
export const scriptBounds = { titleMost: 100, linesMost: 5000, takesMost: 20, takesDefault: 3 } as const
