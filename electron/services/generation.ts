import { conditionClip } from '#shared/acoustics/condition-clip.ts'
import type { Failure } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { dayMs, isCached } from '#shared/entities/audio-source.ts'
import type { EspeakSpeech, Phoneme } from '#shared/entities/phoneme.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import type { Engine, PhonemeRequest, Voice } from '#shared/node/engines/engine.ts'
import { requestHash } from '#shared/node/engines/request-hash.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { Playability } from './playability.ts'
import type { Sources } from './sources.ts'
import { StudioFault } from './studio-fault.ts'

const defaultRatePercent = -30
const cacheDays = 30
const deadlineMs = 20_000

export interface FillAsked {
  /** All where none is named. */
  phonemes: Phoneme[]
  voiceId?: string | undefined
  engine?: string | undefined
  missing: boolean
  sourceType: 'tts' | 'generated'
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
  voices(): Promise<(Voice & { engine: string })[]>
  /** One that fails is told and does not stop the others; ends early, with what is made, when nobody listens. */
  fill(asked: FillAsked, signal?: AbortSignal): AsyncGenerator<FillProgress, FillResult, void>
}

interface Friends {
  catalog: Catalog
  sources: Sources
  playability: Playability
  engines: readonly Engine[]
  newId: () => string
  clock: () => Date
}

