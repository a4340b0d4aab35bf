import type { CategoryType, PromptContext } from '../../entities/phoneme.ts'

/** What a take is expected to sound like; durations, levels and the hands-free detector go by it. */
export type SoundClass =
  | 'stop'
  | 'affricate'
  | 'fricative'
  | 'nasal'
  | 'approximant'
  | 'vowel'
  | 'diphthong'
  | 'syllable'
  | 'word'

export const soundClasses: readonly SoundClass[] = [
  'stop',
  'affricate',
  'fricative',
  'nasal',
  'approximant',
  'vowel',
  'diphthong',
  'syllable',
  'word',
]

export interface ExpectedSound {
  ipaSymbol: string
  categoryType: CategoryType
  context: PromptContext
}

const symbolsOfClass: readonly [SoundClass, string][] = [
  ['affricate', 'tʃ dʒ tɕ dʑ ts dz tr dr pf'],
  ['stop', 'p b t d k ɡ g q ɢ c ɟ ʈ ɖ ʔ ɓ ɗ ɠ'],
  ['fricative', 'f v θ ð s z ʃ ʒ h ɦ x ɣ ç ʝ ɸ β χ ʁ ħ ʕ ɕ ʑ ʂ ʐ ɬ ɮ ʍ'],
  ['nasal', 'm n ŋ ɲ ɱ ɳ ɴ'],
  ['approximant', 'l ɫ ʎ ɭ r ɹ ɻ ɾ ɽ ʀ j w ɥ ʋ ɰ'],
]

const classOfSymbol = new Map(
  symbolsOfClass.flatMap(([soundClass, symbols]) => symbols.split(' ').map((symbol) => [symbol, soundClass] as const)),
)

/**
 * The class of the sound that a prompt asks for. A consonant that the table doesn't know is taken for a syllable, whose
 * limits are the widest of any short sound.
 */
export function soundClassOf({ ipaSymbol, categoryType, context }: ExpectedSound): SoundClass {
  if (context !== 'isolated') return context
  if (categoryType !== 'consonant') return categoryType
  const symbol = ipaSymbol.normalize('NFC').replaceAll(/[\p{Lm}\u035C\u0361/[\] ]/gu, '')
  return classOfSymbol.get(symbol) ?? classOfSymbol.get(withoutMarks(symbol)) ?? 'syllable'
}

/** A diacritic leaves the class as it is, but for those that make a symbol of their own (/ç/). */
function withoutMarks(symbol: string): string {
  return symbol.normalize('NFD').replaceAll(/\p{M}/gu, '')
}
