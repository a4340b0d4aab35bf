import { readFileSync } from 'node:fs'
import { InventoryFault, readInventory } from '#studio/services/read-inventory.ts'

export const english = readFileSync(new URL('../../../resources/inventories/english.json', import.meta.url), 'utf8')

/** The English file with one place of its text changed, and the line on which that place stands. */
export function changed(from: string, to: string): { text: string; line: number } {
  const at = english.indexOf(from)
  if (at < 0) throw new Error(`The English inventory has no ${from}`)
  return {
    text: english.slice(0, at) + to + english.slice(at + from.length),
    line: english.slice(0, at).split('\n').length,
  }
}

/** What readInventory throws for this text. */
export function faultOf(text: string): InventoryFault {
  try {
    readInventory(text, 'my.json')
  } catch (error) {
    if (error instanceof InventoryFault) return error
    throw error
  }
  throw new Error('was read without a fault')
}
