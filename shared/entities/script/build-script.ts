import type { Phoneme, Prompt, PromptContext } from '../phoneme.ts'
import type { OrderOptions } from './order-lines.ts'
import { orderLines } from './order-lines.ts'
import type { Script, ScriptOrder } from './script.ts'
import { scriptBounds } from './script.ts'

export interface BuildScript extends OrderOptions {
  title: string
  /** In inventory order, and so are the prompts. */
  phonemes: readonly Pick<Phoneme, 'id'>[]
  prompts: readonly Prompt[]
  phonemeIds: readonly string[]
  contexts: readonly PromptContext[]
  /** How many prompts of each phoneme and context, 1…3: the first in the inventory. */
  promptsEach: number
  takes?: number
  order: ScriptOrder
}

/** The script for what was chosen; without lines where the inventory has no such prompts. */
export function buildScript({
  title,
  phonemeIds,
  contexts,
  promptsEach,
  takes = scriptBounds.takesDefault,
  order,
  ...options
}: BuildScript): Script {
  const asked = new Map<string, number>()
  const wanted = new Set(phonemeIds)
  const lines = options.prompts.flatMap(({ id, phonemeId, context }) => {
    if (!wanted.has(phonemeId) || !contexts.includes(context)) return []
    const key = `${phonemeId} ${context}`
    const before = asked.get(key) ?? 0
    asked.set(key, before + 1)
    return before < promptsEach ? [{ promptId: id, phonemeId, context, takes }] : []
  })
  return { title, lines: orderLines(lines, order, options) }
}
