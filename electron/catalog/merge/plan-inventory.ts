import { isDeletedHere, mergeRow } from '#shared/entities/merge/merge-row.ts'
import type { RowClocks } from '#shared/entities/merge/row-clocks.ts'
import { phonemeRules } from '#shared/entities/merge/row-rules.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { MergePlan } from './merge-plan.ts'
import { tellChanged, tellNew } from './merge-plan.ts'

/** What was changed of each phoneme, before its preferred source is looked at. */
export type PhonemeKinds = Map<string, 'new' | 'same' | 'different'>

/** An inventory that is known stays as it is, but for what people edited: newer ones come with a newer studio. */
export function planInventories(plan: MergePlan): PhonemeKinds {
  const { document, writes, options } = plan
  for (const inventory of document.inventories) {
    if (plan.stands('inventories', inventory.id)) plan.count('inventories', 'same')
    else {
      plan.come('inventories', inventory.id)
      plan.count('inventories', 'new')
      writes.push(({ phonemes }) => phonemes.putInventory(inventory, options.now))
    }
  }
  for (const { inventoryId, ...category } of document.categories) {
    if (plan.stands('categories', category.id)) plan.count('categories', 'same')
    else if (!plan.stands('inventories', inventoryId))
      plan.refuse('categories', category.id, 'REFERENCE_MISSING', inventoryId)
    else {
      plan.come('categories', category.id)
      plan.count('categories', 'new')
      writes.push(({ phonemes }) => phonemes.putCategory(category, inventoryId))
    }
  }
  const kinds = planPhonemes(plan)
  planPrompts(plan)
  return kinds
}

function planPhonemes(plan: MergePlan): PhonemeKinds {
  const { read, document, writes, options } = plan
  const kinds: PhonemeKinds = new Map()
  const symbols = new Set<string>()
  const added: Phoneme[] = []
  for (const { inventoryId, preferredAudioSourceId: _preferred, ...carried } of document.phonemes) {
    const phoneme: Phoneme = { ...carried, preferredAudioSourceId: null }
    const { id, ipaSymbol, categoryId } = phoneme
    const { preferredAudioSourceId: _clock, ...clocks } = plan.clocksOf('phoneme', id)
    const mine = read.phonemes.get(id)
    if (mine !== undefined) kinds.set(id, planKnown(plan, mine, phoneme, clocks))
    else if (isDeletedHere(read.clocks.tombstone('phoneme', id), clocks)) plan.count('phonemes', 'deletedHere')
    else if (!plan.stands('inventories', inventoryId) || !plan.stands('categories', categoryId))
      plan.refuse('phonemes', id, 'REFERENCE_MISSING', categoryId)
    else if (
      symbols.has(`${inventoryId} ${ipaSymbol}`) ||
      read.rows.phonemeWithSymbol(inventoryId, ipaSymbol) !== undefined
    )
      plan.refuse('phonemes', id, 'SYMBOL_TAKEN', ipaSymbol)
    else {
      symbols.add(`${inventoryId} ${ipaSymbol}`)
      plan.come('phonemes', id)
      kinds.set(id, 'new')
      added.push(phoneme)
      writes.push(({ phonemes }) => phonemes.putFromInventory(phoneme, inventoryId, options.now))
      // Nobody edited it: like any phoneme of an inventory it is not told of.
      if (Object.keys(clocks).length > 0) writes.push(tellNew('phoneme', id, phoneme, clocks))
    }
  }
  for (const phoneme of added) {
    const minimalPairs = phoneme.minimalPairs.filter(({ partnerId }) => plan.stands('phonemes', partnerId))
    writes.push(({ phonemes }) => phonemes.putMinimalPairs({ ...phoneme, minimalPairs }))
  }
  return kinds
}

function planKnown(plan: MergePlan, mine: Phoneme, theirs: Phoneme, clocks: RowClocks): 'same' | 'different' {
  const { id } = mine
  if (!plan.stands('categories', theirs.categoryId)) {
    plan.refuse('phonemes', id, 'REFERENCE_MISSING', theirs.categoryId)
    return 'same'
  }
  const { preferredAudioSourceId: _clock, ...own } = plan.read.clocks.of('phoneme', id)
  const merged = mergeRow({ row: mine, clocks: own }, { row: theirs, clocks }, phonemeRules)
  if (merged.kind === 'new') return 'same'
  const { row, changed } = merged
  const fields = Object.fromEntries(changed.map((field) => [field, row[field as keyof Phoneme]]))
  if (changed.length > 0) plan.writes.push(({ phonemes }) => phonemes.edit(id, fields, plan.options.now))
  plan.writes.push(...tellChanged('phoneme', id, merged))
  return merged.kind
}

function planPrompts({ read, document, writes, ...plan }: MergePlan): void {
  for (const prompt of document.prompts) {
    if (read.rows.prompt(prompt.id) !== undefined) plan.count('prompts', 'same')
    else if (!plan.stands('phonemes', prompt.phonemeId))
      plan.refuse('prompts', prompt.id, 'REFERENCE_MISSING', prompt.phonemeId)
    else {
      plan.come('prompts', prompt.id)
      plan.count('prompts', 'new')
      writes.push(({ rows }) => rows.addPrompt(prompt))
    }
  }
}
