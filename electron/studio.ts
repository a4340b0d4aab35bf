import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { createEdgeEngine } from '#shared/node/engines/edge.ts'
import { readDocument } from '#shared/node/bundle/upgrade-document.ts'
import { createAudioPool } from '#shared/node/create-audio-pool.ts'
import { createEspeakEngine } from '#shared/node/engines/espeak.ts'
import { createOwnProgramEngine } from '#shared/node/engines/own-program.ts'
import { defaultRetryPolicy } from '#shared/node/queue/retry-policy.ts'
import { announceSalvage } from './announce-salvage.ts'
import { asStartFault } from './as-start-fault.ts'
import type { Catalog } from './catalog/open-catalog.ts'
import { openCatalog } from './catalog/open-catalog.ts'
import { later, laterForSure } from './later.ts'
import type { NetworkUse } from './network-use.ts'
import { createMedia } from './rpc/media.ts'
import { createCallCount } from './rpc/call-count.ts'
import type { StudioRouter } from './rpc/router.ts'
import { createRouter } from './rpc/router.ts'
import { createAnalytics } from './services/analytics.ts'
import { createBundles } from './services/bundles/bundles.ts'
import { createCourseMapping } from './services/bundles/course-mapping.ts'
import { createLastExport } from './services/bundles/last-export.ts'
import { namedFiles } from './services/bundles/named-files.ts'
import { createUploads } from './services/bundles/uploads.ts'
import { createCacheUpkeep } from './services/cache-upkeep.ts'
import { createDoctor } from './services/doctor.ts'
import { fillInventory } from './services/fill-inventory.ts'
import { createPhonemes } from './services/phonemes.ts'
import { createPlayability } from './services/playability.ts'
import { readInventory } from './services/read-inventory.ts'
import { createPlays } from './services/plays.ts'
import { createRecording } from './services/recording.ts'
import { createRemakeClips } from './services/remake-clips.ts'
import { createResolver } from './services/resolver.ts'
import { salvageTakes } from './services/salvage-takes.ts'
import { createScripts } from './services/scripts.ts'
import { createSessions } from './services/sessions.ts'
import { createSettings } from './services/settings.ts'
import { createSittingReview } from './services/sitting-review.ts'
import { createSittings } from './services/sittings.ts'
import { createSourcePages } from './services/source-pages.ts'
import { createSources } from './services/sources.ts'
import { createSpeakers } from './services/speakers.ts'
import { studioStatus } from './services/status.ts'
import { createGeneration } from './services/speech/generation.ts'
import { createVoiceMemory } from './services/speech/voice-memory.ts'
import { createSpeechSettings } from './services/speech/speech-settings.ts'
import { createTakes } from './services/takes.ts'
import { watchChanges } from './services/watch-changes.ts'
import { createAudioFiles } from './storage/audio-files.ts'
import { createExportFiles } from './storage/export-files.ts'
import { clearIncoming, createIncomingFiles } from './storage/incoming-files.ts'
import type { DataFolder } from './storage/open-data-folder.ts'
import { systemUser } from './system-user.ts'
import { openDataFolder } from './storage/open-data-folder.ts'
import { parseRange } from './storage/ranges.ts'
import { createRecordingFiles } from './storage/recording-files.ts'
import { salvageRecordings } from './storage/salvage.ts'
import { holdSpareRoom } from './storage/spare-room.ts'
import { studioVersion } from './version.ts'

