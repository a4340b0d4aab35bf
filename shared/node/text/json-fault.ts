import type { Node, ParseError } from 'jsonc-parser'
import { findNodeAtLocation, getLocation, getNodePath, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { z } from 'zod'

export type JsonPath = readonly PropertyKey[]

/** What is wrong in a JSON text, and where. */
export interface JsonFault {
  offset: number
  path: JsonPath
  reason: string
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

/** Reads JSON without comments, each field once; otherwise says what is wrong first. */
export function parseJson(json: string): { root: Node; value: unknown } | JsonFault {
  const errors: ParseError[] = []
  const root = parseTree(json, errors, { disallowComments: true })
  const [firstError] = errors
  if (firstError) return syntaxFault(json, firstError)
  if (!root) return { offset: 0, path: [], reason: 'is empty' }
  return repeatedField(root) ?? { root, value: JSON.parse(json) as unknown }
}

function syntaxFault(json: string, { error, offset }: ParseError): JsonFault {
  const code = printParseErrorCode(error)
  const { path } = getLocation(json, offset)
  // Where no name has been begun yet, the parser gives an empty one.
  const known = path.at(-1) === '' ? path.slice(0, -1) : path
  return { offset, path: known, reason: brokenJson[code] ?? `is not JSON: ${code}` }
}

/** A field written twice would silently win over its twin, and its line would be told wrongly. */
function repeatedField(node: Node): JsonFault | undefined {
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
export function jsonOffset(root: Node, path: JsonPath): { offset: number; missing: boolean } {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length) as (string | number)[])
    if (node) return { offset: node.offset, missing: length < path.length }
  }
  return { offset: root.offset, missing: path.length > 0 }
}

/** What zod found, each with its place, in the order of the text; `whole` names what an unknown field is no field of. */
export function fieldFaults(root: Node, issues: readonly z.core.$ZodIssue[], whole: string): JsonFault[] {
  return issues.flatMap((issue) => faultsOfIssue(root, issue, whole)).sort((a, b) => a.offset - b.offset)
}

function faultsOfIssue(root: Node, issue: z.core.$ZodIssue, whole: string): JsonFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key]
      const value = findNodeAtLocation(root, path as (string | number)[])
      return { offset: value?.parent?.offset ?? root.offset, path, reason: `is not a field of ${whole}` }
    })
  }
  const { offset, missing } = jsonOffset(root, issue.path)
  const reason = issue.code === 'custom' ? issue.message : `is wrong: ${issue.message}`
  return [{ offset, path: issue.path, reason: missing ? 'is missing' : reason }]
}

/** `phonemes[3].ipaSymbol`; empty where the fault is of the whole file. */
export function fieldName(path: JsonPath): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? String(step) : `.${String(step)}`))
    .join('')
}
