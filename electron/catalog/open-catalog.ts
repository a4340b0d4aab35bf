import { existsSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { ChangeLog } from './change-log.ts'
import { createChangeLog } from './change-log.ts'
import { backupOfDay } from './daily-backup.ts'
import type { CoverageTable } from './coverage.ts'
import { createCoverageTable } from './coverage.ts'
import type { DecisionsTable } from './decisions.ts'
import { createDecisionsTable } from './decisions.ts'
import { corrupt, declaringFaults, openingFaultOf, tableDeclaringFaults } from './declare-faults.ts'
import type { CatalogStatus } from './inspect-catalog.ts'
import type { MergeReport } from './merge/merge-report.ts'
import type { FiguresTable } from './figures.ts'
import { createFiguresTable } from './figures.ts'
import type { JobsTable } from './jobs.ts'
import { createJobsTable } from './jobs.ts'
import { migrations } from './migrations/index.ts'
import type { DatabasePlace } from './open-database.ts'
import { openDatabase, patienceMs } from './open-database.ts'
import type { MergeOrder } from './order-catalog-worker.ts'
import { orderCatalogWorker } from './order-catalog-worker.ts'
import type { PhonemesTable } from './phonemes.ts'
import { createPhonemesTable } from './phonemes.ts'
import type { PlaysTable } from './plays.ts'
import { createPlaysTable } from './plays.ts'
import type { PromptsTable } from './prompts.ts'
import { createPromptsTable } from './prompts.ts'
import { driftFrom } from './schema-drift.ts'
import type { SettingsTable } from './settings.ts'
import { createSettingsTable } from './settings.ts'
import type { SittingsTable } from './sittings.ts'
import { createSittingsTable } from './sittings.ts'
import type { CatalogSnapshot } from './snapshot.ts'
import { openSnapshot } from './snapshot.ts'
import type { SourcePagesTable } from './source-pages.ts'
import { createSourcePagesTable } from './source-pages.ts'
import type { SourcesTable } from './sources.ts'
import { createSourcesTable } from './sources.ts'
import type { SpeakersTable } from './speakers.ts'
import { createSpeakersTable } from './speakers.ts'
import type { TakesTable } from './takes.ts'
import { createTakesTable } from './takes.ts'
import type { WaveformsTable } from './waveforms.ts'
import { createWaveformsTable } from './waveforms.ts'
import type { WithdrawalsTable } from './withdrawals.ts'
import { createWithdrawalsTable } from './withdrawals.ts'

const mergePatienceMs = 120_000

interface Tables {
  phonemes: PhonemesTable
  prompts: PromptsTable
  speakers: SpeakersTable
  sittings: SittingsTable
  takes: TakesTable
  coverage: CoverageTable
  sources: SourcesTable
  sourcePages: SourcePagesTable
  plays: PlaysTable
  figures: FiguresTable
  decisions: DecisionsTable
  jobs: JobsTable
  settings: SettingsTable
  waveforms: WaveformsTable
  withdrawals: WithdrawalsTable
  changes: Pick<ChangeLog, 'waiting'>
}

/** Whatever of it fails for the file's or the disk's sake throws a CatalogFault. */
export interface Catalog extends Tables {
  deviceId: string
  /** One short transaction, all or nothing; who listens is told after it is on disk. */
  write<T>(act: () => T): T
  /** The same for what no window shows: nobody is told, unless a `write` within it asks for it. */
  writeQuietly<T>(act: () => T): T
  /** Rises whenever this (but for quiet writes) or another process changed the catalog. */
  version(): number
  onWrite(listener: () => void): () => void
  /** Differs from before when another process changed the catalog; own changes are told by `onTouch`. */
  foreignChanges(): number
  /**
   * Told within the transaction, before it is on disk, of each phoneme whose sources, files or choice change; null means
   * any of them.
   */
  onTouch(listener: (phonemeId: string | null) => void): () => void
  /** As it stands now, whatever is written meanwhile; the caller closes it. Throws a CatalogFault. */
  snapshot(): CatalogSnapshot
  /** In a worker, all or nothing; who listens is told. Rejects with a CatalogFault. */
  merge(order: MergeOrder): Promise<MergeReport>
  /** Checked in a worker, on a connection of its own. */
  status(): Promise<CatalogStatus>
  /**
   * Lays today's copy into the backups, in a worker, unless it is there. Rejects with a CatalogFault; the catalog is none
   * the worse for it. To be waited for before `close`.
   */
  backUp(): Promise<void>
  close(): void
}

export interface CatalogOptions extends DatabasePlace {
  newId: () => string
  clock: () => Date
  workerUrl: URL
}

/** Throws a CatalogFault where the catalog can't be opened; then nothing was changed. */
export function openCatalog({ newId, clock, workerUrl, ...place }: CatalogOptions): Catalog {
  const { file, backupsFolder } = place
  const db = openDatabase(place)
  const touchListeners = new Set<(phonemeId: string | null) => void>()
  const touch = (phonemeId: string | null) => {
    for (const listener of touchListeners) listener(phonemeId)
  }
  const { deviceId, ...tables } = prepareTables(db, file, { newId, clock, touch })
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  const foreignChanges = () => declaringFaults(file, () => dataVersion.get() ?? 0)
  const transaction = db.transaction((act: () => unknown) => act())
  const listeners = new Set<() => void>()
  let writes = 0
  let toTell = false

  function tellWritten(): void {
    writes += 1
    for (const listener of listeners) listener()
  }

  function transact<T>(act: () => T, tell: boolean): T {
    if (db.inTransaction) {
      toTell ||= tell
      return act()
    }
    toTell = tell
    const result = declaringFaults(file, () => transaction.immediate(act) as T)
    if (toTell) tellWritten()
    return result
  }

  return {
    deviceId,
    ...tables,
    write: (act) => transact(act, true),
    writeQuietly: (act) => transact(act, false),
    version: () => writes + foreignChanges(),
    foreignChanges,
    onWrite(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onTouch(listener) {
      touchListeners.add(listener)
      return () => touchListeners.delete(listener)
    },
    snapshot: () => openSnapshot(file),
    async merge(order) {
      // What is written here meanwhile waits for the worker's transaction: some 0.1 ms for each source that comes in.
      db.pragma(`busy_timeout = ${mergePatienceMs}`)
      try {
        const report = await orderCatalogWorker(workerUrl, 'merge', { file, ...order })
        if (report.written) {
          touch(null)
          tellWritten()
        }
        return report
      } finally {
        if (db.open) db.pragma(`busy_timeout = ${patienceMs}`)
      }
    },
    status: () => orderCatalogWorker(workerUrl, 'inspect', { file }),
    async backUp() {
      const target = backupOfDay(backupsFolder, clock())
      if (!existsSync(target)) await orderCatalogWorker(workerUrl, 'backUp', { file, target })
    },
    close() {
      listeners.clear()
      touchListeners.clear()
      db.close()
    },
  }
}

interface TableParts extends Pick<CatalogOptions, 'newId' | 'clock'> {
  touch: (phonemeId: string | null) => void
}

function prepareTables(db: Database, file: string, { newId, clock, touch }: TableParts): Tables & { deviceId: string } {
  const declaring = <Table extends object>(table: Table): Table => tableDeclaringFaults(file, table)
  try {
    const log = createChangeLog(db, newId, clock)
    return {
      deviceId: log.deviceId,
      phonemes: declaring(createPhonemesTable(db, log, touch)),
      prompts: declaring(createPromptsTable(db)),
      speakers: declaring(createSpeakersTable(db, log, touch)),
      sittings: declaring(createSittingsTable(db, log)),
      takes: declaring(createTakesTable(db, log)),
      coverage: declaring(createCoverageTable(db)),
      sources: declaring(createSourcesTable(db, log, touch)),
      sourcePages: declaring(createSourcePagesTable(db)),
      plays: declaring(createPlaysTable(db)),
      figures: declaring(createFiguresTable(db)),
      decisions: declaring(createDecisionsTable(db, log)),
      jobs: declaring(createJobsTable(db)),
      settings: declaring(createSettingsTable(db)),
      waveforms: declaring(createWaveformsTable(db)),
      withdrawals: declaring(createWithdrawalsTable(db)),
      changes: declaring(log),
    }
  } catch (error) {
    const drift = driftOf(db)
    db.close()
    // Its tables and columns are all there, but what was changed by hand keeps a statement from being prepared.
    throw drift.length > 0 ? corrupt(file, drift.join('; '), error) : openingFaultOf(error, file)
  }
}

function driftOf(db: Database): string[] {
  try {
    return driftFrom(db, migrations.length)
  } catch {
    // Then the schema can't even be read; the fault that led here tells of it.
    return []
  }
}
