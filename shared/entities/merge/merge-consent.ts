import type { Consent, Speaker } from '../speaker.ts'
import { canonicalText } from './canonical-text.ts'

/** What a speaker took back, known by the speaker's id alone. */
export interface Withdrawal {
  speakerId: string
  code: string
  givenAt: string
  withdrawnAt: string
  /** Which sources must be played no more; sorted. */
  sourceIds: string[]
}

/**
 * The one that knows of the later withdrawal; of two that know of the same, the one that was given again after it; of two
 * alike the later given. So a withdrawal wins over every consent that does not name it, whatever the clocks say.
 */
export function mergeConsent(a: Consent | null, b: Consent | null): Consent | null {
  if (a === null || b === null) return a ?? b
  return compareConsents(a, b) >= 0 ? a : b
}

function compareConsents(a: Consent, b: Consent): number {
  const ranks = (consent: Consent) => [
    consent.withdrawnAt ?? consent.renewedAfter ?? '',
    consent.withdrawnAt === null ? '1' : '0',
    consent.givenAt,
    canonicalText(consent),
  ]
  const theirs = ranks(b)
  for (const [at, rank] of ranks(a).entries()) {
    const other = theirs[at] ?? ''
    if (rank !== other) return rank > other ? 1 : -1
  }
  return 0
}

/** Whether consent still stands, knowing of this withdrawal: only where it was given again after it. */
export function isRenewed(consent: Consent | null, { withdrawnAt }: Pick<Withdrawal, 'withdrawnAt'>): boolean {
  return consent?.withdrawnAt === null && consent.renewedAfter !== null && consent.renewedAfter >= withdrawnAt
}

/** A speaker's consent once the withdrawal is known. */
export function withdraw(consent: Consent, withdrawal: Pick<Withdrawal, 'withdrawnAt'>): Consent {
  if (isRenewed(consent, withdrawal)) return consent
  if (consent.withdrawnAt !== null && consent.withdrawnAt >= withdrawal.withdrawnAt) return consent
  return { ...consent, withdrawnAt: withdrawal.withdrawnAt }
}

/** The last withdrawal, of all the sources that either knows. */
export function mergeWithdrawals(a: Withdrawal, b: Withdrawal): Withdrawal {
  const last = isLater(b, a) ? b : a
  return { ...last, sourceIds: [...new Set([...a.sourceIds, ...b.sourceIds])].toSorted() }
}

function isLater(a: Withdrawal, b: Withdrawal): boolean {
  if (a.withdrawnAt !== b.withdrawnAt) return a.withdrawnAt > b.withdrawnAt
  // Of one and the same, the giving that it was first told with.
  if (a.givenAt !== b.givenAt) return a.givenAt < b.givenAt
  return a.code > b.code
}

/** The withdrawal that a known speaker's own row tells of. */
export function withdrawalOf({ id, code, consent }: Speaker, sourceIds: readonly string[]): Withdrawal | null {
  if (consent === null || consent.withdrawnAt === null) return null
  const { givenAt, withdrawnAt } = consent
  return { speakerId: id, code, givenAt, withdrawnAt, sourceIds: [...new Set(sourceIds)].toSorted() }
}
