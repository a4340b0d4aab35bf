import type { Phoneme, PhonemeCategory, Prompt } from './phoneme.ts'

/** An inventory file as the studio takes it in: the phonemes of one language, with what is asked of speakers. */
export interface Inventory {
  id: string
  name: string
  /** Whole number; a newer file has a higher one. */
  version: number
  /** BCP 47 tag of the language, such as `en`. */
  language: string
  categories: PhonemeCategory[]
  phonemes: Phoneme[]
  /** In the order of the phonemes, and for each phoneme in the file's order. */
  prompts: Prompt[]
}
