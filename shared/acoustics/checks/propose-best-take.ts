import type { Take } from '../../entities/take.ts'
import type { CheckVerdict } from './findings.ts'

/** Why a take is proposed. */
export type ProposalReason =
  | { code: 'ONLY_TAKE' }
  /** No other has as good a verdict; null: it was not checked, and the others are bad. */
  | { code: 'BEST_VERDICT'; verdict: CheckVerdict | null }
  /** `nextSnrDb`: of the next among equal verdicts; null where none of them has one. */
  | { code: 'BEST_SNR'; snrDb: number; nextSnrDb: number | null }
  | { code: 'NEWEST' }

export interface Proposal {
  takeId: string
  reason: ProposalReason
}

type Candidate = Pick<Take, 'id' | 'verdict' | 'checked' | 'recordedAt'>

/** Nearer together than this, measurements of two takes say nothing about which is better. */
const equalWithinDb = 1
/** What was not checked may be anything: better than what is known to be bad. */
const ranks = { good: 0, look: 1, unchecked: 2, bad: 3 }

/**
 * The take to publish, unless a person chooses another: never a rejected one, of the best verdict, then of the highest SNR,
 * then the newest. The same whatever the order of the takes.
 */
export function proposeBestTake(takes: readonly Candidate[]): Proposal | null {
  const candidates = takes.filter(({ verdict }) => verdict !== 'rejected').toSorted(newestFirst)
  const bestRank = Math.min(...candidates.map(rankOf))
  const equals = candidates.filter((take) => rankOf(take) === bestRank)
  const [newest] = equals
  if (newest === undefined) return null
  const propose = (take: Candidate, reason: ProposalReason) => ({ takeId: take.id, reason })
  if (candidates.length === 1) return propose(newest, { code: 'ONLY_TAKE' })
  if (equals.length === 1) return propose(newest, { code: 'BEST_VERDICT', verdict: newest.checked?.verdict ?? null })

  const [best = newest, next = newest] = equals.toSorted((a, b) => snrOf(b) - snrOf(a))
  if (!isAsClear(next, best)) {
    const nextSnrDb = next.checked?.measurements.snrDb ?? null
    return propose(best, { code: 'BEST_SNR', snrDb: snrOf(best), nextSnrDb })
  }
  return propose(equals.find((take) => isAsClear(take, best)) ?? best, { code: 'NEWEST' })
}

function rankOf({ checked }: Candidate): number {
  return ranks[checked?.verdict ?? 'unchecked']
}

function snrOf({ checked }: Candidate): number {
  return checked?.measurements.snrDb ?? Number.NEGATIVE_INFINITY
}

function isAsClear(take: Candidate, best: Candidate): boolean {
  // Where none was measured, both are infinite.
  return snrOf(take) === snrOf(best) || snrOf(best) - snrOf(take) < equalWithinDb
}

/** Ids rise with time: they order what was recorded in one millisecond. */
function newestFirst(a: Candidate, b: Candidate): number {
  const [first, second] = [a.recordedAt + a.id, b.recordedAt + b.id]
  return first < second ? 1 : -1
}
