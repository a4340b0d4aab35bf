import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { BundleDocumentSchema } from '#shared/node/bundle/bundle-document.ts'
import { openingFaultOf } from './declare-faults.ts'
import { mergeDocument } from './merge-document.ts'
import type { MergeReport } from './merge/merge-report.ts'
import { prepareConnection } from './open-database.ts'
import type { MergeOrder } from './order-catalog-worker.ts'

/** Merges on a connection of its own, beside the one that has the catalog open. Throws a CatalogFault. */
export function mergeInto(file: string, { document, ...options }: MergeOrder, newId: () => string): MergeReport {
  const read = typeof document === 'string' ? parseDocument(document) : document
  let db: Sqlite.Database | undefined
  try {
    db = new Sqlite(file, { fileMustExist: true })
    prepareConnection(db)
    return mergeDocument(db, read, options, { newId })
  } catch (error) {
    throw openingFaultOf(error, file)
  } finally {
    db?.close()
  }
}

/** Was verified, and is parsed again for the order of its keys: what is kept of it is told the same way later. */
function parseDocument(path: string): BundleDocument {
  return BundleDocumentSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}
