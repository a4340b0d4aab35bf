/** One record of a table (RFC 4180), with its line end. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

/** Excel takes a table without it for another encoding. */
export const byteOrderMark = '\uFEFF'

function csvField(text: string): string {
  return /[",;\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const formula = /^[\s']*[=+\-@＝＋－＠]|^[\t\r]/u
const number = /^[+-]?\d+(?:[.,]\d+)?%?$/u

/** What a spreadsheet would run as a formula gets an apostrophe before it, by which spreadsheets know text. */
export function asCellText(text: string): string {
  return formula.test(text) && !number.test(text) ? `'${text}` : text
}
