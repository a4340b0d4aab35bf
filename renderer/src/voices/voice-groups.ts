import type { VoiceView } from '#shared/contract/voices.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'

/** `accent`: it has none of the phonemes asked for; `offline`: the studio sends nothing to its service. */
export type WhyNoVoice = 'accent' | 'offline'

export interface VoiceChoice {
  voice: VoiceView
  whyNot: WhyNoVoice | null
  /** How many of the phonemes asked for its accent does not have. */
  lacks: number
}

export interface VoiceGroup {
  engine: string
  speaks: VoiceView['speaks']
  choices: VoiceChoice[]
}

type Asked = Pick<Phoneme, 'accents' | 'espeak'>

/** The voices that could speak these phonemes' language, by engine; those that can't be asked say why. */
export function voiceGroups(voices: readonly VoiceView[], phonemes: readonly Asked[], offline: boolean): VoiceGroup[] {
  const languages = new Set(phonemes.flatMap(({ accents }) => accents.map(languageOf)))
  const choices = voices
    .filter(({ language }) => languages.has(languageOf(language)))
    .map((voice): VoiceChoice => {
      const lacks = phonemes.filter((phoneme) => !hasPhoneme(voice, phoneme)).length
      const accent = lacks === phonemes.length ? 'accent' : null
      return { voice, lacks, whyNot: offline && voice.engine === 'edge' ? 'offline' : accent }
    })
  return [...Map.groupBy(choices, ({ voice }) => `${voice.engine} ${voice.speaks}`).values()].flatMap((members) => {
    const [first] = members
    return first ? [{ engine: first.voice.engine, speaks: first.voice.speaks, choices: members }] : []
  })
}

/** A voice that speaks words has what its accent has; one that speaks phonemes, what the inventory can ask it for. */
function hasPhoneme({ id, language, speaks }: VoiceView, { accents, espeak }: Asked): boolean {
  return speaks === 'phoneme' ? espeak.some(({ voice }) => `espeak:${voice}` === id) : accents.includes(language)
}

function languageOf(tag: string): string {
  return tag.split('-')[0] ?? tag
}
