import type { Database } from 'better-sqlite3'
import type { ChangeLog } from './change-log.ts'
import type { ClocksTable } from './clocks.ts'
import { createClocksTable } from './clocks.ts'
import type { DocumentRows } from './document-rows.ts'
import { createDocumentRows } from './document-rows.ts'
import type { PhonemesTable } from './phonemes.ts'
import { createPhonemesTable } from './phonemes.ts'
import type { SittingsTable } from './sittings.ts'
import { createSittingsTable } from './sittings.ts'
import type { SourcesTable } from './sources.ts'
import { createSourcesTable } from './sources.ts'
import type { SpeakersTable } from './speakers.ts'
import { createSpeakersTable } from './speakers.ts'
import type { TakesTable } from './takes.ts'
import { createTakesTable } from './takes.ts'
import type { WithdrawalsTable } from './withdrawals.ts'
import { createWithdrawalsTable } from './withdrawals.ts'

/** The read side of the tables, for a connection that isn't the catalog's own. */
export interface ReadTables {
  phonemes: Pick<PhonemesTable, 'all' | 'get'>
  speakers: Pick<SpeakersTable, 'all' | 'get' | 'byCode' | 'session'>
  sittings: Pick<SittingsTable, 'get' | 'choices'>
  takes: Pick<TakesTable, 'get' | 'after'>
  sources: Pick<SourcesTable, 'get' | 'after' | 'nativeOf' | 'cacheRecord' | 'fileCheck'>
  withdrawals: Pick<WithdrawalsTable, 'get' | 'all'>
  clocks: Pick<ClocksTable, 'of' | 'tombstone'>
  rows: DocumentRows
}

export function readTables(db: Database): ReadTables {
  return {
    phonemes: createPhonemesTable(db, unlogged, () => {}),
    speakers: createSpeakersTable(db, unlogged, () => {}),
    sittings: createSittingsTable(db, unlogged),
    takes: createTakesTable(db, unlogged),
    sources: createSourcesTable(db, unlogged, () => {}),
    withdrawals: createWithdrawalsTable(db),
    clocks: createClocksTable(db),
    rows: createDocumentRows(db),
  }
}

/** For tables whose changes are told otherwise, or that are only read. */
export const unlogged: ChangeLog = {
  deviceId: '',
  made: () => {},
  changed: () => {},
  brought: () => {},
  passed: () => {},
  deleted: () => {},
  changedFields: () => new Set(),
  waiting: () => 0,
}
