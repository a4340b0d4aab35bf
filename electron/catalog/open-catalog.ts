import { Worker } from 'node:worker_threads'
import type { ChangeLog } from './change-log.ts'
import { createChangeLog } from './change-log.ts'
import type { DecisionsTable } from './decisions.ts'
import { createDecisionsTable } from './decisions.ts'
import type { CatalogStatus } from './inspect-catalog.ts'
import type { JobsTable } from './jobs.ts'
import { createJobsTable } from './jobs.ts'
import type { DatabasePlace } from './open-database.ts'
import { openDatabase } from './open-database.ts'
import type { PhonemesTable } from './phonemes.ts'
import { createPhonemesTable } from './phonemes.ts'
import type { PlaysTable } from './plays.ts'
import { createPlaysTable } from './plays.ts'
import type { SettingsTable } from './settings.ts'
import { createSettingsTable } from './settings.ts'
import type { SourcesTable } from './sources.ts'
import { createSourcesTable } from './sources.ts'
import type { SpeakersTable } from './speakers.ts'
import { createSpeakersTable } from './speakers.ts'
import type { TakesTable } from './takes.ts'
import { createTakesTable } from './takes.ts'
import type { WaveformsTable } from './waveforms.ts'
import { createWaveformsTable } from './waveforms.ts'

export interface Catalog {
  deviceId: string
  phonemes: PhonemesTable
  speakers: SpeakersTable
  takes: TakesTable
  sources: SourcesTable
  plays: PlaysTable
  decisions: DecisionsTable
  jobs: JobsTable
  settings: SettingsTable
  waveforms: WaveformsTable
  changes: Pick<ChangeLog, 'waiting'>
  /** One short transaction, all or nothing; who listens is told after it is on disk. */
  write<T>(act: () => T): T
  /** Rises whenever this or another process changed the catalog. */
  version(): number
  onWrite(listener: () => void): () => void
  /** Checked in a worker, on a connection of its own. */
  status(): Promise<CatalogStatus>
  close(): void
}

export interface CatalogOptions extends DatabasePlace {
  newId: () => string
  clock: () => Date
  workerUrl: URL
}

/** Throws a CatalogFault where the catalog can't be opened; then nothing was changed. */
export function openCatalog({ newId, clock, workerUrl, ...place }: CatalogOptions): Catalog {
  const db = openDatabase(place)
  const log = createChangeLog(db, newId, clock)
  const listeners = new Set<() => void>()
  let writes = 0

  return {
    deviceId: log.deviceId,
    phonemes: createPhonemesTable(db, log),
    speakers: createSpeakersTable(db, log),
    takes: createTakesTable(db, log),
    sources: createSourcesTable(db, log),
    plays: createPlaysTable(db),
    decisions: createDecisionsTable(db, log),
    jobs: createJobsTable(db),
    settings: createSettingsTable(db),
    waveforms: createWaveformsTable(db),
    changes: log,
    write<T>(act: () => T): T {
      if (db.inTransaction) return act()
      const result = db.transaction(act).immediate()
      writes += 1
      for (const listener of listeners) listener()
      return result
    },
    version: () => writes + (db.pragma('data_version', { simple: true }) as number),
    onWrite(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status: () => inspectInWorker(place.file, workerUrl),
    close() {
      listeners.clear()
      db.close()
    },
  }
}

async function inspectInWorker(file: string, workerUrl: URL): Promise<CatalogStatus> {
  const worker = new Worker(workerUrl, { workerData: { file } })
  try {
    const answer = await new Promise<{ status: CatalogStatus } | { fault: { message: string } }>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the catalog's worker ended with code ${code}`)))
    })
    if ('fault' in answer) throw new Error(answer.fault.message)
    return answer.status
  } finally {
    await worker.terminate()
  }
}
