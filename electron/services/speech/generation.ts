import type { Failure } from '#shared/contract/studio.ts'
import type { SpeechSettings, VoiceView } from '#shared/contract/voices.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { isCached } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Engine } from '#shared/node/engines/engine.ts'
import { requestHash } from '#shared/node/engines/request-hash.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { JobFailure } from '#shared/node/queue/speak-job.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { Job, NewJob } from '../../catalog/jobs.ts'
import type { Playability } from '../playability.ts'
import type { Sources } from '../sources.ts'
import { StudioFault } from '../studio-fault.ts'
import { createKnownVoices } from './known-voices.ts'
import { makeClip } from './make-clip.ts'
import type { SpeechPlan } from './plan-speech.ts'
import { defaultVoice, planSpeech, SpeechRefusal } from './plan-speech.ts'
import type { SpeechSettingsStore } from './speech-settings.ts'
import type { SpeechQueue } from './speech-queue.ts'
import { createSpeechQueue } from './speech-queue.ts'

export interface FillAsked {
  phonemes: Phoneme[]
  /** Each phoneme's default where none is named. */
  voices?: string[] | undefined
  which: 'missing' | 'expired' | 'all'
  sourceType: 'tts' | 'generated'
  urgent?: boolean | undefined
}

export interface FillProgress {
  done: number
  total: number
  label: string
}

export interface FillResult {
  made: AudioSource[]
  /** Left alone, because a valid clip was there. */
  kept: number
  failures: Failure[]
}

export interface Generation {
  voices(): Promise<VoiceView[]>
  /** Ends early, with what is made, when nobody listens; the jobs go on. VOICE_UNKNOWN before anything is begun. */
  fill(asked: FillAsked, signal?: AbortSignal): AsyncGenerator<FillProgress, FillResult, void>
  /** Nothing valid was there: one job of high priority, however often it is asked. */
  makeFresh(phonemeId: string): Promise<void>
  queue: SpeechQueue
  close(): Promise<void>
}

interface Friends {
  catalog: Catalog
  sources: Sources
  playability: Playability
  engines: readonly Engine[]
  /** How many requests go to an engine at once; 1 where it is not named. */
  lanes: Readonly<Record<string, number>>
  settings: SpeechSettingsStore
  newId: () => string
  clock: () => Date
  later: (milliseconds: number, act: () => void) => () => void
  log: (line: string) => void
}

const urgentPriority = 10
/** Where the service can't be reached at all, whoever named no voice is better served by eSpeak than by nothing. */
const unreachable = new Set(['NO_NETWORK', 'OFFLINE_CHOSEN', 'CLOCK_OFF', 'REFUSED_BY_SERVICE', 'DEADLINE'])

