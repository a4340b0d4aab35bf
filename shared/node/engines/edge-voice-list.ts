import { z } from 'zod'
import type { Voice } from './engine.ts'
import { SpeechFault } from './speech-fault.ts'

const dayMs = 86_400_000
/** How long a live list that could not be had is left alone. */
const retryMs = 3_600_000

/** Voices that are known without any network. */
export const builtInVoices: readonly Voice[] = [
  { id: 'en-US-AriaNeural', language: 'en-US', name: 'Aria' },
  { id: 'en-US-GuyNeural', language: 'en-US', name: 'Guy' },
  { id: 'en-US-JennyNeural', language: 'en-US', name: 'Jenny' },
  { id: 'en-GB-SoniaNeural', language: 'en-GB', name: 'Sonia' },
  { id: 'en-GB-RyanNeural', language: 'en-GB', name: 'Ryan' },
  { id: 'en-AU-NatashaNeural', language: 'en-AU', name: 'Natasha' },
]

/** Keeps one value between two runs of the studio; what it reads is checked, since anything may have become of it. */
export interface VoiceMemory {
  read(): unknown
  write(value: unknown): void
}

const Kept = z.object({
  fetchedAt: z.iso.datetime(),
  voices: z.array(z.object({ id: z.string(), language: z.string(), name: z.string() })).min(1),
})

export interface VoiceListOptions {
  memory?: VoiceMemory | undefined
  fetchLive: () => Promise<Voice[]>
  isOffline: () => boolean
  clock?: (() => Date) | undefined
  log?: ((line: string) => void) | undefined
}

/**
 * The built-in voices and those of the last live list, at once; a live list older than a day is asked for behind the
 * caller's back and serves from the next call on.
 */
export function createVoiceList({
  memory = forgetful(),
  fetchLive,
  isOffline,
  clock = () => new Date(),
  log = () => {},
}: VoiceListOptions): { list(): Voice[] } {
  let notBeforeMs = Number.NEGATIVE_INFINITY

  async function refresh(): Promise<void> {
    const startedAt = clock()
    notBeforeMs = startedAt.getTime() + dayMs
    try {
      const voices = await fetchLive()
      memory.write({ fetchedAt: startedAt.toISOString(), voices })
    } catch (error) {
      notBeforeMs = startedAt.getTime() + retryMs
      // Closed meanwhile: nobody is left to whom it matters.
      if (error instanceof SpeechFault && error.code === 'CANCELLED') return
      log(`The list of Edge voices could not be renewed (${wordsOf(error)}); the one of before serves on.`)
    }
  }

  return {
    list() {
      const kept = Kept.safeParse(memory.read()).data
      const nowMs = clock().getTime()
      // A list from the future, by a clock that was wrong, counts as old.
      const fresh = kept !== undefined && Math.abs(nowMs - Date.parse(kept.fetchedAt)) < dayMs
      if (!fresh && nowMs >= notBeforeMs && !isOffline()) void refresh()
      const builtIn = new Set(builtInVoices.map(({ id }) => id))
      return [...builtInVoices, ...(kept?.voices ?? []).filter(({ id }) => !builtIn.has(id))]
    },
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof SpeechFault)) return String(error)
  return 'reason' in error.data ? `${error.code}: ${error.data.reason}` : error.code
}

/** For a studio that keeps nothing: the live list lasts as long as the engine. */
function forgetful(): VoiceMemory {
  let kept: unknown
  return {
    read: () => kept,
    write: (value) => {
      kept = value
    },
  }
}
