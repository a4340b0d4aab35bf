import { scriptOrders } from '../../entities/script/script.ts'
import type { Tell } from './asked-script.ts'
import { isTakes, takesReason, titleFault } from './bounds.ts'
import { quoted } from './quoted.ts'

export interface CsvHead {
  title?: string
  order?: string
  takes?: number
  /** Where the header of the table begins. */
  tableAt: number
}

const empty = /^[\s,;"]*$/u
const comment = /^\s*"?#/u
/** Of a comment line: far more than a title may have. */
const longest = 1000
const field = /^#\s*([\p{L}_-]+)\s*:\s*(.*)$/su

/** The comment lines above a table: `# title: …`, `# order: …`, `# takes: …`, and remarks without such a name. */
export function readCsvHead(text: string, tell: Tell): CsvHead {
  const head: CsvHead = { tableAt: text.length }
  const seen = new Set<string>()
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/gu)) {
    if (empty.test(line)) continue
    if (!comment.test(line)) {
      head.tableAt = index
      break
    }
    const [, name = '', value = ''] = field.exec(commentText(line.slice(0, longest))) ?? []
    if (name === '') continue
    const place = { offset: index, field: name }
    if (seen.has(name)) tell(place, 'is there twice')
    seen.add(name)
    const fault = takeDown(head, name, value)
    if (fault !== undefined) tell(place, fault)
  }
  return head
}

/** Spreadsheets put comments in quotation marks, and fill the line up to the width of the table. */
function commentText(line: string): string {
  const [, inQuotes] = /^\s*"([^"]*(?:""[^"]*)*)"/u.exec(line) ?? []
  return (inQuotes?.replaceAll('""', '"') ?? line.replace(/[\s,;]+$/u, '')).trim()
}

function takeDown(head: CsvHead, name: string, value: string): string | undefined {
  switch (name) {
    case 'title':
      head.title = value
      return titleFault(value)
    case 'order':
      head.order = value
      return [...scriptOrders, 'as-written'].includes(value)
        ? undefined
        : `is ${quoted(value)}: write ${scriptOrders.join(', ')} or as-written`
    case 'takes':
      head.takes = Number(value)
      return isTakes(head.takes) ? undefined : `is ${quoted(value)}, which ${takesReason}`
    default:
      return 'is not a field of a script: title, order and takes are, and a remark has no colon after its first word'
  }
}
