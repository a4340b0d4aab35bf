import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { createEspeakEngine } from '#shared/node/engines/espeak.ts'
import { CatalogFault } from './catalog/catalog-fault.ts'
import type { Catalog } from './catalog/open-catalog.ts'
import { openCatalog } from './catalog/open-catalog.ts'
import { createMedia } from './rpc/media.ts'
import { createCallCount } from './rpc/call-count.ts'
import type { StudioRouter } from './rpc/router.ts'
import { createRouter } from './rpc/router.ts'
import { createBundles } from './services/bundles.ts'
import { createDoctor } from './services/doctor.ts'
import { fillInventory } from './services/fill-inventory.ts'
import { createGeneration } from './services/generation.ts'
import { createPhonemes } from './services/phonemes.ts'
import { createPlayability } from './services/playability.ts'
import { InventoryFault, readInventory } from './services/read-inventory.ts'
import { createRecording } from './services/recording.ts'
import type { SalvageReport } from './services/salvage-takes.ts'
import { salvageTakes } from './services/salvage-takes.ts'
import { createSources } from './services/sources.ts'
import { createSpeakers } from './services/speakers.ts'
import { studioStatus } from './services/status.ts'
import { createTakes } from './services/takes.ts'
import { watchChanges } from './services/watch-changes.ts'
import { StartFault } from './start-fault.ts'
import { createAudioFiles } from './storage/audio-files.ts'
import { createExportFiles } from './storage/export-files.ts'
import type { DataFolder } from './storage/open-data-folder.ts'
import { openDataFolder } from './storage/open-data-folder.ts'
import { parseRange } from './storage/ranges.ts'
import { createRecordingFiles } from './storage/recording-files.ts'
import { salvageRecordings } from './storage/salvage.ts'
import { holdSpareRoom } from './storage/spare-room.ts'
import { StorageFault } from './storage/storage-fault.ts'
import { studioVersion } from './version.ts'

export interface StudioOptions {
  /** The data folder; made where it is missing. */
  folder: string
  /** Where a worker's file lies, as source or as bundled. */
  workers: (name: 'espeak-worker' | 'catalog-worker') => URL
  resourcesFolder: string
  clock?: () => Date
  /** Told what went wrong without stopping anybody; nobody unless said. */
  log?: (line: string) => void
  /** Who sits at this studio, for the decisions; the system's user name unless said. */
  person?: string
}

export interface Studio {
  router: StudioRouter
  /** Serves `/media/…` with ranges. */
  media: (request: Request) => Promise<Response>
  /** What start-up found worth telling, a sentence each. */
  announcements: string[]
  close(): Promise<void>
}

/** Builds the studio on a data folder that the caller has locked. Throws a StartFault where it can't be opened. */
export async function openStudio({
  folder,
  workers,
  resourcesFolder,
  clock = () => new Date(),
  person = systemUser(),
  log = () => {},
}: StudioOptions): Promise<Studio> {
  const dataFolder = await openDataFolder(folder).catch((error: unknown) => {
    throw asStartFault(error)
  })
  const catalog = openCatalogIn(dataFolder, workers('catalog-worker'), clock)
  try {
    return await compose({ dataFolder, catalog, workers, resourcesFolder, clock, person, log })
  } catch (error) {
    catalog.close()
    throw asStartFault(error)
  }
}

/** What is under way when the studio closes may end; what does not, is cut off. */
const closingPatienceMs = 2000

interface Parts extends Required<Omit<StudioOptions, 'folder'>> {
  dataFolder: DataFolder
  catalog: Catalog
}

