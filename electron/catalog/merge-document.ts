import type { Database } from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import { oldest } from '#shared/entities/merge/row-clocks.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { createChangeLog } from './change-log.ts'
import type { MergePlan } from './merge/merge-plan.ts'
import type { MergeOptions, MergeReport } from './merge/merge-report.ts'
import { newestOf, planMerge } from './merge/plan-merge.ts'
import { writeTables } from './merge/write-tables.ts'
import { readTables } from './read-tables.ts'

export interface MergeFriends {
  newId: () => string
}

/**
 * Merges a verified document into the catalog, all or nothing. It is looked up and decided first, so that whoever else
 * writes, a recording above all, waits for the writing alone.
 */
export function mergeDocument(
  db: Database,
  document: BundleDocument,
  options: MergeOptions,
  { newId }: MergeFriends,
): MergeReport {
  const read = readTables(db)
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  const look = db.transaction(() => ({ seen: dataVersion.get(), plan: planMerge(read, document, options) }))
  const { seen, plan } = look.deferred()
  if (options.dryRun || mustNotWrite(plan)) return plan.report

  const write = db.transaction((): MergeReport => {
    const { report, writes } = dataVersion.get() === seen ? plan : planMerge(read, document, options)
    if (mustNotWrite({ report, writes })) return report
    const log = createChangeLog(db, newId, () => new Date(options.now))
    const tables = writeTables(db, log)
    const newest = newestOf(document)
    if (newest !== oldest) log.passed(newest)
    for (const act of writes) act(tables)
    return { ...report, written: true }
  })
  try {
    return write.immediate()
  } catch (error) {
    return refusedByCatalog(error, plan.report)
  }
}

function mustNotWrite({ report, writes }: Pick<MergePlan, 'report' | 'writes'>): boolean {
  const refused = report.refusals.some(({ kind }) => kind === 'document')
  return refused || report.conflicts.length > 0 || writes.length === 0
}

/** A value that the schema lets through and a column's bounds do not: the transaction is undone, and it is told. */
function refusedByCatalog(error: unknown, report: MergeReport): MergeReport {
  if (!(error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))) throw error
  const refusal = { kind: 'document', id: '', code: 'OUT_OF_BOUNDS', detail: error.message } as const
  return { ...report, refusals: [...report.refusals, refusal] }
}
