import type { JsonPath } from '../text/json-fault.ts'
import { fieldName } from '../text/json-fault.ts'
import type { BundleDocument } from './bundle-document.ts'
import { BundleDocumentSchema } from './bundle-document.ts'
import { checkReferences } from './check-references.ts'
import { checkRows } from './check-rows.ts'
import { checkTexts } from './check-texts.ts'
import type { DocumentFault, TellDocument } from './document-fault.ts'
import { mostDocumentFaults } from './document-fault.ts'
import type { ShippedInventory } from './document-v1.ts'
import { asVersion2, withVersion1Clocks } from './document-v1.ts'

export type { DocumentFault } from './document-fault.ts'
export type { ShippedInventory } from './document-v1.ts'

const currentVersion = 2
const mostRows = 1_000_000

/** Reads `data/catalog.json` of this version or an older one: whole and consistent, or what is wrong with it. */
export function readDocument(
  json: unknown,
  shipped: ShippedInventory,
): { document: BundleDocument } | { faults: DocumentFault[] } {
  const faults: DocumentFault[] = []
  const tell: TellDocument = (path, reason) => {
    if (faults.length < mostDocumentFaults) faults.push({ path: fieldName(path), reason })
  }

  const version = versionOf(json, tell)
  if (version !== null) tellHugeLists(json as object, tell)
  if (version === null || faults.length > 0) return { faults }
  checkTexts(json, tell)
  if (faults.length > 0) return { faults }
  const upgraded = version === 1 ? asVersion2(json as object, shipped) : json
  const read = BundleDocumentSchema.safeParse(upgraded)
  if (!read.success) {
    for (const { path, message } of read.error.issues) {
      tell(path, valueAt(upgraded, path) === undefined ? 'is missing' : `is wrong: ${message}`)
    }
    return { faults }
  }
  const document = version === 1 ? withVersion1Clocks(read.data) : read.data
  checkRows(document, tell)
  checkReferences(document, tell)
  return faults.length > 0 ? { faults } : { document }
}

function versionOf(json: unknown, tell: TellDocument): 1 | 2 | null {
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'phoneme-studio-catalog') {
    tell(['format'], 'is not "phoneme-studio-catalog": this is no catalog of a bundle')
    return null
  }
  if (version === 1 || version === 2) return version
  const newer = typeof version === 'number' && version > currentVersion
  const advice = `read this bundle with that Phoneme Studio or a later one; this one reads versions up to ${currentVersion}`
  tell(
    ['version'],
    newer
      ? `made by a newer Phoneme Studio (catalog version ${version}); ${advice}`
      : `is not a version that there is: 1 to ${currentVersion}`,
  )
  return null
}

/** Before anything is made of each row. */
function tellHugeLists(json: object, tell: TellDocument): void {
  for (const [name, list] of Object.entries(json)) {
    if (Array.isArray(list) && list.length > mostRows) {
      tell([name], `has ${list.length} rows, and may have ${mostRows}`)
    }
  }
}

function valueAt(json: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], json)
}
