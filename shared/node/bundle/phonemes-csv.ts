import type { BundleDocument } from './bundle-document.ts'
import { csvText } from './sources-csv.ts'

/** `data/phonemes.csv`: a line a phoneme, in the order of the inventory, with how many sources of it are in the bundle. */
export function* phonemesCsv({ phonemes, categories, sources }: BundleDocument): Generator<string> {
  const categoriesById = new Map(categories.map((category) => [category.id, category]))
  const sourcesOf = Map.groupBy(sources, ({ phonemeId }) => phonemeId)
  const paths = new Map(sources.map(({ id, path }) => [id, path]))
  const inOrder = phonemes.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  const countOf = (id: string, type: string) =>
    (sourcesOf.get(id) ?? []).filter(({ sourceType, context }) => sourceType === type && context === 'isolated').length

  yield* csvText(inOrder, {
    phoneme: ({ ipaSymbol }) => ipaSymbol,
    category: ({ categoryId }) => categoriesById.get(categoryId)?.name,
    name_vi: ({ categoryId }) => categoriesById.get(categoryId)?.nameVi,
    category_type: ({ categoryId }) => categoriesById.get(categoryId)?.categoryType,
    vietnamese_approx: ({ vietnameseApprox }) => vietnameseApprox,
    exemplar_words: ({ exemplars }) => exemplars.map(({ word }) => word).join(', '),
    spoken_text: ({ spokenText }) => spokenText,
    accents: ({ accents }) => accents.join(' '),
    preferred_audio_source: ({ preferredAudioSourceId }) => preferredAudioSourceId,
    preferred_audio_file: ({ preferredAudioSourceId }) => paths.get(preferredAudioSourceId ?? ''),
    native: ({ id }) => countOf(id, 'native'),
    tts: ({ id }) => countOf(id, 'tts'),
    generated: ({ id }) => countOf(id, 'generated'),
    examples: ({ id }) => (sourcesOf.get(id) ?? []).filter(({ context }) => context !== 'isolated').length,
    id: ({ id }) => id,
    category_id: ({ categoryId }) => categoryId,
  })
}