export function createGeneration(friends: Friends): Generation {
  const { catalog, sources, playability, engines, lanes, settings, newId, clock, later, log } = friends
  /** What became of the jobs that somebody waits for; null: a valid clip was there. */
  const awaited = new Map<string, AudioSource | null | undefined>()
  const asked = new Set<Promise<void>>()
  const voices = createKnownVoices(catalog, engines)
  const queue = createSpeechQueue({
    catalog,
    lanes: new Map(engines.map(({ id }) => [id, lanes[id] ?? 1])),
    perform,
    clock,
    later,
    log,
  })

  function engineOf(id: string): Engine {
    const found = engines.find((engine) => engine.id === id)
    if (found === undefined)
      throw new StudioFault('ENGINE_UNKNOWN', { engine: id, known: engines.map((one) => one.id) })
    return found
  }

  async function clipsOf(phonemeId: string, voiceId: string, sourceType: 'tts' | 'generated') {
    const clips = catalog.sources
      .ofPhoneme(phonemeId)
      .filter((source) => source.sourceType === sourceType && source.voiceId === voiceId)
    const candidates = await playability.candidates(clips)
    const now = clock().toISOString()
    // What an editor rejected is not made a second time; what can't be played is.
    const valid = candidates.filter(
      ({ source, fault }) => isCached(source, now) && (fault === null || fault === 'rejected'),
    )
    return { any: clips.length > 0, valid: valid.map(({ source }) => source) }
  }

  /** null: a valid clip of the very same request is there. */
  async function makeOnce(job: Job, phoneme: Phoneme, plan: SpeechPlan, config: SpeechSettings, signal: AbortSignal) {
    const hash = requestHash(plan.request)
    const { valid } = await clipsOf(phoneme.id, plan.request.voiceId, job.sourceType)
    if (valid.some(({ metadata }) => metadata['request_hash'] === hash)) return null
    const category = catalog.phonemes.categories().find(({ id }) => id === phoneme.categoryId)
    const categoryType = category?.categoryType ?? 'consonant'
    const asked = {
      phoneme,
      categoryType,
      plan,
      requestHash: hash,
      sourceType: job.sourceType,
      settings: config,
      signal,
    }
    return makeClip(engineOf(plan.engine), asked, { sources, clock })
  }

  async function perform(job: Job, signal: AbortSignal): Promise<void> {
    const phoneme = catalog.phonemes.get(job.phonemeId)
    if (phoneme === undefined) throw new StudioFault('PHONEME_UNKNOWN', { query: job.phonemeId })
    const config = settings.get()
    const known = await voices.askable()
    const plan = planSpeech(phoneme, job.voiceId, config, known)
    const made = await makeOnce(job, phoneme, plan, config, signal).catch((error: unknown) => {
      const [own] = phoneme.espeak
      const mayStandIn = job.byDefault && own !== undefined && plan.engine !== 'espeak' && !signal.aborted
      if (!mayStandIn || !(error instanceof SpeechFault) || !unreachable.has(error.code)) throw error
      const standIn = planSpeech(phoneme, `espeak:${own.voice}`, config, known)
      return makeOnce(job, phoneme, standIn, config, signal)
    })
    if (awaited.has(job.id)) awaited.set(job.id, made)
  }

  async function isWanted(phoneme: Phoneme, plan: SpeechPlan, { which, sourceType }: FillAsked): Promise<boolean> {
    const { any, valid } = await clipsOf(phoneme.id, plan.request.voiceId, sourceType)
    if (which === 'missing') return valid.length === 0
    if (which === 'expired') return any && valid.length === 0
    return !valid.some(({ metadata }) => metadata['request_hash'] === requestHash(plan.request))
  }

  function jobOf(
    phoneme: Phoneme,
    plan: SpeechPlan,
    byDefault: boolean,
    asked: Pick<FillAsked, 'sourceType' | 'urgent'>,
  ) {
    return {
      id: newId(),
      phonemeId: phoneme.id,
      voiceId: plan.request.voiceId,
      engine: plan.engine,
      sourceType: asked.sourceType,
      priority: asked.urgent === true ? urgentPriority : 0,
      byDefault,
    }
  }

  /** What is to be made, the most played phonemes first; what can't be asked for is a failure already. */
  async function choose(asked: FillAsked, known: readonly VoiceView[], result: FillResult): Promise<NewJob[]> {
    const plays = new Map(catalog.figures.by('phoneme').map((total) => [total.key, total.plays]))
    const byPlays = asked.phonemes.toSorted((a, b) => (plays.get(b.id) ?? 0) - (plays.get(a.id) ?? 0))
    const config = settings.get()
    const jobs: NewJob[] = []
    for (const phoneme of byPlays)
      for (const voiceId of asked.voices ?? [defaultVoice(phoneme, config, known)]) {
        try {
          const plan = planSpeech(phoneme, voiceId, config, known)
          if (await isWanted(phoneme, plan, asked)) jobs.push(jobOf(phoneme, plan, asked.voices === undefined, asked))
          else result.kept += 1
        } catch (error) {
          if (!(error instanceof SpeechRefusal)) throw error
          result.failures.push({ label: phoneme.ipaSymbol, ...error.failure })
        }
      }
    return jobs
  }

  function settle(jobId: string, result: FillResult): boolean {
    const job = catalog.jobs.get(jobId)
    if (job !== undefined && (job.state === 'waiting' || job.state === 'running')) return false
    const made = awaited.get(jobId)
    if (job?.state === 'done' && made) result.made.push(made)
    else if (job?.state === 'done') result.kept += 1
    else {
      const failure = job?.state === 'failed' ? (JSON.parse(job.failure ?? 'null') as JobFailure | null) : null
      const label = catalog.phonemes.get(job?.phonemeId ?? '')?.ipaSymbol ?? ''
      result.failures.push({ label, ...(failure ?? { code: 'JOB_CANCELLED', data: {} }) })
    }
    return true
  }

  async function ask(phonemeId: string): Promise<void> {
    const phoneme = catalog.phonemes.get(phonemeId)
    if (phoneme === undefined) return
    const known = await voices.askable()
    const config = settings.get()
    const plan = planSpeech(phoneme, defaultVoice(phoneme, config, known), config, known)
    queue.put([jobOf(phoneme, plan, true, { sourceType: 'generated', urgent: true })])
  }

  return {
    voices: () => voices.named(),
    queue,
    async *fill(asked, signal) {
      const known = await voices.askable()
      const unknown = asked.voices?.find((voiceId) => !known.some(({ id }) => id === voiceId))
      if (unknown !== undefined)
        throw new StudioFault('VOICE_UNKNOWN', { voiceId: unknown, known: known.map(({ id }) => id) })
      const result: FillResult = { made: [], kept: 0, failures: [] }
      const open = new Set(queue.put(await choose(asked, known, result)))
      for (const id of open) awaited.set(id, undefined)
      const before = result.kept + result.failures.length
      const total = before + open.size
      let wake = Promise.withResolvers<void>()
      let label = ''
      const stopListening = queue.onChange((jobId) => {
        if (!open.has(jobId)) return
        label = catalog.phonemes.get(catalog.jobs.get(jobId)?.phonemeId ?? '')?.ipaSymbol ?? label
        if (settle(jobId, result)) {
          open.delete(jobId)
          awaited.delete(jobId)
        }
        wake.resolve()
      })
      const gone = () => wake.resolve()
      signal?.addEventListener('abort', gone)
      try {
        while (open.size > 0 && signal?.aborted !== true) {
          wake = Promise.withResolvers<void>()
          yield { done: total - open.size, total, label }
          await wake.promise
        }
        yield { done: total - open.size, total, label: '' }
        return result
      } finally {
        stopListening()
        signal?.removeEventListener('abort', gone)
        for (const id of open) awaited.delete(id)
      }
    },
    makeFresh(phonemeId) {
      const asking = ask(phonemeId)
      asked.add(asking)
      return asking.finally(() => asked.delete(asking))
    },
    async close() {
      // What was asked for is in the catalog before it closes.
      await Promise.allSettled(asked)
      await queue.close()
      await Promise.allSettled(engines.map((engine) => engine.close()))
    },
  }
}
