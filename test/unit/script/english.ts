import { readFileSync } from 'node:fs'
import { parseScriptFile } from '#shared/node/script/parse-script-file.ts'
import { ScriptFault } from '#shared/node/script/script-fault.ts'
import { readInventory } from '#studio/services/read-inventory.ts'

const file = new URL('../../../resources/inventories/english.json', import.meta.url)
export const english = readInventory(readFileSync(file, 'utf8'), 'english.json')

/** What a file asks for, as `symbol context text × takes`. */
export function askedFor(text: string, fileName = 'monday.csv'): string[] {
  return parseScriptFile(text, fileName, english).script.lines.map(({ promptId, phonemeId, context, takes }) => {
    const symbol = english.phonemes.find(({ id }) => id === phonemeId)?.ipaSymbol
    const prompt = english.prompts.find(({ id }) => id === promptId)
    return `${symbol} ${context} ${prompt?.text} × ${takes}`
  })
}

/** What parseScriptFile throws for this text; null: it was read. */
export function faultIn(text: string, fileName = 'monday.csv'): ScriptFault | null {
  try {
    parseScriptFile(text, fileName, english)
    return null
  } catch (error) {
    if (error instanceof ScriptFault) return error
    throw error
  }
}

export function faultOf(text: string, fileName?: string): ScriptFault {
  const fault = faultIn(text, fileName)
  if (fault === null) throw new Error('was read without a fault')
  return fault
}
