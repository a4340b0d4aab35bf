import type { VoiceView } from '#shared/contract/voices.ts'
import type { Engine } from '#shared/node/engines/engine.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'

export interface KnownVoices {
  /** What can be asked for, without starting any engine; eSpeak's voices go by their ids. */
  askable(): Promise<VoiceView[]>
  /** The same under the names that people see. */
  named(): Promise<VoiceView[]>
}

export function createKnownVoices(catalog: Pick<Catalog, 'phonemes'>, engines: readonly Engine[]): KnownVoices {
  /** Of the hundred languages that eSpeak has, those that the inventory knows how to ask. */
  function phonemeVoices(): VoiceView[] {
    const known = catalog.phonemes.all().flatMap(({ espeak }) => espeak)
    const languages = new Map(known.map(({ voice, language }) => [`espeak:${voice}`, language]))
    return [...languages].map(([id, language]) => ({ id, name: id, language, engine: 'espeak', speaks: 'phoneme' }))
  }

  async function askable(): Promise<VoiceView[]> {
    const reading = engines.filter((engine) => !speaksPhonemes(engine))
    const lists = await Promise.all(reading.map(voicesOf))
    return [...phonemeVoices(), ...lists.flat()]
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

async function voicesOf(engine: Engine): Promise<VoiceView[]> {
  return (await engine.listVoices()).map((voice) => ({ ...voice, engine: engine.id, speaks: 'word' }))
}
