import type { Script, ScriptOrder } from '../../entities/script/script.ts'
import { textPlaces } from '../text/text-places.ts'
import type { AskedScript, Tell, Told } from './asked-script.ts'
import { lookUpLines } from './look-up-lines.ts'
import type { ScriptInventory } from './look-up-lines.ts'
import { readCsvScript } from './read-csv-script.ts'
import { readJsonScript } from './read-json-script.ts'
import { ScriptFault } from './script-fault.ts'

export type { ScriptInventory } from './look-up-lines.ts'

export interface ParsedScript {
  /** In the order of the file. */
  script: Script
  /** The order that the file asks for. */
  order: ScriptOrder | 'as-written'
}

const mostFaults = 100

/**
 * Reads a script in JSON or as a table (CSV), as docs/formats/script.md describes them; which of both it is, its content
 * says. Throws a ScriptFault that tells the first line and field that are wrong, and the others.
 */
export function parseScriptFile(text: string, fileName: string, inventory: ScriptInventory): ParsedScript {
  // Spreadsheets and some editors on Windows put a byte order mark first.
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  const placeOf = textPlaces(plain)
  const told: Told[] = []
  const tell: Tell = (place, reason) => void (told.length < mostFaults && told.push({ ...place, reason }))
  const refuse = () => {
    const [first, ...others] = told
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, field, reason }) => ({ ...placeOf(offset), field, reason }))
    if (first) throw new ScriptFault(fileName, first, others)
  }

  tellNoText(plain, tell)
  refuse()
  const asked = readEither(plain, fileName, tell)
  const lines = asked ? lookUpLines(asked, inventory, { tell, lineOf: (offset) => placeOf(offset).line }) : []
  refuse()
  return { script: { title: asked?.title ?? '', lines }, order: (asked?.order ?? 'as-written') as ScriptOrder }
}

function readEither(text: string, fileName: string, tell: Tell): AskedScript | undefined {
  if (/^\s*[{[]/u.test(text)) return readJsonScript(text, tell)
  return readCsvScript(
    text,
    fileName
      .replace(/\.[^.]*$/u, '')
      .trim()
      .slice(0, 100) || 'Script',
    tell,
  )
}

function tellNoText(text: string, tell: Tell): void {
  const strange = /[\0\uFFFD]/u.exec(text)
  if (strange) {
    const zero = strange[0] === '\0'
    tell(
      { offset: strange.index, field: '' },
      zero
        ? 'has a zero byte in it: it is no text file, or not UTF-8'
        : 'is not UTF-8 text: save it with that encoding',
    )
  } else if (text.trim() === '') tell({ offset: 0, field: '' }, 'is empty')
}
