import { findPhoneme } from '../../../entities/find-phoneme.ts'
import type { Phoneme, PhonemeCategory } from '../../../entities/phoneme.ts'
import type { CsvField } from '../../script/csv.ts'
import { readCsv } from '../../script/csv.ts'
import { quoted } from '../../script/quoted.ts'
import type { TextPlace } from '../../text/text-places.ts'
import { textPlaces } from '../../text/text-places.ts'

/** Which rows of the backend's own a category or phoneme is, by our ids. */
export interface BackendMapping {
  categories: ReadonlyMap<string, number>
  phonemes: ReadonlyMap<string, number>
}

export const noMapping: BackendMapping = { categories: new Map(), phonemes: new Map() }

export interface MappingFaultPlace extends TextPlace {
  /** `kind`, `id_or_name` or `pk`; empty where the fault is of the whole line. */
  field: string
  reason: string
}

/** What is wrong with a mapping file, in the order of the text; the first fault is the error's own. */
export class MappingFault extends Error implements MappingFaultPlace {
  override readonly name = 'MappingFault'
  readonly fileName: string
  readonly line: number
  readonly column: number
  readonly field: string
  readonly reason: string
  readonly faults: readonly MappingFaultPlace[]

  constructor(fileName: string, faults: readonly [MappingFaultPlace, ...MappingFaultPlace[]]) {
    const [{ line, column, field, reason }] = faults
    super(`${fileName}, line ${line}, column ${column}: ${field === '' ? 'the line' : field} ${reason}`)
    this.fileName = fileName
    this.line = line
    this.column = column
    this.field = field
    this.reason = reason
    this.faults = faults
  }
}

export interface MappedThings {
  categories: readonly PhonemeCategory[]
  phonemes: readonly Phoneme[]
}

const columns = ['kind', 'id_or_name', 'pk'] as const
const header = columns.join(',')
const mostFaults = 100
const mostLetters = 64

/** Reads the table `kind,id_or_name,pk`; throws a MappingFault that tells the first line and field that are wrong. */
export function readMapping(text: string, fileName: string, things: MappedThings): BackendMapping {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  const placeOf = textPlaces(plain)
  const faults: MappingFaultPlace[] = []
  const tell = (offset: number, field: string, reason: string) =>
    void (faults.length < mostFaults && faults.push({ ...placeOf(offset), field, reason }))

  const [firstLine = ''] = plain.split(/[\r\n]/u, 1)
  const { records, fault } = readCsv(plain, 0, firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',')
  if (fault) tell(fault.offset, '', fault.reason)
  const [names = [], ...rows] = records
  if (names.map(({ text }) => text.trim()).join(',') !== header) tell(0, '', `is not the header ${header}`)
  const mapping = { category: new Map<string, number>(), phoneme: new Map<string, number>() }
  if (faults.length === 0) for (const row of rows) takeDown(row, things, mapping, tell)

  const [first, ...others] = faults.toSorted((a, b) => a.line - b.line || a.column - b.column)
  if (first) throw new MappingFault(fileName, [first, ...others])
  return { categories: mapping.category, phonemes: mapping.phoneme }
}

type Tell = (offset: number, field: string, reason: string) => void

function takeDown(
  row: CsvField[],
  things: MappedThings,
  mapping: Record<'category' | 'phoneme', Map<string, number>>,
  tell: Tell,
): void {
  if (row.every(({ text }) => text.trim() === '')) return
  const empty = { text: '', offset: row[0]?.offset ?? 0 }
  const [kind = empty, name = empty, pk = empty, ...more] = row
  const strange = more.find(({ text }) => text.trim() !== '')
  if (strange) tell(strange.offset, '', `has ${quoted(strange.text)} where the header has no column`)
  const kindName = kind.text.trim()
  if (kindName !== 'category' && kindName !== 'phoneme') {
    tell(kind.offset, 'kind', `is ${quoted(kind.text)}: write category or phoneme`)
    return
  }
  const id = idOf(kindName, name, things, tell)
  const key = keyOf(pk, tell)
  if (id === undefined || key === undefined) return
  const known = mapping[kindName]
  if (known.has(id)) tell(name.offset, 'id_or_name', `is ${quoted(name.text)}, which a line above has already`)
  else if ([...known.values()].includes(key)) tell(pk.offset, 'pk', `is ${key}, which a line above has already`)
  else known.set(id, key)
}

function idOf(
  kind: 'category' | 'phoneme',
  { text, offset }: CsvField,
  things: MappedThings,
  tell: Tell,
): string | undefined {
  const name = text.trim().normalize('NFC')
  const found =
    name === '' || name.length > mostLetters + 36
      ? undefined
      : kind === 'phoneme'
        ? findPhoneme(things.phonemes, name.slice(0, mostLetters))
        : things.categories.find(({ id, name: known }) => id === name || known.toLowerCase() === name.toLowerCase())
  if (found) return found.id
  const advice = kind === 'phoneme' ? 'write its symbol or its id' : 'write its English name or its id'
  tell(offset, 'id_or_name', name === '' ? `is empty: ${advice}` : `is ${quoted(text)}, which is no ${kind}: ${advice}`)
  return undefined
}

function keyOf({ text, offset }: CsvField, tell: Tell): number | undefined {
  const key = /^\d{1,16}$/u.test(text.trim()) ? Number(text.trim()) : Number.NaN
  if (Number.isSafeInteger(key) && key > 0) return key
  tell(offset, 'pk', `is ${quoted(text)}, which is no whole number from 1 to 2^53 − 1`)
  return undefined
}
