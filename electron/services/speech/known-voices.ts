import type { VoiceView } from '#shared/contract/voices.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Engine } from '#shared/node/engines/engine.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'

export interface KnownVoices {
  /**
   * What can be asked for, without starting any engine; eSpeak's voices go by their ids, and are those that these
   * phonemes (all unless said) know how to ask.
   */
  askable(phonemes?: readonly Pick<Phoneme, 'espeak'>[]): Promise<VoiceView[]>
  /** The same under the names that people see. */
  named(): Promise<VoiceView[]>
}

export function createKnownVoices(catalog: Pick<Catalog, 'phonemes'>, engines: readonly Engine[]): KnownVoices {
  async function askable(phonemes: readonly Pick<Phoneme, 'espeak'>[] = catalog.phonemes.all()): Promise<VoiceView[]> {
    const reading = engines.filter((engine) => !speaksPhonemes(engine))
    const lists = await Promise.all(reading.map(voicesOf))
    return [...phonemeVoices(phonemes), ...lists.flat()]
  }

  return {
    askable,
    async named() {
      const names = new Map<string, string>()
      for (const engine of engines.filter(speaksPhonemes))
        for (const { id, name } of await engine.listVoices()) names.set(id, name)
      return (await askable()).map((voice) => ({ ...voice, name: names.get(voice.id) ?? voice.name }))
    },
  }
}

const speaksPhonemes = ({ requestKinds }: Engine) => requestKinds.includes('phoneme')

/** Of the hundred languages that eSpeak has, those that an inventory knows how to ask. */
function phonemeVoices(phonemes: readonly Pick<Phoneme, 'espeak'>[]): VoiceView[] {
  const known = phonemes.flatMap(({ espeak }) => espeak)
  const languages = new Map(known.map(({ voice, language }) => [`espeak:${voice}`, language]))
  return [...languages].map(([id, language]) => ({ id, name: id, language, engine: 'espeak', speaks: 'phoneme' }))
}

async function voicesOf(engine: Engine): Promise<VoiceView[]> {
  return (await engine.listVoices()).map((voice) => ({ ...voice, engine: engine.id, speaks: 'word' }))
}
