import type { Node, ParseError } from 'jsonc-parser'
import { findNodeAtLocation, getLocation, getNodePath, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { z } from 'zod'
import { InventoryFile } from '#shared/contract/inventory.ts'
import type { Inventory } from '#shared/entities/inventory.ts'

export type { Inventory } from '#shared/entities/inventory.ts'

type Path = readonly PropertyKey[]
interface Fault {
  offset: number
  path: Path
  reason: string
}

/** What is wrong with an inventory file, and where: the first fault in the order of the text. */
export class InventoryFault extends Error {
  override readonly name = 'InventoryFault'
  readonly fileName: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units as editors count them. */
  readonly column: number
  /** JSON path such as `phonemes[3].ipaSymbol`; empty where the fault is of the whole file. */
  readonly field: string
  readonly reason: string

  constructor(fileName: string, text: string, { offset, path, reason }: Fault) {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/u)
    const line = before.length
    const column = (before.at(-1)?.length ?? 0) + 1
    const field = path
      .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? String(step) : `.${String(step)}`))
      .join('')
    super(`${fileName}, line ${line}, column ${column}: ${field === '' ? 'the file' : field} ${reason}`)
    this.fileName = fileName
    this.line = line
    this.column = column
    this.field = field
    this.reason = reason
  }
}

const brokenJson: Record<string, string> = {
  InvalidSymbol: 'has a word that JSON does not know',
  InvalidNumberFormat: 'has a number that is not written as JSON writes numbers',
  PropertyNameExpected: 'ends in a comma, or lacks a field name in double quotes',
  ValueExpected: 'lacks a value, or has a comma too many',
  ColonExpected: 'lacks a colon between name and value',
  CommaExpected: 'lacks a comma',
  CloseBraceExpected: 'is not closed: a } is missing',
  CloseBracketExpected: 'is not closed: a ] is missing',
  EndOfFileExpected: 'is followed by something after its end',
  InvalidCommentToken: 'has a comment, which JSON does not allow',
  UnexpectedEndOfComment: 'has a comment, which JSON does not allow',
  UnexpectedEndOfString: 'has text whose closing quotation mark is missing',
  InvalidUnicode: 'has a \\u that four hexadecimal digits do not follow',
  InvalidEscapeCharacter: 'has a backslash before a character that needs none',
  InvalidCharacter: 'has a control character inside its text',
}

function syntaxFault(text: string, { error, offset }: ParseError): Fault {
  const code = printParseErrorCode(error)
  const { path } = getLocation(text, offset)
  // Where no name has been begun yet, the parser gives an empty one.
  const known = path.at(-1) === '' ? path.slice(0, -1) : path
  return { offset, path: known, reason: brokenJson[code] ?? `is not JSON: ${code}` }
}

/** A field written twice would silently win over its twin, and its line would be told wrongly. */
function repeatedField(node: Node): Fault | undefined {
  const names = new Set<string>()
  for (const child of node.children ?? []) {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child]
    if (key !== undefined) {
      const name = String(key.value)
      if (names.has(name)) return { offset: key.offset, path: [...getNodePath(node), name], reason: 'is there twice' }
      names.add(name)
    }
    const deeper = value && repeatedField(value)
    if (deeper) return deeper
  }
  return undefined
}

/** Where a path is in the text; where it is missing, the innermost object that should have it. */
function offsetOf(root: Node, path: Path): { offset: number; missing: boolean } {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length) as (string | number)[])
    if (node) return { offset: node.offset, missing: length < path.length }
  }
  return { offset: root.offset, missing: path.length > 0 }
}

function fieldFaults(root: Node, issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key]
      const value = findNodeAtLocation(root, path as (string | number)[])
      return { offset: value?.parent?.offset ?? root.offset, path, reason: 'is not a field of an inventory' }
    })
  }
  const { offset, missing } = offsetOf(root, issue.path)
  const reason = issue.code === 'custom' ? issue.message : `is wrong: ${issue.message}`
  return [{ offset, path: issue.path, reason: missing ? 'is missing' : reason }]
}

/** Positions are the file's own order. */
function inOrder({ phonemes, categories, ...about }: InventoryFile): Inventory {
  return {
    ...about,
    categories: categories.map((category, position) => ({ ...category, position })),
    phonemes: phonemes.map((entry, position) => {
      const { prompts: _prompts, ...phoneme } = entry
      return { ...phoneme, preferredAudioSourceId: null, position }
    }),
    prompts: phonemes.flatMap(({ id, prompts }) => prompts.map((prompt) => ({ ...prompt, phonemeId: id }))),
  }
}

/** Reads an inventory file's text (JSON, UTF-8); throws an InventoryFault that tells the line and the field. */
export function readInventory(text: string, fileName: string): Inventory {
  // Some editors on Windows put a byte order mark first.
  const json = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text
  const errors: ParseError[] = []
  const root = parseTree(json, errors, { disallowComments: true })
  const [firstError] = errors
  if (firstError) throw new InventoryFault(fileName, json, syntaxFault(json, firstError))
  if (!root) throw new InventoryFault(fileName, json, { offset: 0, path: [], reason: 'is empty' })
  const repeated = repeatedField(root)
  if (repeated) throw new InventoryFault(fileName, json, repeated)

  const read = InventoryFile.safeParse(JSON.parse(json))
  if (read.success) return inOrder(read.data)
  const [first] = read.error.issues.flatMap((issue) => fieldFaults(root, issue)).sort((a, b) => a.offset - b.offset)
  throw new InventoryFault(fileName, json, first ?? { offset: 0, path: [], reason: read.error.message })
}
