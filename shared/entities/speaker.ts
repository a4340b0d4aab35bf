/** SPDX ids, or `course` for the course's own text. */
export const licences = ['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'course'] as const
export type Licence = (typeof licences)[number]

export interface Consent {
  /** Which text was agreed to, with its version: `recording-consent@1`. */
  textId: string
  licence: Licence
  givenAt: string
  withdrawnAt: string | null
  /** The withdrawal after which it was given again, knowing of it; null for one that never was withdrawn. */
  renewedAfter: string | null
}

export interface Speaker {
  id: string
  /** Stable, short, and made once: it is the `voice_id` of everything that the speaker publishes. */
  code: string
  displayName: string
  gender: string | null
  accent: string | null
  firstLanguage: string | null
  yearOfBirth: number | null
  consent: Consent | null
  createdAt: string
  updatedAt: string
}

/** Whether what the speaker recorded may be published, resolved, exported and synced. */
export function consentStands(speaker: Pick<Speaker, 'consent'>): boolean {
  return speaker.consent !== null && speaker.consent.withdrawnAt === null
}
