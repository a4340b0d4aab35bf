import type { Licence, Speaker } from '#shared/entities/speaker.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import { StudioFault } from './studio-fault.ts'

/** The text that every licence is given under, with its version. */
export const consentTextId = 'recording-consent@2'

export interface NewSpeaker {
  displayName: string
  gender?: string | null | undefined
  accent?: string | null | undefined
  firstLanguage?: string | null | undefined
  yearOfBirth?: number | null | undefined
  consent: Licence | null
}

export interface Speakers {
  list(): Speaker[]
  get(id: string): Speaker
  byCode(code: string): Speaker
  add(speaker: NewSpeaker): Speaker
  giveConsent(id: string, licence: Licence): Speaker
  /** From now on nothing of theirs is resolved, exported or synced. */
  withdrawConsent(id: string): Speaker
  /** CONSENT_MISSING unless consent stands. */
  demandConsent(speaker: Speaker): void
}

interface Friends {
  catalog: Catalog
  newId: () => string
  clock: () => Date
}

export function createSpeakers({ catalog, newId, clock }: Friends): Speakers {
  function get(id: string): Speaker {
    const speaker = catalog.speakers.get(id)
    if (speaker === undefined) throw new StudioFault('SPEAKER_UNKNOWN', { speaker: id })
    return speaker
  }

  function freeCode(displayName: string): string {
    const code = speakerCode(displayName, newId())
    return catalog.speakers.byCode(code) === undefined ? code : freeCode(displayName)
  }

  return {
    list: () => catalog.speakers.all(),
    get,
    byCode(code) {
      const speaker = catalog.speakers.byCode(code)
      if (speaker === undefined) throw new StudioFault('SPEAKER_UNKNOWN', { speaker: code })
      return speaker
    },
    add({ displayName, gender, accent, firstLanguage, yearOfBirth, consent }) {
      const now = clock().toISOString()
      return catalog.write(() => {
        const speaker: Speaker = {
          id: newId(),
          code: freeCode(displayName),
          displayName,
          gender: gender ?? null,
          accent: accent ?? null,
          firstLanguage: firstLanguage ?? null,
          yearOfBirth: yearOfBirth ?? null,
          consent:
            consent === null ? null : { textId: consentTextId, licence: consent, givenAt: now, withdrawnAt: null },
          createdAt: now,
          updatedAt: now,
        }
        catalog.speakers.insert(speaker)
        return speaker
      })
    },
    giveConsent(id, licence) {
      get(id)
      const now = clock().toISOString()
      const consent = { textId: consentTextId, licence, givenAt: now, withdrawnAt: null }
      catalog.write(() => catalog.speakers.setConsent(id, consent, now))
      return get(id)
    },
    withdrawConsent(id) {
      const { consent } = get(id)
      if (consent === null || consent.withdrawnAt !== null) return get(id)
      const now = clock().toISOString()
      catalog.write(() => catalog.speakers.setConsent(id, { ...consent, withdrawnAt: now }, now))
      return get(id)
    },
    demandConsent(speaker) {
      if (consentStands(speaker)) return
      const { id, displayName, consent } = speaker
      throw new StudioFault('CONSENT_MISSING', { speakerId: id, displayName, withdrawn: consent !== null })
    },
  }
}

/** `Nguyễn Ánh` and an id give `nguyen-anh-3f9c`: readable, in ASCII, and of its own. */
export function speakerCode(displayName: string, id: string): string {
  const plain = displayName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '')
  // The end of a UUIDv7 is its random part.
  return `${plain || 'speaker'}-${id.slice(-4)}`
}
