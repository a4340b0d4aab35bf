import type { Failure } from '#shared/contract/studio.ts'
import type { SpeechSettings, VoiceView } from '#shared/contract/voices.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { SpeechRequest } from '#shared/node/engines/engine.ts'
import { StudioFault } from '../studio-fault.ts'

/** Which engine is asked for what. */
export interface SpeechPlan {
  engine: string
  language: string
  request: SpeechRequest
}

/** A voice is not asked for what it cannot say. */
export class SpeechRefusal extends Error {
  readonly failure: Omit<Failure, 'label'>

  constructor(failure: Omit<Failure, 'label'>) {
    super(failure.code)
    this.failure = failure
  }
}

/** The voice that speaks a phoneme where none is named: eSpeak's own where nothing may leave this machine. */
export function defaultVoice(
  { accents, espeak }: Pick<Phoneme, 'accents' | 'espeak'>,
  { defaultVoiceId, defaultVoiceElsewhere, offline }: SpeechSettings,
  voices: readonly VoiceView[],
): string {
  const speaks = (voiceId: string) => {
    const voice = voices.find(({ id }) => id === voiceId)
    return voice !== undefined && !(offline && voice.engine === 'edge') && accents.includes(voice.language)
  }
  const chosen = [defaultVoiceId, defaultVoiceElsewhere].find(speaks)
  const [own] = espeak
  return chosen ?? (own === undefined ? defaultVoiceId : `espeak:${own.voice}`)
}

/** VOICE_UNKNOWN where no engine has the voice; a SpeechRefusal where its accent lacks the phoneme. */
export function planSpeech(
  phoneme: Pick<Phoneme, 'ipaSymbol' | 'accents' | 'espeak' | 'spokenText'>,
  voiceId: string,
  { ratePercent, pitchPercent, volumePercent }: SpeechSettings,
  voices: readonly VoiceView[],
): SpeechPlan {
  const voice = voices.find(({ id }) => id === voiceId)
  if (voice === undefined) throw new StudioFault('VOICE_UNKNOWN', { voiceId, known: voices.map(({ id }) => id) })
  const { engine, language } = voice
  const prosody = { voiceId, ratePercent, pitchPercent }
  const { ipaSymbol, accents, espeak, spokenText } = phoneme
  if (voice.speaks === 'phoneme') {
    const speech = espeak.find((known) => `espeak:${known.voice}` === voiceId)
    if (speech === undefined)
      throw lacking(
        voice,
        ipaSymbol,
        espeak.map((known) => `espeak:${known.voice}`),
      )
    const { mnemonic, spokenIpa } = speech
    return { engine, language: speech.language, request: { kind: 'phoneme', mnemonic, spokenIpa, ...prosody } }
  }
  if (!accents.includes(language)) {
    const able = voices.filter((other) => other.speaks === 'word' && accents.includes(other.language))
    throw lacking(
      voice,
      ipaSymbol,
      able.map(({ id }) => id),
    )
  }
  // Never the symbol itself: a voice would read it as letters.
  const words = { kind: 'text' as const, text: spokenText, ...prosody }
  const request = engine === 'own' ? { ...words, ipaSymbol } : volumePercent === 0 ? words : { ...words, volumePercent }
  return { engine, language, request }
}

function lacking({ id: voiceId }: VoiceView, ipaSymbol: string, able: string[]): SpeechRefusal {
  return new SpeechRefusal({
    code: 'VOICE_LACKS_PHONEME',
    data: { voiceId, ipaSymbol, voices: able.slice(0, 5).join(', ') },
  })
}
