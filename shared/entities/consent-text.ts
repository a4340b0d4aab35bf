import type { Licence } from './speaker.ts'

/** BCP 47 tags of the languages in which a speaker can read what they agree to. */
export type ConsentLanguage = 'en' | 'vi'

export interface ConsentPoint {
  /** What it is about, in a few words. */
  about: string
  text: string
}

export interface LicenceWords {
  /** As it is officially called. */
  name: string
  /** What it allows, in plain words. */
  text: string
  /** The whole licence, clause by clause, where it is the studio's own; empty where it stands elsewhere. */
  terms: string[]
}

export interface ConsentWords {
  title: string
  intro: string
  points: ConsentPoint[]
  licencesTitle: string
  licencesIntro: string
  licences: Record<Licence, LicenceWords>
}

/** What a speaker agrees to. A text that was agreed to is never changed: another wording is another version. */
export interface ConsentText {
  /** Name and version, as it is written beside each consent: `recording-consent@2`. */
  id: string
  /** Where the whole text of each licence stands; null: it is in the text itself. */
  addresses: Record<Licence, string | null>
  languages: Record<ConsentLanguage, ConsentWords>
}
