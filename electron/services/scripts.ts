import type { Phoneme, PromptContext } from '#shared/entities/phoneme.ts'
import { buildScript } from '#shared/entities/script/build-script.ts'
import type { OrderOptions } from '#shared/entities/script/order-lines.ts'
import { orderLines } from '#shared/entities/script/order-lines.ts'
import type { Script, ScriptOrder } from '#shared/entities/script/script.ts'
import { scriptBounds } from '#shared/entities/script/script.ts'
import type { ParsedScript, ScriptInventory } from '#shared/node/script/parse-script-file.ts'
import { parseScriptFile } from '#shared/node/script/parse-script-file.ts'
import { ScriptFault } from '#shared/node/script/script-fault.ts'
import { scriptText } from '#shared/node/script/script-text.ts'
import { writeScriptFile } from '#shared/node/script/write-script-file.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import { StudioFault } from './studio-fault.ts'

const mostBytes = 2 * 1024 * 1024

export interface ScriptAsked {
  title: string
  phonemes: readonly Phoneme[]
  contexts: readonly PromptContext[]
  promptsEach: number
  takes: number
  order: ScriptOrder
}

export interface Scripts {
  build(asked: ScriptAsked): Script
  /** In the order that the file asks for. SCRIPT_WRONG tells its first fault. */
  read(file: Blob, fileName: string): Promise<ParsedScript>
  write(script: Script, form: 'json' | 'csv'): { fileName: string; text: string }
}

interface Friends {
  catalog: Catalog
  /** 0 ≤ random() < 1. */
  random: () => number
}

export function createScripts({ catalog, random }: Friends): Scripts {
  const inventory = (): ScriptInventory => ({ phonemes: catalog.phonemes.all(), prompts: catalog.prompts.all() })

  function orderOptions(known: ScriptInventory): OrderOptions & ScriptInventory {
    const sounds = new Map(
      catalog.coverage.each().map((each) => [`${each.phonemeId} ${each.context}`, each.sounds] as const),
    )
    const coverage = (phonemeId: string, context: PromptContext) => sounds.get(`${phonemeId} ${context}`) ?? 0
    return { ...known, coverage, random }
  }

  return {
    build({ phonemes, ...asked }) {
      const options = orderOptions(inventory())
      const script = buildScript({ ...options, ...asked, phonemeIds: phonemes.map(({ id }) => id) })
      if (script.lines.length === 0)
        throw new StudioFault('WRONG_VALUE', { field: 'phonemes', reason: 'the inventory has no such prompts' })
      if (script.lines.length > scriptBounds.linesMost) {
        const reason = `these are ${script.lines.length} prompts, and a script has at most ${scriptBounds.linesMost}`
        throw new StudioFault('WRONG_VALUE', { field: 'phonemes', reason })
      }
      return script
    },
    async read(file, fileName) {
      const known = inventory()
      const { script, order } = await parse(file, fileName, known)
      if (order === 'as-written') return { script, order }
      return { script: { ...script, lines: orderLines(script.lines, order, orderOptions(known)) }, order }
    },
    write: (script, form) => ({
      fileName: `${fileNameOf(script.title)}.${form}`,
      text: writeScriptFile(script, inventory(), form),
    }),
  }
}

async function parse(file: Blob, fileName: string, inventory: ScriptInventory): Promise<ParsedScript> {
  try {
    if (file.size > mostBytes) throw tooLarge(file.size, fileName)
    const bytes = new Uint8Array(await file.arrayBuffer())
    return parseScriptFile(scriptText(bytes, fileName), fileName, inventory)
  } catch (error) {
    if (!(error instanceof ScriptFault)) throw error
    const { line, column = null, field, reason, faults } = error
    throw new StudioFault('SCRIPT_WRONG', { fileName, line, column, field, reason, more: faults.length - 1 })
  }
}

function tooLarge(bytes: number, fileName: string): ScriptFault {
  const reason = `has ${(bytes / 1024 / 1024).toFixed(1)} MB, and a script has at most ${mostBytes / 1024 / 1024}`
  return new ScriptFault(fileName, { line: 1, field: '', reason })
}

/** A name that every system takes; the title keeps its own letters. */
function fileNameOf(title: string): string {
  const plain = title
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[. ]+|[. ]+$/gu, '')
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu.test(plain) || plain === '' ? 'script' : plain
}
