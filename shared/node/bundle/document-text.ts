import { z } from 'zod'
import type { BundleDocument } from './bundle-document.ts'
import { BundleDocumentSchema } from './bundle-document.ts'

/** Of a value that is not undefined. */
type TextOf = (value: unknown) => string

/**
 * The document as JSON, in pieces: rows sorted, one a line, fields in the schema's order and what is open in that of the
 * alphabet. The same content gives the same text.
 */
export function* documentText(document: BundleDocument): Generator<string> {
  yield '{'
  let isFirst = true
  for (const [name, schema] of Object.entries(BundleDocumentSchema.shape)) {
    yield `${isFirst ? '' : ','}\n  ${JSON.stringify(name)}: `
    isFirst = false
    const value = document[name as keyof BundleDocument]
    if (name === 'clocks') yield* clocksText(document.clocks)
    else if (Array.isArray(value))
      yield* listText(name as ListName, value, textBy((schema as z.ZodArray).element as z.ZodType))
    else yield JSON.stringify(value)
  }
  yield '\n}\n'
}

function* listText(name: ListName, rows: readonly unknown[], written: TextOf): Generator<string> {
  const keyed = rows.map((row) => ({ row, key: sortKeys[name](row as never) }))
  const sorted = keyed.toSorted((a, b) => compare(a.key, b.key))
  yield* linesText('[]', sorted, ({ row }) => written(row), '    ')
}

function* clocksText(clocks: BundleDocument['clocks']): Generator<string> {
  const entities = Object.entries(clocks).filter(([, rows]) => Object.keys(rows).length > 0)
  if (entities.length === 0) {
    yield '{}'
    return
  }
  yield '{'
  for (const [at, [entity, rows]] of entities.toSorted(byName).entries()) {
    yield `${at === 0 ? '' : ','}\n    ${JSON.stringify(entity)}: `
    const lines = Object.entries(rows).toSorted(byName)
    yield* linesText('{}', lines, ([id, fields]) => `${JSON.stringify(id)}: ${byAlphabet(fields)}`, '      ')
  }
  yield '\n  }'
}

function* linesText<Row>(
  brackets: '[]' | '{}',
  rows: readonly Row[],
  written: (row: Row) => string,
  indent: string,
): Generator<string> {
  if (rows.length === 0) {
    yield brackets
    return
  }
  yield brackets.charAt(0)
  for (const [at, row] of rows.entries()) yield `${at === 0 ? '' : ','}\n${indent}${written(row)}`
  yield `\n${indent.slice(2)}${brackets.charAt(1)}`
}

type ListName = {
  [Name in keyof BundleDocument]: BundleDocument[Name] extends unknown[] ? Name : never
}[keyof BundleDocument]
type SortKey<Name extends ListName> = (row: BundleDocument[Name][number]) => readonly (string | number)[]

const byId = ({ id }: { id: string }) => [id]
const inInventory = ({ inventoryId, position, id }: { inventoryId: string; position: number; id: string }) => [
  inventoryId,
  position,
  id,
]
const sortKeys: { [Name in ListName]: SortKey<Name> } = {
  inventories: byId,
  categories: inInventory,
  phonemes: inInventory,
  prompts: byId,
  speakers: byId,
  withdrawn: ({ speakerId }) => [speakerId],
  sources: byId,
  renditions: ({ sourceId, format }) => [sourceId, format],
  cacheRecords: ({ sourceId }) => [sourceId],
  plays: ({ sourceId, deviceId }) => [sourceId, deviceId],
  decisions: byId,
  sittings: byId,
  sessions: byId,
  takes: byId,
}

/** By code units, never by the machine's language. */
function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at]
    if (right === undefined || left === right) continue
    return left < right ? -1 : 1
  }
  return 0
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** How a value of the schema is written: made once for a list, since its rows are many. */
function textBy(schema: z.ZodType): TextOf {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const inner = textBy(schema.unwrap() as z.ZodType)
    return (value) => (value === null ? 'null' : inner(value))
  }
  if (schema instanceof z.ZodArray) {
    const item = textBy(schema.element as z.ZodType)
    return (value) => `[${(value as unknown[]).map(item).join(',')}]`
  }
  if (!(schema instanceof z.ZodObject)) return byAlphabet
  const fields = Object.entries(schema.shape).map(
    ([name, field]) => [name, `${JSON.stringify(name)}:`, textBy(field as z.ZodType)] as const,
  )
  const known = new Set(Object.keys(schema.shape))
  const isOpen = schema.def.catchall !== undefined
  return (value) => {
    const object = value as Record<string, unknown>
    let text = ''
    for (const [name, head, written] of fields) {
      const field = object[name]
      if (field !== undefined) text += `${text === '' ? '' : ','}${head}${written(field)}`
    }
    const others = isOpen ? Object.entries(object).filter(([name]) => !known.has(name)) : []
    const open = others.length === 0 ? '' : byAlphabet(Object.fromEntries(others)).slice(1, -1)
    return `{${text}${text === '' || open === '' ? '' : ','}${open}}`
  }
}

function byAlphabet(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(byAlphabet).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields
    .toSorted(byName)
    .map(([name, field]) => `${JSON.stringify(name)}:${byAlphabet(field)}`)
    .join(',')}}`
}
