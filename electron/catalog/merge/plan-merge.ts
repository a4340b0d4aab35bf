import { parseHybrid } from '#shared/entities/hybrid-clock.ts'
import { laterOf, oldest } from '#shared/entities/merge/row-clocks.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import type { ReadTables } from '../read-tables.ts'
import type { MergePlan } from './merge-plan.ts'
import { beginPlan, tellNew } from './merge-plan.ts'
import type { MergeOptions } from './merge-report.ts'
import { planChoices } from './plan-choices.ts'
import { planInventories } from './plan-inventory.ts'
import { planSources } from './plan-sources.ts'
import { planSpeakers, planWithdrawals } from './plan-speakers.ts'
import { planTakes } from './plan-takes.ts'

/** The last moment of the year 9999: there is no calendar after it. */
const lastMs = 253_402_300_799_999
/** Half of what a hybrid time counts within a millisecond: the other half is for what is changed here afterwards. */
const mostCount = 0x7f_ffff

/** Looks up and decides; only reads. */
export function planMerge(read: ReadTables, document: BundleDocument, options: MergeOptions): MergePlan {
  const plan = beginPlan(read, document, options)
  const impossible = clocksIn(document).find(isImpossible)
  if (impossible !== undefined) {
    plan.refuse('document', '', 'CLOCK_IMPOSSIBLE', impossible)
    return plan
  }
  const kinds = planInventories(plan)
  planSpeakers(plan, planWithdrawals(plan))
  planTakes(plan)
  const coming = planSources(plan)
  planDecisions(plan)
  planChoices(plan, kinds, coming)
  return plan
}

/** The newest clock that the document knows of. */
export function newestOf(document: BundleDocument): string {
  return clocksIn(document).reduce(laterOf, oldest)
}

function clocksIn({ clocks }: BundleDocument): string[] {
  return Object.values(clocks).flatMap((rows) => Object.values(rows).flatMap((row) => Object.values(row)))
}

function isImpossible(clock: string): boolean {
  const { ms, counter } = parseHybrid(clock)
  return ms > lastMs || counter > mostCount
}

/** What was decided once stays as it was decided. */
function planDecisions(plan: MergePlan): void {
  for (const decision of plan.document.decisions) {
    if (plan.read.rows.decision(decision.id) !== undefined) plan.count('decisions', 'same')
    else if (!plan.stands('phonemes', decision.phonemeId))
      plan.refuse('decisions', decision.id, 'REFERENCE_MISSING', decision.phonemeId)
    else {
      plan.count('decisions', 'new')
      const clocks = plan.clocksOf('decision', decision.id)
      plan.writes.push(
        ({ decisions }) => decisions.insert(decision),
        tellNew('decision', decision.id, decision, clocks),
      )
    }
  }
}