export function createGeneration({ catalog, sources, playability, engines, newId, clock }: Friends): Generation {
  const [espeak] = engines

  function engineFor({ engine: id }: FillAsked): Engine {
    const found = id === undefined ? espeak : engines.find((engine) => engine.id === id)
    if (found === undefined)
      throw new StudioFault('ENGINE_UNKNOWN', { engine: id ?? '', known: engines.map((engine) => engine.id) })
    return found
  }

  function requestFor(
    { ipaSymbol, espeak: known }: Phoneme,
    voiceId: string | undefined,
  ): { request: PhonemeRequest; speech: EspeakSpeech } {
    const speech = known.find(({ voice }) => voiceId === undefined || voiceId === `espeak:${voice}`)
    if (speech === undefined) {
      const voices = known.map(({ voice }) => `espeak:${voice}`)
      throw new Refusal({
        code: 'VOICE_LACKS_PHONEME',
        data: { voiceId: voiceId ?? '', ipaSymbol, voices: voices.join(', ') },
      })
    }
    const { voice, mnemonic, spokenIpa } = speech
    const prosody = { ratePercent: defaultRatePercent, pitchPercent: 0 }
    return { speech, request: { kind: 'phoneme', voiceId: `espeak:${voice}`, mnemonic, spokenIpa, ...prosody } }
  }

  async function hasValidClip(phonemeId: string, voiceId: string, asked: FillAsked, hash: string): Promise<boolean> {
    const now = clock().toISOString()
    const clips = catalog.sources
      .ofPhoneme(phonemeId)
      .filter((source) => source.sourceType === asked.sourceType && source.voiceId === voiceId && isCached(source, now))
      .filter(({ metadata }) => asked.missing || metadata['request_hash'] === hash)
    const candidates = await playability.candidates(clips)
    // What an editor rejected is not made a second time; what can't be played is.
    return candidates.some(({ fault }) => fault === null || fault === 'rejected')
  }

  async function speak(
    engine: Engine,
    phoneme: Phoneme,
    asked: FillAsked,
    signal?: AbortSignal,
  ): Promise<AudioSource | null> {
    const { request, speech } = requestFor(phoneme, asked.voiceId)
    const hash = requestHash(request)
    if (await hasValidClip(phoneme.id, request.voiceId, asked, hash)) return null
    const spoken = await engine.speak(request, signal === undefined ? { deadlineMs } : { deadlineMs, signal })
    const clip = conditionClip(spoken.samples, spoken.sampleRateHz)
    if (clip === null) {
      const { voiceId, mnemonic } = request
      throw new SpeechFault({
        code: 'NEAR_SILENCE',
        data: { engine: engine.id, voiceId, asked: mnemonic, peakDbfs: null },
      })
    }
    const now = clock().getTime()
    return sources.add(
      {
        phonemeId: phoneme.id,
        sourceType: asked.sourceType,
        context: 'isolated',
        voiceId: request.voiceId,
        language: speech.language,
        metadata: {
          tts_rate: `${request.ratePercent}%`,
          tts_pitch: `${request.pitchPercent}%`,
          tts_engine: spoken.engine,
          engine_version: spoken.engineVersion,
          mnemonic: request.mnemonic,
          spoken_ipa: spoken.spokenIpa ?? null,
          request_hash: spoken.requestHash,
          gain_db: Math.round(clip.appliedGainDb * 10) / 10,
          quality: 'high',
        },
        cachedUntil: new Date(now + cacheDays * dayMs).toISOString(),
        takeId: null,
        speakerId: null,
      },
      { bytes: encodeWav24([clip.samples], spoken.sampleRateHz), extension: 'wav' },
    )
  }

  function openJob(phoneme: Phoneme, engine: Engine, asked: FillAsked): string {
    const id = newId()
    const at = clock().toISOString()
    catalog.jobs.insert({
      id,
      kind: 'speak',
      state: 'waiting',
      priority: 0,
      phonemeId: phoneme.id,
      voiceId: asked.voiceId ?? null,
      engine: engine.id,
      request: JSON.stringify({ missing: asked.missing, sourceType: asked.sourceType }),
      attempts: 0,
      failure: null,
      createdAt: at,
      startedAt: null,
      endedAt: null,
    })
    return id
  }

  return {
    async voices() {
      const lists = await Promise.all(
        engines.map(async (engine) => (await engine.listVoices()).map((voice) => ({ ...voice, engine: engine.id }))),
      )
      // Only voices that the inventory knows how to ask: eSpeak lists a hundred languages.
      const asked = new Set(
        catalog.phonemes.all().flatMap(({ espeak: speech }) => speech.map(({ voice }) => `espeak:${voice}`)),
      )
      return lists.flat().filter(({ id, engine }) => engine !== 'espeak' || asked.has(id))
    },
    async *fill(asked, signal) {
      const engine = engineFor(asked)
      const known = (await this.voices()).map(({ id }) => id)
      const { voiceId } = asked
      if (voiceId !== undefined && !known.includes(voiceId)) throw new StudioFault('VOICE_UNKNOWN', { voiceId, known })
      const total = asked.phonemes.length
      const result: FillResult = { made: [], kept: 0, failures: [] }
      const jobs = catalog.write(() =>
        asked.phonemes.map((phoneme) => ({ phoneme, job: openJob(phoneme, engine, asked) })),
      )
      let ended = 0
      try {
        for (const { phoneme, job } of jobs) {
          if (signal?.aborted === true) break
          yield { done: ended, total, label: phoneme.ipaSymbol }
          catalog.write(() => catalog.jobs.start(job, clock().toISOString()))
          let failure: Omit<Failure, 'label'> | null = null
          try {
            const source = await speak(engine, phoneme, asked, signal)
            if (source === null) result.kept += 1
            else result.made.push(source)
          } catch (error) {
            failure = failureOf(error)
            result.failures.push({ label: phoneme.ipaSymbol, ...failure })
          }
          const told = failure === null ? null : JSON.stringify(failure)
          catalog.write(() => catalog.jobs.end(job, told === null ? 'done' : 'failed', told, clock().toISOString()))
          ended += 1
        }
      } finally {
        // Whoever asked went away: what was not begun is not done behind their back.
        const left = jobs.slice(ended)
        if (left.length > 0)
          catalog.write(() => {
            for (const { job } of left) catalog.jobs.end(job, 'cancelled', null, clock().toISOString())
          })
      }
      yield { done: ended, total, label: '' }
      return result
    },
  }
}

/** A voice is not asked for what it cannot say. */
class Refusal extends Error {
  readonly failure: Omit<Failure, 'label'>

  constructor(failure: Omit<Failure, 'label'>) {
    super(failure.code)
    this.failure = failure
  }
}

function failureOf(error: unknown): Omit<Failure, 'label'> {
  if (error instanceof Refusal) return error.failure
  if (error instanceof SpeechFault) return { code: error.code, data: { ...error.data } }
  if (error instanceof StudioFault) return { code: error.code, data: { ...error.data } }
  throw error
}
