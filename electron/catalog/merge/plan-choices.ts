import type { AudioSource } from '#shared/entities/audio-source.ts'
import { parseHybrid } from '#shared/entities/hybrid-clock.ts'
import type { Choice } from '#shared/entities/merge/preferred-choice.ts'
import { mergeChoice, newerChoice } from '#shared/entities/merge/preferred-choice.ts'
import { clockOf, oldest } from '#shared/entities/merge/row-clocks.ts'
import type { Decision } from '../decisions.ts'
import type { MergePlan } from './merge-plan.ts'
import type { ChoiceSide } from './merge-report.ts'
import type { PhonemeKinds } from './plan-inventory.ts'

const field = 'preferredAudioSourceId'

/** The last of the plan: which source each phoneme prefers, once all sources are known. */
export function planChoices(plan: MergePlan, kinds: PhonemeKinds, coming: ReadonlyMap<string, AudioSource>): void {
  const { read, document, report } = plan
  const lastChoice = lastChoices(document.decisions)
  const seen = new Set<string>()
  for (const { id, ipaSymbol, preferredAudioSourceId } of document.phonemes) {
    const kind = kinds.get(id)
    if (kind === undefined) continue
    seen.add(id)
    const mine = choiceHere(plan, id)
    const theirs = carriedChoice(plan, id, preferredAudioSourceId, coming) ?? { ...mine, clock: oldest }
    const merged = mergeChoice(mine, theirs, plan.moved)
    if (merged.kind !== 'conflict') {
      if (merged.kind === 'different' && merged.choice.clock === oldest) decide(plan, id, merged.choice)
      else put(plan, id, mine, merged.choice)
      report.counts.phonemes[kind === 'same' ? merged.kind : kind] += 1
      continue
    }
    const asked = plan.options.choices?.[id] ?? plan.options.prefer
    if (asked === undefined) {
      report.counts.phonemes.conflicts += 1
      const side = (choice: Choice, decision: Decision | undefined) => sideOf(plan, choice, decision, coming)
      report.conflicts.push({
        phonemeId: id,
        ipaSymbol,
        mine: side(merged.mine, read.rows.lastChoice(id)),
        theirs: side(merged.theirs, lastChoice.get(id)),
      })
      continue
    }
    const newer = newerChoice(merged.mine, merged.theirs)
    const chosen = asked === 'newer' ? newer : merged[asked]
    report.counts.phonemes[kind === 'same' && chosen.sourceId === mine.sourceId ? 'same' : 'different'] += 1
    // Chosen against the clocks it is a choice of its own, later than both: or else the other would win elsewhere.
    if (chosen === newer) put(plan, id, mine, chosen)
    else decide(plan, id, chosen)
  }
  for (const formerId of plan.moved.keys()) {
    const phonemeId = read.sources.get(formerId)?.phonemeId
    if (phonemeId === undefined || seen.has(phonemeId)) continue
    const mine = choiceHere(plan, phonemeId)
    const sourceId = mine.sourceId === null ? null : (plan.moved.get(mine.sourceId) ?? mine.sourceId)
    put(plan, phonemeId, mine, { ...mine, sourceId })
  }
}

function choiceHere({ read }: MergePlan, id: string): Choice {
  const sourceId = read.phonemes.get(id)?.preferredAudioSourceId ?? null
  return { sourceId, clock: clockOf(read.clocks.of('phoneme', id), field) }
}

/** null: the document tells of none, or of a source that is not here. An older studio's choice has no time: it is the oldest. */
function carriedChoice(
  plan: MergePlan,
  id: string,
  sourceId: string | null | undefined,
  coming: ReadonlyMap<string, AudioSource>,
): Choice | null {
  const clock = clockOf(plan.clocksOf('phoneme', id), field)
  if (sourceId === undefined) return null
  if (sourceId === null) return { sourceId, clock }
  const standing = plan.moved.get(sourceId) ?? sourceId
  const source = coming.get(standing) ?? plan.read.sources.get(standing)
  return source?.phonemeId === id && source.context === 'isolated' ? { sourceId, clock } : null
}

function put({ writes, options }: MergePlan, id: string, mine: Choice, choice: Choice): void {
  const { sourceId, clock } = choice
  const isOther = sourceId !== mine.sourceId
  if (!isOther && clock === mine.clock) return
  writes.push(({ phonemes, clocks, log }) => {
    if (isOther) phonemes.setPreferred(id, sourceId, options.now)
    if (clock === oldest) return
    clocks.put('phoneme', id, { [field]: clock })
    log.brought('phoneme', id, { [field]: sourceId }, clock)
  })
}

function decide({ writes, options }: MergePlan, id: string, { sourceId }: Choice): void {
  writes.push(({ phonemes, log }) => {
    phonemes.setPreferred(id, sourceId, options.now)
    log.changed('phoneme', id, { [field]: sourceId })
  })
}

function lastChoices(decisions: readonly Decision[]): Map<string, Decision> {
  const last = new Map<string, Decision>()
  for (const decision of decisions) {
    if (decision.act !== 'preferred' && decision.act !== 'cleared') continue
    const known = last.get(decision.phonemeId)
    const isLater =
      known === undefined ||
      decision.decidedAt > known.decidedAt ||
      (decision.decidedAt === known.decidedAt && decision.id > known.id)
    if (isLater) last.set(decision.phonemeId, decision)
  }
  return last
}

function sideOf(
  { read }: MergePlan,
  { sourceId, clock }: Choice,
  decision: Decision | undefined,
  coming: ReadonlyMap<string, AudioSource>,
): ChoiceSide {
  const source = sourceId === null ? undefined : (coming.get(sourceId) ?? read.sources.get(sourceId))
  return {
    sourceId,
    voice: source?.voiceId ?? null,
    at: decision?.decidedAt ?? new Date(parseHybrid(clock).ms).toISOString(),
    by: decision?.decidedBy ?? null,
    reason: decision?.reason ?? null,
  }
}
