import type { Catalog } from '../catalog/open-catalog.ts'
import type { Inventory } from './read-inventory.ts'

/**
 * Brings an inventory into the catalog, unless this or a newer version of it is there. Adds what is new, refreshes what
 * nobody edited, and leaves alone what a person did and what takes refer to.
 */
export function fillInventory(catalog: Catalog, inventory: Inventory, at: string): void {
  const known = catalog.phonemes.inventoryVersion(inventory.id)
  if (known !== null && known >= inventory.version) return
  catalog.write(() => {
    catalog.phonemes.putInventory(inventory, at)
    for (const category of inventory.categories) catalog.phonemes.putCategory(category, inventory.id)
    for (const phoneme of inventory.phonemes) catalog.phonemes.putFromInventory(phoneme, inventory.id, at)
    for (const phoneme of inventory.phonemes) catalog.phonemes.putMinimalPairs(phoneme)
    catalog.prompts.putFromInventory(inventory.prompts, inventory.id)
  })
}
