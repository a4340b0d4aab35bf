export interface CsvField {
  text: string
  offset: number
}

export interface CsvTable {
  /** Each with at least one field. */
  records: CsvField[][]
  /** What nothing can be read after, or null. */
  fault: { offset: number; reason: string } | null
}

/**
 * The records of a table from `from` on (RFC 4180). A line may end as on any system; a quotation mark in a field that
 * does not begin with one is a character like others.
 */
export function readCsv(text: string, from: number, separator: ',' | ';'): CsvTable {
  const field = new RegExp(`"([^"]*(?:""[^"]*)*)"|[^${separator}\\r\\n]*`, 'uy')
  const endOfField = new RegExp(`${separator}|\\r\\n|\\r|\\n|$`, 'uy')
  const records: CsvField[][] = []
  let record: CsvField[] = []
  let at = from
  const read = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    at += found?.[0].length ?? 0
    return found
  }

  for (;;) {
    const offset = at
    const [all = '', inQuotes] = read(field) ?? []
    if (inQuotes === undefined && all.startsWith('"')) {
      return { records, fault: { offset, reason: 'has a quotation mark that is not closed' } }
    }
    const end = read(endOfField)
    if (!end) {
      const reason = 'goes on after its closing quotation mark; one that belongs to the text is written twice'
      return { records, fault: { offset, reason } }
    }
    record.push({ text: inQuotes?.replaceAll('""', '"') ?? all, offset })
    if (end[0] === separator) continue
    records.push(record)
    record = []
    if (at >= text.length) return { records, fault: null }
  }
}
