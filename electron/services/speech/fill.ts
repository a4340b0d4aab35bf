import type { Failure } from '#shared/contract/studio.ts'
import type { SpeechSettings, VoiceView } from '#shared/contract/voices.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import { requestHash } from '#shared/node/engines/request-hash.ts'
import type { JobFailure } from '#shared/node/queue/speak-job.ts'
import type { Job, NewJob } from '../../catalog/jobs.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import { StudioFault } from '../studio-fault.ts'
import { createBell } from './bell.ts'
import type { ClipsAtHand, TtsType } from './clips-at-hand.ts'
import type { KnownVoices } from './known-voices.ts'
import type { SpeechPlan } from './plan-speech.ts'
import { defaultVoice, planSpeech, SpeechRefusal } from './plan-speech.ts'
import type { SpeechQueue } from './speech-queue.ts'
import { urgentPriority } from './speech-queue.ts'
import type { SpeechSettingsStore } from './speech-settings.ts'

export interface FillAsked {
  phonemes: Phoneme[]
  /** Where none is named: each phoneme's default; for what has expired, the voices that it had. */
  voices?: string[] | undefined
  which: 'missing' | 'expired' | 'all'
  sourceType: TtsType
  urgent?: boolean | undefined
  /** false: ends as soon as the jobs are in the queue. */
  wait?: boolean | undefined
}

export interface FillProgress {
  done: number
  total: number
  label: string
  /** Of what is done so far; the others had a valid clip already. */
  made: number
  failed: number
}

export interface FillResult {
  made: AudioSource[]
  /** Left alone, because a valid clip was there. */
  kept: number
  failures: Failure[]
  /** Still to be made, because nobody waited for it or the studio closed. */
  waiting: number
}

/** Ends early, with what is made, when `ends` says so; the jobs go on. VOICE_UNKNOWN before anything is begun. */
export type Fill = (asked: FillAsked, ends: AbortSignal) => AsyncGenerator<FillProgress, FillResult, void>

interface Friends {
  catalog: Pick<Catalog, 'phonemes' | 'sources' | 'figures' | 'jobs'>
  clips: ClipsAtHand
  voices: KnownVoices
  settings: SpeechSettingsStore
  queue: SpeechQueue
  newId: () => string
}

export function createFill({ catalog, clips, voices, settings, queue, newId }: Friends): Fill {
  function voicesFor(phoneme: Phoneme, asked: FillAsked, standard: string): string[] {
    if (asked.voices !== undefined) return asked.voices
    return asked.which === 'expired' ? clips.voicesOf(phoneme.id, asked.sourceType) : [standard]
  }

  async function isWanted(phonemeId: string, { request }: SpeechPlan, { which, sourceType }: FillAsked) {
    const hash = requestHash(request)
    const valid = (await clips.valid(phonemeId)).filter(
      (source) => source.sourceType === sourceType && source.voiceId === request.voiceId,
    )
    const isThisRequest = ({ metadata }: AudioSource) => metadata['request_hash'] === hash
    // What an editor rejected is not made a second time; asked for in another way it may be better.
    return !valid.some((source) => isThisRequest(source) || (which !== 'all' && source.rejectedAt === null))
  }

  /** What is to be made, the most played phonemes first; what can't be asked for is a failure already. */
  async function choose(asked: FillAsked, known: readonly VoiceView[], result: FillResult): Promise<NewJob[]> {
    const plays = new Map(catalog.figures.by('phoneme').map((total) => [total.key, total.plays]))
    const byPlays = asked.phonemes.toSorted((a, b) => (plays.get(b.id) ?? 0) - (plays.get(a.id) ?? 0))
    const config = settings.get()
    const jobs: NewJob[] = []
    for (const phoneme of byPlays) {
      const standard = defaultVoice(phoneme, config, known)
      for (const voiceId of new Set(voicesFor(phoneme, asked, standard))) {
        const plan = planOr(phoneme, voiceId, config, known, result.failures)
        if (plan === null) continue
        const byDefault = asked.voices === undefined && voiceId === standard
        if (await isWanted(phoneme.id, plan, asked)) jobs.push(jobOf(phoneme, plan, byDefault, asked))
        else result.kept += 1
      }
    }
    return jobs
  }

  function jobOf(phoneme: Phoneme, plan: SpeechPlan, byDefault: boolean, { sourceType, urgent }: FillAsked): NewJob {
    return {
      id: newId(),
      phonemeId: phoneme.id,
      voiceId: plan.request.voiceId,
      engine: plan.engine,
      sourceType,
      priority: urgent === true ? urgentPriority : 0,
      byDefault,
    }
  }

  const symbolOf = (job: Job | undefined) => catalog.phonemes.get(job?.phonemeId ?? '')?.ipaSymbol ?? ''

  function settle(jobId: string, job: Job | undefined, result: FillResult): void {
    const made = job?.state === 'done' ? catalog.sources.get(jobId) : undefined
    if (made !== undefined) result.made.push(made)
    else if (job?.state === 'done') result.kept += 1
    else {
      const failure = job?.state === 'failed' ? (JSON.parse(job.failure ?? 'null') as JobFailure | null) : null
      result.failures.push({ label: symbolOf(job), ...(failure ?? { code: 'JOB_CANCELLED', data: {} }) })
    }
  }

  return async function* fill(asked, ends) {
    const known = await voices.askable()
    const unknown = asked.voices?.find((voiceId) => !known.some(({ id }) => id === voiceId))
    if (unknown !== undefined)
      throw new StudioFault('VOICE_UNKNOWN', { voiceId: unknown, known: known.map(({ id }) => id) })
    const result: FillResult = { made: [], kept: 0, failures: [], waiting: 0 }
    const open = new Set(queue.put(await choose(asked, known, result)))
    const total = result.kept + result.failures.length + open.size
    const bell = createBell()
    let label = ''
    const progress = (): FillProgress => {
      const { made, failures } = result
      return { done: total - open.size, total, label, made: made.length, failed: failures.length }
    }
    const stopListening = queue.onChange((jobId) => {
      if (jobId === null || !open.has(jobId)) return
      const job = catalog.jobs.get(jobId)
      if (job?.state === 'running') label = symbolOf(job)
      else if (job?.state !== 'waiting') {
        settle(jobId, job, result)
        open.delete(jobId)
      }
      bell.ring()
    })
    ends.addEventListener('abort', bell.ring)
    try {
      while (open.size > 0 && asked.wait !== false && !ends.aborted) {
        yield progress()
        await bell.heard()
      }
      yield { ...progress(), label: '' }
      return { ...result, waiting: open.size }
    } finally {
      stopListening()
      ends.removeEventListener('abort', bell.ring)
    }
  }
}

/** null, and told among the failures, where this phoneme can't be asked of this voice. */
function planOr(
  phoneme: Phoneme,
  voiceId: string,
  config: SpeechSettings,
  known: readonly VoiceView[],
  failures: Failure[],
): SpeechPlan | null {
  try {
    return planSpeech(phoneme, voiceId, config, known)
  } catch (error) {
    if (error instanceof SpeechRefusal) failures.push({ label: phoneme.ipaSymbol, ...error.failure })
    else if (error instanceof StudioFault)
      failures.push({ label: phoneme.ipaSymbol, code: error.code, data: { ...error.data } })
    else throw error
    return null
  }
}