async function compose({ dataFolder, catalog, workers, resourcesFolder, clock, person, log }: Parts): Promise<Studio> {
  const inventoryFile = join(resourcesFolder, 'inventories', 'english.json')
  fillInventory(catalog, readInventory(await readFile(inventoryFile, 'utf8'), inventoryFile), clock().toISOString())
  catalog.jobs.cancelLeftOver(clock().toISOString())

  const files = createAudioFiles(dataFolder)
  const recordingFiles = createRecordingFiles(dataFolder)
  const salvage = await salvageTakes(await salvageRecordings(dataFolder), {
    catalog,
    recordingFiles,
    files,
    clock,
  })

  const engines = [createEspeakEngine({ workerUrl: workers('espeak-worker') })]
  const playability = createPlayability({ catalog, files })
  const phonemes = createPhonemes({ catalog, playability, clock })
  const speakers = createSpeakers({ catalog, newId, clock })
  const sources = createSources({ catalog, files, playability, newId, clock, person })
  const recording = createRecording({
    catalog,
    recordingFiles,
    holdSpareRoom: () => holdSpareRoom(dataFolder),
    speakers,
    newId,
    clock,
    later,
  })
  const takes = createTakes({ catalog, files, speakers, sources, newId, clock })
  const generation = createGeneration({ catalog, sources, playability, engines, newId, clock })
  const exportFiles = createExportFiles(dataFolder)
  const bundles = createBundles({ catalog, files, exportFiles, playability, version: studioVersion, clock })
  const doctor = createDoctor({ catalog, files, playability, clock })

  const studio = {
    info: () => ({
      version: studioVersion,
      folder: dataFolder.root,
      deviceId: catalog.deviceId,
      engines: engines.map(({ id }) => id),
    }),
    status: () => studioStatus(catalog, dataFolder.root),
    changes: (signal?: AbortSignal) => watchChanges(catalog, signal),
    catalogStatus: () => catalog.status(),
  }
  const calls = createCallCount()
  const router = createRouter(
    { phonemes, speakers, recording, takes, sources, generation, bundles, doctor, studio },
    calls,
  )

  // One at a time: a worker that has the catalog open would leave its log behind when the catalog closes.
  let backingUp = Promise.resolve()
  const backUp = () => {
    backingUp = backingUp.then(() => catalog.backUp()).catch((error: unknown) => log(messageOf(error)))
    return backingUp
  }
  void backUp()

  return {
    router,
    media: createMedia({ ...files, parseRange }),
    announcements: announce(salvage),
    async close() {
      try {
        await recording.close()
        await Promise.allSettled(engines.map((engine) => engine.close()))
        await calls.ended(closingPatienceMs)
        // Does nothing where today's copy exists already.
        await backUp()
      } finally {
        catalog.close()
      }
    },
  }
}

function openCatalogIn(dataFolder: DataFolder, workerUrl: URL, clock: () => Date): Catalog {
  try {
    const file = dataFolder.file('catalog.sqlite')
    return openCatalog({ file, backupsFolder: dataFolder.file('backups'), newId, clock, workerUrl })
  } catch (error) {
    throw asStartFault(error)
  }
}

function asStartFault(error: unknown): unknown {
  if (error instanceof CatalogFault) return new StartFault(error.code, error.message, error)
  if (error instanceof InventoryFault) return new StartFault('INVENTORY_WRONG', error.message, error)
  if (error instanceof StorageFault && error.code === 'DISK_FULL')
    return new StartFault(
      'DISK_FULL',
      `The disk that holds ${error.folder} is full. Nothing was changed. Free some space and start again.`,
      error,
    )
  if (error instanceof StorageFault && error.code === 'FOLDER_NOT_WRITABLE')
    return new StartFault(
      'FOLDER_NOT_WRITABLE',
      `The data folder ${error.folder} cannot be written. Nothing was changed. Give yourself the right to write there, or choose another folder with --data.`,
      error,
    )
  if (error instanceof StorageFault)
    return new StartFault(
      'FOLDER_FAILED',
      `The data folder ${error.folder} cannot be used (${error.message}). Nothing was changed. Check the disk, or choose another folder with --data.`,
      error,
    )
  return error
}

function announce({ takes, unclaimed }: SalvageReport): string[] {
  const told: string[] = []
  if (takes.length > 0) {
    const seconds = takes.reduce((sum, { frameCount, sampleRateHz }) => sum + frameCount / sampleRateHz, 0)
    told.push(
      `Salvaged ${takes.length} unfinished ${takes.length === 1 ? 'take' : 'takes'} (${seconds.toFixed(1)} s) from the last run.`,
    )
  }
  if (unclaimed.length > 0)
    told.push(`Found recordings whose details are lost; they stay where they are: ${unclaimed.join(', ')}.`)
  return told
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function later(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds).unref()
  return () => clearTimeout(timer)
}

function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    // A system without an entry for this user has no name to give.
    return 'editor'
  }
}