export interface StudioOptions {
  /** The data folder; made where it is missing. */
  folder: string
  /** Where a worker's file lies, as source or as bundled. */
  workers: (name: 'espeak-worker' | 'edge-worker' | 'catalog-worker' | 'audio-worker') => URL
  resourcesFolder: string
  clock?: () => Date
  /** Told what went wrong without stopping anybody; nobody unless said. */
  log?: (line: string) => void
  network?: NetworkUse
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
  network = { offline: false },
  log = () => {},
}: StudioOptions): Promise<Studio> {
  const dataFolder = await openDataFolder(folder).catch((error: unknown) => {
    throw asStartFault(error)
  })
  const catalog = openCatalogIn(dataFolder, workers('catalog-worker'), clock)
  try {
    return await compose({ dataFolder, catalog, workers, resourcesFolder, clock, person, network, log })
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

async function compose(parts: Parts): Promise<Studio> {
  const { dataFolder, catalog, workers, resourcesFolder, clock, person, network, log } = parts
  const inventoryFile = join(resourcesFolder, 'inventories', 'english.json')
  const inventory = readInventory(await readFile(inventoryFile, 'utf8'), inventoryFile)
  fillInventory(catalog, inventory, clock().toISOString())

  await clearIncoming(dataFolder, () => namedFiles(catalog))
  const files = createAudioFiles(dataFolder)
  const recordingFiles = createRecordingFiles(dataFolder)
  const salvage = await salvageTakes(await salvageRecordings(dataFolder), {
    catalog,
    recordingFiles,
    files,
    clock,
  })

  const playability = createPlayability({ catalog, files })
  const resolver = createResolver({ catalog, files, playability, clock })
  const speech = createSpeechSettings({ catalog, clock, alwaysOffline: network.offline })
  const engines = [
    createEspeakEngine({ workerUrl: workers('espeak-worker') }),
    createEdgeEngine({
      workerUrl: workers('edge-worker'),
      isOffline: () => speech.get().offline,
      memory: createVoiceMemory({ catalog, clock }),
      clock,
      log,
      ...(network.edgeEndpoint === undefined ? {} : { endpoint: network.edgeEndpoint }),
    }),
    createOwnProgramEngine({ program: () => speech.get().ownProgram }),
  ]
  const speakers = createSpeakers({ catalog, newId, clock })
  const sources = createSources({ catalog, files, playability, newId, clock, person })
  const settings = createSettings({ catalog, clock })
  const sessions = createSessions({ catalog, speakers, newId, clock })
  const recording = createRecording({
    catalog,
    recordingFiles,
    holdSpareRoom: () => holdSpareRoom(dataFolder),
    sessions,
    speakers,
    takeLimits: () => settings.takeLimits(),
    clock,
    later,
  })
  const takes = createTakes({ catalog, files, speakers, sources, newId, clock })
  const scripts = createScripts({ catalog, random: Math.random })
  const sittings = createSittings({ catalog, speakers, clock })
  const review = createSittingReview({ catalog, sittings, takes, clock })
  const { deadlineSeconds = 20, retrySeconds = 1 } = network
  const voiceParts = { catalog, sources, files, playability, engines, settings: speech, newId, clock, log }
  const generation = createGeneration({
    ...voiceParts,
    lanes: { espeak: 1, edge: 4, own: 1 },
    deadlineMs: deadlineSeconds * 1000,
    policy: { ...defaultRetryPolicy, firstDelayMs: retrySeconds * 1000 },
    later: laterForSure,
  })
  const makeFresh = (phonemeId: string) =>
    void generation.makeFresh(phonemeId).catch((error: unknown) => log(messageOf(error)))
  const phonemes = createPhonemes({ catalog, resolver, makeFresh })
  const analytics = createAnalytics({ catalog, resolve: (phonemeId) => resolver.resolve(phonemeId), clock })
  const cacheUpkeep = createCacheUpkeep({ catalog, files, clock })
  const plays = createPlays({ catalog, clock })
  const sourcePages = createSourcePages({ catalog, playability, search: (text) => phonemes.search(text), clock })
  const exportFiles = createExportFiles(dataFolder)
  const audioPool = createAudioPool({ workerUrl: workers('audio-worker') })
  const incoming = createIncomingFiles(dataFolder)
  const uploads = createUploads({ incoming, newId })
  const bundles = createBundles({
    catalog,
    files,
    incoming,
    exportFiles,
    uploads,
    playability,
    sourcePages,
    audioPool,
    fileOf: dataFolder.file,
    openSnapshot: () => catalog.snapshot(),
    readDocument: (json) => readDocument(json, inventory),
    mapping: createCourseMapping({ catalog, clock }),
    lastExport: createLastExport({ catalog, clock }),
    version: studioVersion,
    newId,
    clock,
  })
  const remakeClips = createRemakeClips({ catalog, files, playability, generation })
  const doctor = createDoctor({ catalog, files, playability, remakeClips, clock })

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
  const soundServices = { sources, sourcePages, plays, generation, speech, resolver, analytics, cacheUpkeep }
  const recordingServices = { speakers, scripts, sittings, review, sessions, recording, takes }
  const router = createRouter(
    { phonemes, ...recordingServices, ...soundServices, bundles, doctor, settings, studio },
    calls,
  )

  // One at a time: a worker that has the catalog open would leave its log behind when the catalog closes.
  let backingUp = Promise.resolve()
  const backUp = () => {
    backingUp = backingUp.then(() => catalog.backUp()).catch((error: unknown) => log(messageOf(error)))
    return backingUp
  }
  void backUp()
  await generation.start()

  return {
    router,
    media: createMedia({ ...files, parseRange }),
    announcements: announceSalvage(salvage),
    async close() {
      try {
        await recording.close()
        await generation.close()
        await calls.ended(closingPatienceMs)
        await bundles.close()
        await audioPool.close()
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
