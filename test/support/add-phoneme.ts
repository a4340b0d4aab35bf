import { v7 } from 'uuid'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'

/** A phoneme of a category of its own, with a prompt and a pair. */
export function addPhoneme(document: BundleDocument, ipaSymbol: string): string {
  const [first] = document.phonemes
  const [category] = document.categories
  if (first === undefined || category === undefined) throw new Error('no inventory')
  const { preferredAudioSourceId: _none, ...fields } = first
  const [id, categoryId] = [v7(), v7()]
  document.categories.push({ ...category, id: categoryId, position: 90 })
  const minimalPairs = [{ partnerId: first.id, word: 'uh-oh', partnerWord: 'eat' }]
  document.phonemes.push({ ...fields, id, categoryId, ipaSymbol, minimalPairs, position: 90 })
  document.prompts.push({ id: v7(), phonemeId: id, context: 'isolated', text: ipaSymbol, position: 900 })
  return id
}
