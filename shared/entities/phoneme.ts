/** The broad class that a phoneme's category belongs to; the checks and the loudness targets go by it. */
export type CategoryType = 'vowel' | 'diphthong' | 'consonant'

/** Where in its word an exemplar has the phoneme. */
export type WordPosition = 'initial' | 'medial' | 'final'

export interface PhonemeCategory {
  id: string
  name: string
  nameVi: string
  categoryType: CategoryType
  /** Place in the inventory's own order, from 0. */
  position: number
}

export interface Exemplar {
  word: string
  /** The word with the phoneme's letters in brackets: `sh[ee]p`, `c[a]k[e]`. */
  marked: string
  position: WordPosition
}

/** How one eSpeak NG voice is asked for the phoneme, and the IPA it then reports having spoken. */
export interface EspeakSpeech {
  /** eSpeak's own voice name, such as `en-us` or `en-gb-x-rp`. */
  voice: string
  /** BCP 47 tag of the accent that the voice has. */
  language: string
  /** eSpeak phoneme mnemonics, as written between `[[` and `]]`. */
  mnemonic: string
  /** What eSpeak reports by its phoneme events, in IPA; anything else is a failure. */
  spokenIpa: string
}

export interface MinimalPair {
  partnerId: string
  word: string
  partnerWord: string
}

export type PromptContext = 'isolated' | 'syllable' | 'word'

export interface Prompt {
  id: string
  phonemeId: string
  context: PromptContext
  text: string
}

/** How the mouth is set for a phoneme, drawn. */
export interface MouthPicture {
  /** A whole SVG document that refers to nothing outside itself; it is shown as an image, never put into a page. */
  svg: string
  /** What the drawing shows, in words. */
  alt: string
}

export interface Phoneme {
  id: string
  categoryId: string
  ipaSymbol: string
  /** Other spellings under which people look it up: `i:`, `g`, `r`. */
  aliases: string[]
  /** What a Vietnamese learner is told it is like. */
  vietnameseApprox: string
  exemplars: Exemplar[]
  /** An exemplar word: what a TTS voice or a browser's own voice is given to say. Never the IPA symbol. */
  spokenText: string
  /** BCP 47 tags of the accents that have this phoneme. */
  accents: string[]
  espeak: EspeakSpeech[]
  minimalPairs: MinimalPair[]
  mouthPicture: MouthPicture | null
  preferredAudioSourceId: string | null
  /** Place in the inventory's own order, from 0. */
  position: number
}
