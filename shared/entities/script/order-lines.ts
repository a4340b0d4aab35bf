import type { Phoneme, Prompt, PromptContext } from '../phoneme.ts'
import type { ScriptLine, ScriptOrder } from './script.ts'

export interface OrderOptions {
  /** In inventory order, and so are the prompts. */
  phonemes: readonly Pick<Phoneme, 'id'>[]
  prompts: readonly Pick<Prompt, 'id'>[]
  /** How much there is already, over the whole catalog. */
  coverage: (phonemeId: string, context: PromptContext) => number
  /** 0 ≤ random() < 1. */
  random: () => number
}

/**
 * The lines in another order. `inventory` and `missing-most` keep a phoneme's lines together. What is missing most comes
 * first: phonemes are compared by their least covered context, then by the next, and equals stay in inventory order.
 */
export function orderLines(lines: readonly ScriptLine[], order: ScriptOrder, options: OrderOptions): ScriptLine[] {
  if (order === 'shuffled') return shuffled(lines, options.random)
  const inOrder = inInventoryOrder(lines, options)
  return order === 'inventory' ? inOrder : missingMostFirst(inOrder, options.coverage)
}

/** Fisher–Yates: each order is as likely as any other. */
function shuffled(lines: readonly ScriptLine[], random: () => number): ScriptLine[] {
  const all = [...lines]
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [all[last], all[other]]
    if (a && b) [all[last], all[other]] = [b, a]
  }
  return all
}

function inInventoryOrder(lines: readonly ScriptLine[], { phonemes, prompts }: OrderOptions): ScriptLine[] {
  const phonemeAt = new Map(phonemes.map(({ id }, at) => [id, at]))
  const promptAt = new Map(prompts.map(({ id }, at) => [id, at]))
  const place = (places: Map<string, number>, id: string) => places.get(id) ?? places.size
  return lines.toSorted(
    (a, b) =>
      place(phonemeAt, a.phonemeId) - place(phonemeAt, b.phonemeId) ||
      place(promptAt, a.promptId) - place(promptAt, b.promptId),
  )
}

function missingMostFirst(lines: readonly ScriptLine[], coverage: OrderOptions['coverage']): ScriptLine[] {
  const groups = Map.groupBy(lines, ({ phonemeId }) => phonemeId)
  return [...groups]
    .map(([phonemeId, own]) => {
      const covered = new Map(own.map(({ context }) => [context, coverage(phonemeId, context)]))
      const of = ({ context }: ScriptLine) => covered.get(context) ?? 0
      return { least: [...covered.values()].toSorted((a, b) => a - b), lines: own.toSorted((a, b) => of(a) - of(b)) }
    })
    .toSorted((a, b) => compareOneByOne(a.least, b.least))
    .flatMap((group) => group.lines)
}

function compareOneByOne(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    // Whoever lacks a context altogether lacks no takes of it.
    const difference = (a[at] ?? Infinity) - (b[at] ?? Infinity)
    if (difference !== 0) return difference
  }
  return 0
}
