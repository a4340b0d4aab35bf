import type { SpeechSettings } from '#shared/contract/voices.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Engine } from '#shared/node/engines/engine.ts'
import { requestHash } from '#shared/node/engines/request-hash.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { Job } from '../../catalog/jobs.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { AudioFiles } from '../../storage/audio-files.ts'
import { rejectAsStudioFault } from '../as-studio-fault.ts'
import type { Sources } from '../sources.ts'
import { StudioFault } from '../studio-fault.ts'
import type { ClipsAtHand } from './clips-at-hand.ts'
import type { KnownVoices } from './known-voices.ts'
import type { StandsIn } from './make-clip.ts'
import { makeClip, validUntil } from './make-clip.ts'
import type { SpeechPlan } from './plan-speech.ts'
import { planSpeech } from './plan-speech.ts'
import { createReach } from './reach.ts'
import type { SpeechSettingsStore } from './speech-settings.ts'

interface Friends {
  catalog: Pick<Catalog, 'phonemes'>
  sources: Pick<Sources, 'add'>
  files: Pick<AudioFiles, 'read'>
  clips: ClipsAtHand
  voices: KnownVoices
  engines: readonly Engine[]
  settings: SpeechSettingsStore
  /** How long one request may take; a program of one's own has a limit of its own. */
  deadlineMs: number
  mostAttempts: number
  clock: () => Date
}

/** Where the service can't be reached at all, whoever named no voice is better served by eSpeak than by nothing. */
const unreachable = new Set(['NO_NETWORK', 'OFFLINE_CHOSEN', 'CLOCK_OFF', 'REFUSED_BY_SERVICE', 'DEADLINE'])

/**
 * Makes a job's clip, as the source that bears the job's id, unless a valid clip of the very same request is there. Throws
 * SpeechFault, SpeechRefusal, StudioFault.
 */
export function createPerformJob(friends: Friends): (job: Job, signal: AbortSignal) => Promise<void> {
  const { catalog, sources, files, clips, voices, engines, settings, deadlineMs, mostAttempts, clock } = friends
  const underWay = new Map<string, Promise<void>>()
  const reach = createReach(clock)

  interface Task {
    job: Job
    phoneme: Phoneme
    config: SpeechSettings
    signal: AbortSignal
  }

  function engineOf(id: string): Engine {
    const found = engines.find((engine) => engine.id === id)
    if (found === undefined)
      throw new StudioFault('ENGINE_UNKNOWN', { engine: id, known: engines.map((one) => one.id) })
    return found
  }

  /** The same sound asked for ahead and on demand at one moment is spoken for one of them, and copied for the other. */
  async function inTurn(key: string, act: () => Promise<void>): Promise<void> {
    const turn = (underWay.get(key) ?? Promise.resolve()).catch(() => undefined).then(act)
    underWay.set(key, turn)
    try {
      await turn
    } finally {
      if (underWay.get(key) === turn) underWay.delete(key)
    }
  }

  async function makeOnce(task: Task, plan: SpeechPlan, standsIn: StandsIn | null = null): Promise<void> {
    const { job, phoneme, config, signal } = task
    const hash = requestHash(plan.request)
    await inTurn(`${phoneme.id} ${hash}`, async () => {
      const atHand = await clips.ofRequest(phoneme.id, hash)
      const enough = atHand.some(({ sourceType, rejectedAt }) => sourceType === job.sourceType || rejectedAt !== null)
      if (enough) return
      const [twin] = atHand
      if (twin !== undefined) return copy(twin, task)
      signal.throwIfAborted()
      const category = catalog.phonemes.categories().find(({ id }) => id === phoneme.categoryId)
      const own = plan.engine === 'own' ? config.ownProgram : null
      await makeClip(
        engineOf(plan.engine),
        {
          id: job.id,
          phoneme,
          categoryType: category?.categoryType ?? 'consonant',
          plan,
          requestHash: hash,
          sourceType: job.sourceType,
          settings: config,
          standsIn,
          deadlineMs: own === null ? deadlineMs : own.deadlineSeconds * 1000,
          signal,
        },
        { sources, clock },
      )
    })
  }

  async function copy(twin: AudioSource, { job: { id, sourceType }, config }: Task): Promise<void> {
    const path = twin.path ?? ''
    const bytes = await files.read(path).catch(rejectAsStudioFault)
    const cachedUntil = validUntil(sourceType, twin.voiceId, config, clock())
    await sources.add(
      { ...twin, sourceType, cachedUntil },
      { id, bytes, extension: path.slice(path.lastIndexOf('.') + 1) },
    )
  }

  return async (job, signal) => {
    const phoneme = catalog.phonemes.get(job.phonemeId)
    if (phoneme === undefined) throw new StudioFault('PHONEME_UNKNOWN', { query: job.phonemeId })
    const config = settings.get()
    const known = await voices.askable([phoneme])
    const task = { job, phoneme, config, signal }
    const plan = planSpeech(phoneme, job.voiceId, config, known)
    const [own] = phoneme.espeak
    if (!job.byDefault || own === undefined || plan.engine === 'espeak') return makeOnce(task, plan)

    const standIn = (because: string) =>
      makeOnce(task, planSpeech(phoneme, `espeak:${own.voice}`, config, known), { voiceId: job.voiceId, because })
    const silentFor = reach.silence(plan.engine)
    if (silentFor !== null) return standIn(silentFor)
    try {
      await makeOnce(task, plan)
      reach.heard(plan.engine)
    } catch (error) {
      if (signal.aborted || !(error instanceof SpeechFault)) throw error
      reach.missed(plan.engine, error.code)
      if (!unreachable.has(error.code) && job.attempts < mostAttempts) throw error
      await standIn(error.code)
    }
  }
}
