import { conditionClip } from '#shared/acoustics/condition-clip.ts'
import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { soundClassOf } from '#shared/acoustics/checks/sound-class.ts'
import type { SpeechSettings } from '#shared/contract/voices.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { markCached } from '#shared/entities/audio-source.ts'
import type { CategoryType, Phoneme } from '#shared/entities/phoneme.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import type { Engine, SpeechRequest } from '#shared/node/engines/engine.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { Sources } from '../sources.ts'
import type { TtsType } from './clips-at-hand.ts'
import type { SpeechPlan } from './plan-speech.ts'

/**
 * Where the active RMS of each class of sound goes. Fricatives are 11–27 dB below vowels of the same effort, which is part
 * of how they are recognised: they are matched among themselves, and never pulled up to a vowel.
 */
export const targetRmsDbfs: Record<SoundClass, number> = {
  vowel: -20,
  diphthong: -20,
  syllable: -20,
  word: -20,
  approximant: -22,
  nasal: -24,
  affricate: -26,
  stop: -26,
  fricative: -30,
}
const mostGainDb = 18
const vowels = /[aeiouæɐɑɒɔəɛɜɪʊʌ]/u

/** A voice that was asked by default and stood in for, and why. */
export interface StandsIn {
  voiceId: string
  because: string
}

export interface ClipAsked {
  /** The new source's. */
  id: string
  phoneme: Phoneme
  categoryType: CategoryType
  plan: SpeechPlan
  requestHash: string
  sourceType: TtsType
  settings: SpeechSettings
  standsIn: StandsIn | null
  /** A request that takes longer than this is a hang. */
  deadlineMs: number
  signal: AbortSignal
}

interface Friends {
  sources: Pick<Sources, 'add'>
  clock: () => Date
}

/** Speaks, trims outer silence, levels within its class of sound, and keeps the clip with where it came from. */
export async function makeClip(engine: Engine, asked: ClipAsked, { sources, clock }: Friends): Promise<AudioSource> {
  const { id, phoneme, plan, sourceType, settings, standsIn, deadlineMs, signal } = asked
  const { request, language } = plan
  const { voiceId, ratePercent, pitchPercent } = request
  const spoken = await engine.speak(request, { deadlineMs, signal })
  const target = targetRmsDbfs[classOf(asked)]
  const levels = { targetRmsDbfs: target, quietShare: 1, maximumGainDb: mostGainDb }
  const clip = conditionClip(spoken.samples, spoken.sampleRateHz, levels)
  if (clip === null)
    throw new SpeechFault({
      code: 'NEAR_SILENCE',
      data: { engine: engine.id, voiceId, asked: wordsOf(request), peakDbfs: null },
    })
  return sources.add(
    {
      phonemeId: phoneme.id,
      sourceType,
      context: 'isolated',
      voiceId,
      language,
      metadata: {
        tts_rate: `${ratePercent}%`,
        tts_pitch: `${pitchPercent}%`,
        ...(request.kind === 'text' && request.volumePercent ? { tts_volume: `${request.volumePercent}%` } : {}),
        tts_engine: spoken.engine,
        engine_version: spoken.engineVersion,
        [request.kind === 'phoneme' ? 'mnemonic' : 'text']: wordsOf(request),
        spoken_ipa: spoken.spokenIpa ?? null,
        request_hash: asked.requestHash,
        gain_db: Math.round(clip.appliedGainDb * 10) / 10,
        quality: 'high',
        ...(standsIn && { stands_in_for: standsIn.voiceId, stands_in_because: standsIn.because }),
      },
      cachedUntil: validUntil(sourceType, voiceId, settings, clock()),
      takeId: null,
      speakerId: null,
    },
    { id, bytes: encodeWav24([clip.samples], spoken.sampleRateHz), extension: 'wav' },
  )
}

/** When a clip of that voice that is made now expires. */
export function validUntil(
  sourceType: TtsType,
  voiceId: string,
  { cacheDays, cacheDaysOfVoice }: SpeechSettings,
  now: Date,
): string {
  return markCached({ sourceType }, now.toISOString(), cacheDaysOfVoice[voiceId] ?? cacheDays)
}

/** A stop can't be said alone: with the vowel that carries it, it is as loud as a syllable. */
function classOf({ phoneme: { ipaSymbol }, categoryType, plan: { request } }: ClipAsked): SoundClass {
  if (request.kind === 'text') return 'word'
  const carried = categoryType === 'consonant' && vowels.test(request.spokenIpa)
  return soundClassOf({ ipaSymbol, categoryType, context: carried ? 'syllable' : 'isolated' })
}

function wordsOf(request: SpeechRequest): string {
  return request.kind === 'phoneme' ? request.mnemonic : request.text
}
