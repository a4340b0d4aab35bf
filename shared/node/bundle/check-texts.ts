import type { TellDocument } from './document-fault.ts'

const deepest = 64
const openFields = new Set(['metadata', 'checked', 'measurements'])

/** Text that another system would not store, names that would reach into JavaScript's own objects, and times beyond use. */
export function checkTexts(json: unknown, tell: TellDocument): void {
  // One for all, since a catalog has millions of values.
  const path: PropertyKey[] = []

  function look(value: unknown, isOpen: boolean): void {
    if (typeof value === 'string') {
      if (isBroken(value)) tell([...path], 'has half a character or a zero character in it')
      else if (!isOpen && isTime(path.at(-1)) && !isUsable(value)) tell([...path], 'is not a time from 1970 to 2199')
    } else if (typeof value === 'object' && value !== null) {
      if (path.length > deepest) tell([...path], `is nested deeper than ${deepest} times`)
      else if (Array.isArray(value)) for (const [at, item] of value.entries()) lookInto(at, item, isOpen)
      else for (const [name, field] of Object.entries(value)) lookIntoField(name, field, isOpen)
    }
  }

  function lookIntoField(name: string, field: unknown, isOpen: boolean): void {
    if (name === '__proto__') tell([...path, name], 'is not a name that a field may have')
    else if (isBroken(name)) tell([...path], 'has a field whose name is no text')
    else lookInto(name, field, isOpen || openFields.has(name))
  }

  function lookInto(step: PropertyKey, value: unknown, isOpen: boolean): void {
    path.push(step)
    look(value, isOpen)
    path.pop()
  }

  look(json, false)
}

function isBroken(text: string): boolean {
  return !text.isWellFormed() || text.includes('\0')
}

function isTime(name: PropertyKey | undefined): boolean {
  return typeof name === 'string' && (name.endsWith('At') || name === 'at')
}

/** The form of a time is the schema's concern. */
function isUsable(text: string): boolean {
  const year = /^(\d{4})-/.exec(text)?.[1]
  return year === undefined || (year >= '1970' && year < '2200')
}
