import { InventoryFile } from '#shared/contract/inventory.ts'
import type { Inventory } from '#shared/entities/inventory.ts'
import type { JsonFault } from '#shared/node/text/json-fault.ts'
import { fieldFaults, fieldName, parseJson } from '#shared/node/text/json-fault.ts'
import { textPlaces } from '#shared/node/text/text-places.ts'

export type { Inventory } from '#shared/entities/inventory.ts'

/** What is wrong with an inventory file, and where: the first fault in the order of the text. */
export class InventoryFault extends Error {
  override readonly name = 'InventoryFault'
  readonly fileName: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units as editors count them. */
  readonly column: number
  /** JSON path such as `phonemes[3].ipaSymbol`; empty where the fault is of the whole file. */
  readonly field: string
  readonly reason: string

  constructor(fileName: string, text: string, { offset, path, reason }: JsonFault) {
    const { line, column } = textPlaces(text)(offset)
    const field = fieldName(path)
    super(`${fileName}, line ${line}, column ${column}: ${field === '' ? 'the file' : field} ${reason}`)
    this.fileName = fileName
    this.line = line
    this.column = column
    this.field = field
    this.reason = reason
  }
}

/** Positions are the file's own order. */
function inOrder({ phonemes, categories, ...about }: InventoryFile): Inventory {
  return {
    ...about,
    categories: categories.map((category, position) => ({ ...category, position })),
    phonemes: phonemes.map((entry, position) => {
      const { prompts: _prompts, ...phoneme } = entry
      return { ...phoneme, preferredAudioSourceId: null, position }
    }),
    prompts: phonemes.flatMap(({ id, prompts }) => prompts.map((prompt) => ({ ...prompt, phonemeId: id }))),
  }
}

/** Reads an inventory file's text (JSON, UTF-8); throws an InventoryFault that tells the line and the field. */
export function readInventory(text: string, fileName: string): Inventory {
  // Some editors on Windows put a byte order mark first.
  const json = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text
  const parsed = parseJson(json)
  if ('reason' in parsed) throw new InventoryFault(fileName, json, parsed)

  const read = InventoryFile.safeParse(parsed.value)
  if (read.success) return inOrder(read.data)
  const [first] = fieldFaults(parsed.root, read.error.issues, 'an inventory')
  throw new InventoryFault(fileName, json, first ?? { offset: 0, path: [], reason: read.error.message })
}
