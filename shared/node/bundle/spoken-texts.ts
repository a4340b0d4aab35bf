import type { PromptContext } from '../../entities/phoneme.ts'
import type { BundleDocument } from './bundle-document.ts'

export type BundleSource = BundleDocument['sources'][number]
export type BundleTake = BundleDocument['takes'][number]

export interface SpokenText {
  /** The sound that it is of, without slashes. */
  symbol: string
  /** What the speaker was shown, or what the machine's voice was given to say; null where nothing tells it. */
  asked: { context: PromptContext; text: string } | null
}

export interface SpokenTexts {
  ofSource(source: BundleSource): SpokenText
  ofTake(take: BundleTake): SpokenText
}

/** What is said in each audio file, as far as the document tells it. */
export function spokenTexts({ phonemes, prompts, takes }: BundleDocument): SpokenTexts {
  const symbols = new Map(phonemes.map(({ id, ipaSymbol }) => [id, ipaSymbol]))
  const promptsById = new Map(prompts.map((prompt) => [prompt.id, prompt]))
  const takesById = new Map(takes.map((take) => [take.id, take]))

  function ofTake({ phonemeId, promptId }: BundleTake): SpokenText {
    const prompt = promptId === null ? undefined : promptsById.get(promptId)
    const asked = prompt ? { context: prompt.context, text: prompt.text } : null
    return { symbol: symbols.get(phonemeId) ?? '', asked }
  }

  return {
    ofTake,
    ofSource({ phonemeId, takeId, metadata }) {
      const take = takeId === null ? undefined : takesById.get(takeId)
      if (take) return ofTake(take)
      const text = metadata['text']
      // A voice of the network is given a word, since it can speak no symbol.
      const asked = typeof text === 'string' && text !== '' ? { context: 'word' as const, text } : null
      return { symbol: symbols.get(phonemeId) ?? '', asked }
    },
  }
}
