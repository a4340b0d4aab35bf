import { canonicalText } from '#shared/entities/merge/canonical-text.ts'
import type { Withdrawal } from '#shared/entities/merge/merge-consent.ts'
import { isRenewed, mergeWithdrawals, withdraw, withdrawalOf } from '#shared/entities/merge/merge-consent.ts'
import { mergeRow } from '#shared/entities/merge/merge-row.ts'
import { laterOf } from '#shared/entities/merge/row-clocks.ts'
import { speakerRules } from '#shared/entities/merge/row-rules.ts'
import type { Speaker } from '#shared/entities/speaker.ts'
import type { ReadTables } from '../read-tables.ts'
import type { MergePlan } from './merge-plan.ts'
import { tellChanged, tellNew } from './merge-plan.ts'

/** Before the speakers: a withdrawal decides what may come in of them. */
export function planWithdrawals(plan: MergePlan): Map<string, Withdrawal> {
  const { read, document, writes, report } = plan
  const known = new Map(read.withdrawals.all().map((withdrawal) => [withdrawal.speakerId, withdrawal]))
  for (const theirs of document.withdrawn) {
    const { speakerId } = theirs
    const speaker = read.speakers.get(speakerId)
    if (isRenewed(speaker?.consent ?? null, theirs)) {
      plan.count('withdrawn', 'same')
      continue
    }
    const told = known.get(speakerId)
    const own = speaker === undefined ? null : withdrawalOf(speaker, sourcesOf(read, speakerId))
    const before = told !== undefined && own !== null ? mergeWithdrawals(told, own) : (told ?? own)
    const after = before === null ? theirs : mergeWithdrawals(before, theirs)
    known.set(speakerId, after)
    const kind = before === null ? 'new' : canonicalText(before) === canonicalText(after) ? 'same' : 'different'
    report.counts.withdrawn[kind] += 1
    if (kind !== 'same') writes.push(({ withdrawals }) => withdrawals.put(after))
    if (speaker !== undefined) applyWithdrawal(plan, speaker, after)
  }
  return known
}

/** No clock came with it: it becomes a change made here, so that it is passed on. */
function applyWithdrawal({ writes }: MergePlan, speaker: Speaker, withdrawal: Withdrawal): void {
  if (speaker.consent === null) return
  const consent = withdraw(speaker.consent, withdrawal)
  if (consent === speaker.consent) return
  const updatedAt = laterOf(speaker.updatedAt, withdrawal.withdrawnAt)
  writes.push(({ rows, log }) => {
    rows.changeSpeaker({ ...speaker, consent, updatedAt })
    log.changed('speaker', speaker.id, { consent })
  })
}

function sourcesOf({ rows }: ReadTables, speakerId: string): string[] {
  const pageSize = 1000
  const ids: string[] = []
  for (;;) {
    const page = rows.sourcesOfSpeakerAfter(speakerId, ids.at(-1) ?? '', pageSize)
    ids.push(...page)
    if (page.length < pageSize) return ids
  }
}

/** Of a speaker who withdrew, and whom this studio does not know, nothing comes in. */
export function planSpeakers(plan: MergePlan, withdrawals: ReadonlyMap<string, Withdrawal>): void {
  const { read, document, writes, consents } = plan
  const codes = new Set<string>()
  for (const theirs of document.speakers) {
    const { id, code } = theirs
    const clocks = plan.clocksOf('speaker', id)
    const known = withdrawals.get(id)
    const knowing = (speaker: Speaker): Speaker => {
      const { consent } = speaker
      return known === undefined || consent === null ? speaker : { ...speaker, consent: withdraw(consent, known) }
    }
    const mine = read.speakers.get(id)
    if (mine !== undefined) {
      const stamped = { row: knowing(mine), clocks: read.clocks.of('speaker', id) }
      const merged = mergeRow(stamped, { row: knowing(theirs), clocks }, speakerRules)
      if (merged.kind === 'new') continue
      const { row, kind } = merged
      consents.set(id, row.consent)
      plan.count('speakers', kind)
      if (kind === 'different') writes.push(({ rows }) => rows.changeSpeaker(row))
      writes.push(...tellChanged('speaker', id, merged))
      continue
    }
    const speaker = knowing(theirs)
    if (speaker.consent !== null && speaker.consent.withdrawnAt !== null) {
      plan.refuse('speakers', id, 'CONSENT_WITHDRAWN')
      continue
    }
    if (codes.has(code) || read.speakers.byCode(code) !== undefined) {
      plan.refuse('speakers', id, 'CODE_TAKEN', code)
      continue
    }
    codes.add(code)
    consents.set(id, speaker.consent)
    plan.come('speakers', id)
    plan.count('speakers', 'new')
    writes.push(({ speakers }) => speakers.insert(speaker), tellNew('speaker', id, speaker, clocks))
  }
}

/** Whether new recordings of that speaker may come in. */
export function mayComeIn({ consents, read }: MergePlan, speakerId: string): boolean {
  const consent = consents.has(speakerId) ? consents.get(speakerId) : read.speakers.get(speakerId)?.consent
  return consent?.withdrawnAt === null
}
