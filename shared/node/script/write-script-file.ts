import { findPhoneme } from '../../entities/find-phoneme.ts'
import type { Prompt } from '../../entities/phoneme.ts'
import type { Script, ScriptOrder } from '../../entities/script/script.ts'
import { byteOrderMark, csvRecord } from '../text/csv-text.ts'
import { promptName, promptsByPlace } from './find-prompt.ts'
import type { ScriptInventory } from './look-up-lines.ts'
import { csvColumns } from './read-csv-script.ts'
import { scriptFormat, scriptVersion } from './read-json-script.ts'

interface WrittenLine {
  phoneme: string
  context: string
  prompt: string
  takes: number
}

/** The text of a script's file, which parseScriptFile reads back as the same script. Its prompts are the inventory's. */
export function writeScriptFile(
  script: Script,
  inventory: ScriptInventory,
  form: 'json' | 'csv',
  order: ScriptOrder | 'as-written' = 'as-written',
): string {
  const lines = writtenLines(script, inventory)
  const asked = order === 'as-written' ? null : order
  return form === 'json' ? jsonText(script.title, asked, lines) : csvText(script.title, asked, lines)
}

/** By the names that people read, where they lead back to the same phoneme and prompt; else by ids. */
function writtenLines({ lines }: Script, { phonemes, prompts }: ScriptInventory): WrittenLine[] {
  const symbols = new Map(phonemes.map((phoneme) => [phoneme.id, phoneme.ipaSymbol]))
  const placed = promptsByPlace(prompts)
  const byId = new Map<string, Prompt>(prompts.map((prompt) => [prompt.id, prompt]))
  return lines.map(({ promptId, phonemeId, context, takes }) => {
    const symbol = symbols.get(phonemeId) ?? phonemeId
    const prompt = byId.get(promptId)
    return {
      phoneme: findPhoneme(phonemes, symbol)?.id === phonemeId ? symbol : phonemeId,
      context,
      prompt: prompt ? promptName(prompt, placed(phonemeId, context)) : promptId,
      takes,
    }
  })
}

function jsonText(title: string, order: string | null, lines: WrittenLine[]): string {
  const head = Object.entries({ format: scriptFormat, version: scriptVersion, title, ...(order && { order }) })
  const prompts = lines.map(
    (line) =>
      `    { ${Object.entries(line)
        .map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
        .join(', ')} }`,
  )
  return `{
${head.map(([name, value]) => `  "${name}": ${JSON.stringify(value)},\n`).join('')}  "prompts": [
${prompts.join(',\n')}
  ]
}
`
}

function csvText(title: string, order: string | null, lines: WrittenLine[]): string {
  const records = [
    [`# title: ${title}`],
    ...(order ? [[`# order: ${order}`]] : []),
    [...csvColumns],
    ...lines.map((line) => csvColumns.map((column) => String(line[column]))),
  ]
  return byteOrderMark + records.map(csvRecord).join('')
}
