import type { Withdrawal } from '#shared/entities/merge/merge-consent.ts'
import { isRenewed, mergeWithdrawals, withdrawalOf } from '#shared/entities/merge/merge-consent.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import type { CatalogSnapshot } from '../../catalog/snapshot.ts'
import { inTurns } from '../in-turns.ts'
import { allPages } from './all-pages.ts'

export interface DocumentConsent {
  stands(speakerId: string): boolean
  /** Of this studio's own speakers and of others', by speaker. */
  withdrawn: Withdrawal[]
}

/** A withdrawal that came from elsewhere counts like one made here, until consent is given again knowing of it. */
export async function documentConsent(snapshot: CatalogSnapshot): Promise<DocumentConsent> {
  const withdrawals = new Map(snapshot.withdrawals.all().map((withdrawal) => [withdrawal.speakerId, withdrawal]))
  const standing = new Set<string>()
  await inTurns(snapshot.speakers.all(), async (speaker) => {
    const { id, consent } = speaker
    const told = withdrawals.get(id)
    if (told !== undefined && isRenewed(consent, told)) withdrawals.delete(id)
    if (consentStands(speaker) && !withdrawals.has(id)) {
      standing.add(id)
      return
    }
    if (consent?.withdrawnAt == null && told === undefined) return
    const sourceIds = await allPages(
      (after, limit) => snapshot.rows.sourcesOfSpeakerAfter(id, after, limit),
      (sourceId) => sourceId,
    )
    const own = withdrawalOf(speaker, sourceIds) ?? (told && { ...told, sourceIds })
    if (own !== undefined) withdrawals.set(id, told === undefined ? own : mergeWithdrawals(told, own))
  })
  const withdrawn = [...withdrawals.values()].toSorted((a, b) => (a.speakerId < b.speakerId ? -1 : 1))
  return { stands: (speakerId) => standing.has(speakerId), withdrawn }
}
