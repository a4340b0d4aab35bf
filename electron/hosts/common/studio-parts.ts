import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { NetworkUse } from '#studio/network-use.ts'

export type WorkerName = 'espeak-worker' | 'edge-worker' | 'catalog-worker' | 'audio-worker'

export interface StudioParts {
  workers: (name: WorkerName) => URL
  resourcesFolder: string
  /** Where the renderer's build stands. */
  rendererFolder: string
  preloadFile: string
  network: NetworkUse
}

const workerSources: Record<WorkerName, string> = {
  'audio-worker': 'shared/node/workers/audio-worker.ts',
  'catalog-worker': 'electron/catalog/catalog-worker.ts',
  'edge-worker': 'shared/node/workers/edge-worker.ts',
  'espeak-worker': 'shared/node/workers/espeak-worker.ts',
}

/** Where the studio's own files stand: in the sources, which run as they are, or beside the built program (out/main). */
export function studioParts(): StudioParts {
  const here = import.meta.url
  const fromSources = here.endsWith('/electron/hosts/common/studio-parts.ts')
  // The bundler may put this module into a folder of chunks.
  const root = fileURLToPath(
    fromSources ? new URL('../../../', here) : here.slice(0, here.lastIndexOf('/out/main/') + 1),
  )
  return {
    workers: (name) => pathToFileURL(join(root, fromSources ? workerSources[name] : join('out', 'main', `${name}.js`))),
    resourcesFolder: join(root, 'resources'),
    rendererFolder: join(root, 'out', 'renderer'),
    preloadFile: join(root, 'out', 'preload', 'preload.cjs'),
    network: networkOf(process.env),
  }
}

/** null where the page is built; else what to tell a person. */
export function missingPage({ rendererFolder }: Pick<StudioParts, 'rendererFolder'>): string | null {
  if (existsSync(join(rendererFolder, 'index.html'))) return null
  return `The studio's page isn't built yet (${rendererFolder} is missing): start with "npm start", or run "npm run build" once.`
}

/** For machines that may not, or cannot, reach the voice service themselves; docs/guide/voices.md tells of each. */
export function networkOf(environment: NodeJS.ProcessEnv): NetworkUse {
  const { PHONEME_STUDIO_OFFLINE: offline = '', PHONEME_STUDIO_EDGE_ENDPOINT: edgeEndpoint } = environment
  return {
    offline: offline !== '' && offline !== '0',
    edgeEndpoint: edgeEndpoint || undefined,
    deadlineSeconds: secondsOf(environment['PHONEME_STUDIO_SPEECH_DEADLINE']),
    retrySeconds: secondsOf(environment['PHONEME_STUDIO_SPEECH_RETRY']),
  }
}

/** What is no number of seconds above 0 counts as not said. */
function secondsOf(value: string | undefined): number | undefined {
  const seconds = Number(value)
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined
}
