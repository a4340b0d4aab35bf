import { basename, extname } from 'node:path'
import type { VoiceView } from '#shared/contract/voices.ts'
import type { Engine } from '#shared/node/engines/engine.ts'
import type { RetryPolicy } from '#shared/node/queue/retry-policy.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { AudioFiles } from '../../storage/audio-files.ts'
import type { Playability } from '../playability.ts'
import type { Sources } from '../sources.ts'
import { createClipsAtHand } from './clips-at-hand.ts'
import type { FillAsked, FillProgress, FillResult } from './fill.ts'
import { createFill } from './fill.ts'
import { createFreshClips } from './fresh-clips.ts'
import { createKnownVoices } from './known-voices.ts'
import { createPerformJob } from './perform-job.ts'
import type { SpeechQueue } from './speech-queue.ts'
import { createSpeechQueue } from './speech-queue.ts'
import type { SpeechSettingsStore } from './speech-settings.ts'

export interface Generation {
  voices(): Promise<VoiceView[]>
  /** Ends early, with what is made, when nobody listens; the jobs go on. VOICE_UNKNOWN before anything is begun. */
  fill(asked: FillAsked, signal?: AbortSignal): AsyncGenerator<FillProgress, FillResult, void>
  /** Nothing valid was there: one job of high priority, however often it is asked. */
  makeFresh(phonemeId: string): Promise<void>
  queue: Omit<SpeechQueue, 'put' | 'onChange' | 'recover' | 'start' | 'close'>
  /** Goes on with what the last run left. */
  start(): Promise<void>
  close(): Promise<void>
}

interface Friends {
  catalog: Catalog
  sources: Pick<Sources, 'add'>
  files: Pick<AudioFiles, 'read' | 'list' | 'discard'>
  playability: Playability
  engines: readonly Engine[]
  /** How many requests go to an engine at once; 1 where it is not named. */
  lanes: Readonly<Record<string, number>>
  settings: SpeechSettingsStore
  /** How long one request may take. */
  deadlineMs: number
  policy: RetryPolicy
  newId: () => string
  clock: () => Date
  later: (milliseconds: number, act: () => void) => () => void
  log: (line: string) => void
}

/** For what a person waits for when the studio closes. */
const closingPatienceMs = 2000

export function createGeneration(friends: Friends): Generation {
  const { catalog, files, playability, engines, lanes, policy, clock } = friends
  const { mostAttempts } = policy
  const clips = createClipsAtHand({ catalog, playability, clock })
  const voices = createKnownVoices(catalog, engines)
  const perform = createPerformJob({ ...friends, clips, voices, mostAttempts })
  const queue = createSpeechQueue({
    ...friends,
    lanes: new Map(engines.map(({ id }) => [id, lanes[id] ?? 1])),
    perform,
  })
  const fill = createFill({ ...friends, clips, voices, queue })
  const fresh = createFreshClips({ ...friends, clips, voices, queue })
  const closing = new AbortController()

  /** A kill between a clip's file and its row leaves a file that nothing knows; it bears its job's id. */
  async function discardStrays(jobIds: readonly string[]): Promise<void> {
    const strays = new Set(jobIds.filter((id) => catalog.sources.get(id) === undefined))
    if (strays.size === 0) return
    for (const path of await files.list()) if (strays.has(basename(path, extname(path)))) await files.discard(path)
  }

  let closed: Promise<void> | undefined
  async function close(): Promise<void> {
    await fresh.settled()
    await queue.close(closingPatienceMs)
    closing.abort()
    await Promise.allSettled(engines.map((engine) => engine.close()))
  }

  return {
    voices: () => voices.named(),
    queue,
    fill: (asked, signal) => fill(asked, AbortSignal.any([closing.signal, ...(signal ? [signal] : [])])),
    makeFresh: (phonemeId) => fresh.make(phonemeId),
    async start() {
      await discardStrays(queue.recover())
      queue.start()
    },
    close: () => (closed ??= close()),
  }
}
