import { scriptBounds } from '../../entities/script/script.ts'
import type { AskedField, AskedLine, AskedScript, Tell } from './asked-script.ts'
import type { CsvField } from './csv.ts'
import { readCsv } from './csv.ts'
import { readCsvHead } from './csv-head.ts'
import { isNumber } from './find-prompt.ts'
import { quoted } from './quoted.ts'

export const csvColumns = ['phoneme', 'context', 'prompt', 'takes'] as const satisfies AskedField[]
const header = csvColumns.join(',')

/** A script as a table, read as it is written; undefined where its form is wrong, which is told. */
export function readCsvScript(text: string, defaultTitle: string, tell: Tell): AskedScript | undefined {
  const { title = defaultTitle, order = null, takes, tableAt } = readCsvHead(text, tell)
  const [headerLine = ''] = text.slice(tableAt).split(/[\r\n]/u, 1)
  const { records, fault } = readCsv(text, tableAt, separatorOf(headerLine))
  if (fault) {
    tell({ offset: fault.offset, field: '' }, fault.reason)
    return undefined
  }
  const [names = [], ...rows] = records
  const columns = columnsOf(names, tell)
  if (columns === undefined) return undefined
  const lines = rows
    .filter((row) => row.some(({ text }) => text.trim() !== ''))
    .map((row) => lineOf(row, columns, tell))
  if (lines.length === 0)
    tell({ offset: tableAt, field: '' }, 'has no line below its header: ask for at least one prompt')
  return { title, order, takes: takes ?? scriptBounds.takesDefault, lines }
}

/** Where the comma is the decimal mark, as in Vietnam and in much of Europe, spreadsheets write semicolons. */
function separatorOf(headerLine: string): ',' | ';' {
  return headerLine.includes(';') && !headerLine.includes(',') ? ';' : ','
}

/** Which column each of the header's fields is; undefined where it is wrong. */
function columnsOf(names: CsvField[], tell: Tell): (AskedField | undefined)[] | undefined {
  const known = names.map(({ text }) => csvColumns.find((column) => column === text.trim().toLowerCase()))
  const place = { offset: names[0]?.offset ?? 0, field: '' }
  if (known.every((column) => column === undefined)) {
    tell(place, `is neither a script in JSON nor a table that begins with the header ${header}`)
    return undefined
  }
  const wrong = names.flatMap(({ text, offset }, at) => {
    const name = text.trim()
    const reason = name === '' ? undefined : nameFault(name, known, at)
    return reason === undefined ? [] : [{ place: { offset, field: name }, reason }]
  })
  for (const column of ['phoneme', 'context'] as const) {
    const reason = `is missing in the header: begin with ${header}`
    if (!known.includes(column)) wrong.push({ place: { ...place, field: column }, reason })
  }
  for (const { place, reason } of wrong) tell(place, reason)
  return wrong.length === 0 ? known : undefined
}

function nameFault(name: string, known: readonly (AskedField | undefined)[], at: number): string | undefined {
  const column = known[at]
  if (column === undefined) return `is not a column of a script: there are ${header}`
  if (column !== name) return `is written ${column}`
  return known.indexOf(column) < at ? 'is there twice' : undefined
}

function lineOf(row: CsvField[], columns: (AskedField | undefined)[], tell: Tell): AskedLine {
  const cells = new Map<AskedField, CsvField>()
  for (const [at, cell] of row.entries()) {
    const column = columns[at]
    if (column !== undefined) cells.set(column, cell)
    else if (cell.text.trim() !== '') {
      tell({ offset: cell.offset, field: '' }, `has ${quoted(cell.text)} where the header has no column`)
    }
  }
  const written = (field: AskedField) => cells.get(field)?.text.trim() ?? ''
  const value = (field: AskedField) => {
    const text = written(field)
    if (text === '') return null
    return isNumber(text) ? Number(text) : text
  }
  const offset = row[0]?.offset ?? 0
  return {
    phoneme: written('phoneme'),
    context: written('context'),
    prompt: value('prompt'),
    takes: value('takes'),
    at: (field) => ({ offset: cells.get(field)?.offset ?? offset, field }),
  }
}
