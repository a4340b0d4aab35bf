import { requestHash } from '#shared/node/engines/request-hash.ts'
import type { Job, NewJob } from '../../catalog/jobs.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { ClipsAtHand } from './clips-at-hand.ts'
import type { KnownVoices } from './known-voices.ts'
import { defaultVoice, planSpeech } from './plan-speech.ts'
import type { SpeechQueue } from './speech-queue.ts'
import { urgentPriority } from './speech-queue.ts'
import type { SpeechSettingsStore } from './speech-settings.ts'

export interface FreshClips {
  /** Nothing valid was there: one job of high priority, however often it is asked. */
  make(phonemeId: string): Promise<void>
  /** What was asked for is in the catalog when it settles. */
  settled(): Promise<void>
}

interface Friends {
  catalog: Pick<Catalog, 'phonemes' | 'sources' | 'jobs'>
  clips: ClipsAtHand
  voices: KnownVoices
  settings: SpeechSettingsStore
  queue: SpeechQueue
  newId: () => string
  clock: () => Date
}

/** A request that came to nothing would come to nothing again with the next look-up. */
const restMs = 600_000

export function createFreshClips({ catalog, clips, voices, settings, queue, newId, clock }: Friends): FreshClips {
  const asking = new Map<string, Promise<void>>()
  const requestOf = new Map<string, string>()
  const restsUntil = new Map<string, number>()
  queue.onChange((jobId) => {
    const hash = requestOf.get(jobId ?? '')
    const job = jobId === null ? undefined : catalog.jobs.get(jobId)
    if (hash === undefined || job?.state === 'waiting' || job?.state === 'running') return
    requestOf.delete(jobId ?? '')
    if (job !== undefined && cameToNothing(job)) restsUntil.set(hash, clock().getTime() + restMs)
  })

  function cameToNothing({ id, state }: Job): boolean {
    return state === 'failed' || (state === 'done' && catalog.sources.get(id) === undefined)
  }

  async function ask(phonemeId: string): Promise<void> {
    const phoneme = catalog.phonemes.get(phonemeId)
    if (phoneme === undefined) return
    const known = await voices.askable([phoneme])
    const config = settings.get()
    const { engine, request } = planSpeech(phoneme, defaultVoice(phoneme, config, known), config, known)
    const hash = requestHash(request)
    if ((restsUntil.get(hash) ?? 0) > clock().getTime()) return
    const newest = () => catalog.sources.ofPhoneme(phonemeId)[0]?.id
    const before = newest()
    const atHand = await clips.ofRequest(phonemeId, hash)
    // Rejected by an editor, or made since whoever asks looked.
    if (atHand.length > 0 || newest() !== before) return
    const { voiceId } = request
    const asked = { phonemeId, voiceId, engine, sourceType: 'generated', priority: urgentPriority } as const
    const job: NewJob = { id: newId(), ...asked, byDefault: true }
    for (const jobId of queue.put([job])) requestOf.set(jobId, hash)
  }

  return {
    make(phonemeId) {
      const known = asking.get(phonemeId)
      if (known !== undefined) return known
      const asked = ask(phonemeId).finally(() => asking.delete(phonemeId))
      asking.set(phonemeId, asked)
      return asked
    },
    async settled() {
      await Promise.allSettled(asking.values())
    },
  }
}
