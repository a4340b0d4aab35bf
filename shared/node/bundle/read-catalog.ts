import type { Bundle } from './bag-reader.ts'
import { bundleBounds } from './bundle-bounds.ts'
import type { BundleDocument } from './bundle-document.ts'
import { BundleDocumentSchema } from './bundle-document.ts'
import { BundleFault } from './bundle-fault.ts'
import { readJson } from './read-json.ts'

export const catalogPath = 'data/catalog.json'

/** The document that some JSON is, in today's form; or what is wrong with it, and where. */
export type ReadDocument = (
  json: unknown,
) => { document: BundleDocument } | { faults: readonly { path: string; reason: string }[] }

const currentVersion = 2

/** The catalog of a bundle; null, with faults told, where it is not one. Throws a BundleFault for what is no JSON. */
export async function readCatalog(
  bundle: Bundle,
  readDocument: ReadDocument,
  tell: (fault: BundleFault) => void,
): Promise<BundleDocument | null> {
  const json = readJson(await bundle.read(catalogPath, { mostBytes: bundleBounds.jsonBytes }), catalogPath)
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'phoneme-studio-catalog') throw new BundleFault('CATALOG_FORMAT', catalogPath)
  if (typeof version === 'number' && version > currentVersion)
    throw new BundleFault('CATALOG_NEWER', catalogPath, { version })
  const schemaFault = ({ path, reason }: { path: string; reason: string }) =>
    new BundleFault('CATALOG_WRONG', catalogPath, { at: path || 'its beginning', reason })
  const early = firstWrongRows(json as Record<string, unknown>, version)
  const read = early.length > 0 ? { faults: early } : readDocument(json)
  if ('document' in read) return read.document
  for (const fault of read.faults) tell(schemaFault(fault))
  return null
}

const rowsAtOnce = 500
const rowsThatFit = 20_000

/** Millions of wrong rows would make more faults than memory holds: huge lists are looked at in parts first. */
function firstWrongRows(json: Record<string, unknown>, version: unknown): { path: string; reason: string }[] {
  for (const [name, schema] of Object.entries(BundleDocumentSchema.shape)) {
    const rows = json[name]
    if (!Array.isArray(rows) || rows.length <= rowsThatFit) continue
    if (version !== currentVersion) return [{ path: name, reason: `has more than ${rowsThatFit} rows` }]
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const read = schema.safeParse(rows.slice(at, at + rowsAtOnce))
      if (read.success) continue
      return read.error.issues.map(({ path: [row, ...fields], message }) => ({
        path: [`${name}[${at + Number(row)}]`, ...fields.map(String)].join('.'),
        reason: message,
      }))
    }
  }
  return []
}
