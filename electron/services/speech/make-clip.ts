import { conditionClip } from '#shared/acoustics/condition-clip.ts'
import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { soundClassOf } from '#shared/acoustics/checks/sound-class.ts'
import type { SpeechSettings } from '#shared/contract/voices.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { dayMs } from '#shared/entities/audio-source.ts'
import type { CategoryType, Phoneme } from '#shared/entities/phoneme.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import type { Engine } from '#shared/node/engines/engine.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { Sources } from '../sources.ts'
import type { SpeechPlan } from './plan-speech.ts'

/** Bytes are the clip's whole worth; a request that takes longer than this is a hang. */
const deadlineMs = 20_000

/**
 * Where the active RMS of each class of sound goes. Fricatives and stops are 11–27 dB below vowels of the same effort, which
 * is part of how they are recognised: they are matched among themselves, and never pulled up to a vowel.
 */
const targetRmsDbfs: Record<SoundClass, number> = {
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

interface Friends {
  sources: Sources
  clock: () => Date
}

export interface ClipAsked {
  phoneme: Phoneme
  categoryType: CategoryType
  plan: SpeechPlan
  requestHash: string
  sourceType: 'tts' | 'generated'
  settings: SpeechSettings
  signal: AbortSignal
}

/** Speaks, trims outer silence, levels within its class of sound, and keeps the clip with where it came from. */
export async function makeClip(engine: Engine, asked: ClipAsked, { sources, clock }: Friends): Promise<AudioSource> {
  const { phoneme, categoryType, plan, sourceType, settings, signal } = asked
  const { request, language } = plan
  const { voiceId, ratePercent, pitchPercent } = request
  const programSeconds = engine.id === 'own' ? settings.ownProgram?.deadlineSeconds : undefined
  const spoken = await engine.speak(request, {
    deadlineMs: programSeconds === undefined ? deadlineMs : programSeconds * 1000,
    signal,
  })
  const { ipaSymbol } = phoneme
  const context = request.kind === 'phoneme' ? 'isolated' : 'word'
  const target = targetRmsDbfs[soundClassOf({ ipaSymbol, categoryType, context })]
  const clip = conditionClip(spoken.samples, spoken.sampleRateHz, { targetRmsDbfs: target })
  const said = request.kind === 'phoneme' ? { mnemonic: request.mnemonic } : { text: request.text }
  if (clip === null) {
    const words = request.kind === 'phoneme' ? request.mnemonic : request.text
    throw new SpeechFault({
      code: 'NEAR_SILENCE',
      data: { engine: engine.id, voiceId, asked: words, peakDbfs: null },
    })
  }
  const days = settings.cacheDaysOfVoice[voiceId] ?? settings.cacheDays
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
        ...said,
        spoken_ipa: spoken.spokenIpa ?? null,
        request_hash: asked.requestHash,
        gain_db: Math.round(clip.appliedGainDb * 10) / 10,
        quality: 'high',
      },
      cachedUntil: new Date(clock().getTime() + days * dayMs).toISOString(),
      takeId: null,
      speakerId: null,
    },
    { bytes: encodeWav24([clip.samples], spoken.sampleRateHz), extension: 'wav' },
  )
}
