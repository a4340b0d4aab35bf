import type { Consent, Licence, Speaker } from '#shared/entities/speaker.ts'
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
          consent: consent === null ? null : newConsent(consent, null, now),
          createdAt: now,
          updatedAt: now,
        }
        catalog.speakers.insert(speaker)
        return speaker
      })
    },
    giveConsent(id, licence) {
      const former = get(id).consent
      const now = clock().toISOString()
      const told = catalog.withdrawals.get(id)?.withdrawnAt ?? null
      const consent = newConsent(licence, former, now)
      const renewedAfter = [consent.renewedAfter, told].reduce(laterTime)
      catalog.write(() => catalog.speakers.setConsent(id, { ...consent, renewedAfter }, now))
      return get(id)
    },
    withdrawConsent(id) {
      const { consent } = get(id)
      if (consent === null || consent.withdrawnAt !== null) return get(id)
      const now = clock().toISOString()
      const withdrawnAt = withdrawalAfter(consent, now)
      catalog.write(() => catalog.speakers.setConsent(id, { ...consent, withdrawnAt }, now))
      return get(id)
    },
    demandConsent(speaker) {
      if (consentStands(speaker)) return
      const { id, displayName, consent } = speaker
      throw new StudioFault('CONSENT_MISSING', { speakerId: id, displayName, withdrawn: consent !== null })
    },
  }
}

/** Given anew it names the withdrawal that it was given after, however often it is given. */
function newConsent(licence: Licence, former: Consent | null, givenAt: string): Consent {
  const renewedAfter = former?.withdrawnAt ?? former?.renewedAfter ?? null
  return { textId: consentTextId, licence, givenAt, withdrawnAt: null, renewedAfter }
}

function laterTime(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** Always later than the withdrawal before it, also where the clock was set back in between. */
function withdrawalAfter({ renewedAfter }: Consent, now: string): string {
  if (renewedAfter === null || now > renewedAfter) return now
  return new Date(Date.parse(renewedAfter) + 1).toISOString()
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
