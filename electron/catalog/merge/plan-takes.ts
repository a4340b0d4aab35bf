import { isDeletedHere, mergeRow } from '#shared/entities/merge/merge-row.ts'
import type { RowClocks } from '#shared/entities/merge/row-clocks.ts'
import type { SittingWithChoices } from '#shared/entities/merge/row-rules.ts'
import {
  differIn,
  sessionRules,
  sittingRules,
  spreadSitting,
  takeAudio,
  takeRules,
} from '#shared/entities/merge/row-rules.ts'
import type { Sitting, SittingPrompt } from '#shared/entities/sitting.ts'
import type { Take } from '#shared/entities/take.ts'
import type { MergePlan } from './merge-plan.ts'
import { tellChanged, tellNew } from './merge-plan.ts'
import { mayComeIn } from './plan-speakers.ts'

/** Sittings, their sessions, the takes of those, and then what was chosen among the takes. */
export function planTakes(plan: MergePlan): void {
  const newSittings = new Set<string>()
  for (const { choices: _choices, ...sitting } of plan.document.sittings)
    if (planNewSitting(plan, sitting)) newSittings.add(sitting.id)
  for (const session of plan.document.sessions) planSession(plan, session)
  const paths = new Set<string>()
  for (const take of plan.document.takes) planTake(plan, take, paths)
  for (const sitting of plan.document.sittings)
    if (plan.stands('sittings', sitting.id)) planChoices(plan, sitting, newSittings.has(sitting.id))
}

function planNewSitting(plan: MergePlan, sitting: Sitting): boolean {
  if (plan.stands('sittings', sitting.id)) return false
  const strange = sitting.prompts.find(({ phonemeId }) => !plan.stands('phonemes', phonemeId))
  if (strange !== undefined || !plan.stands('speakers', sitting.speakerId)) {
    plan.refuse('sittings', sitting.id, 'REFERENCE_MISSING', strange?.phonemeId ?? sitting.speakerId)
    return false
  }
  plan.come('sittings', sitting.id)
  plan.count('sittings', 'new')
  plan.writes.push(({ sittings }) => sittings.insert(sitting))
  return true
}

function planSession(plan: MergePlan, theirs: MergePlan['document']['sessions'][number]): void {
  const { id, speakerId, sittingId } = theirs
  const clocks = plan.clocksOf('session', id)
  const mine = plan.read.speakers.session(id)
  if (mine !== undefined) {
    const stamped = { row: mine, clocks: plan.read.clocks.of('session', id) }
    const merged = mergeRow(stamped, { row: theirs, clocks }, sessionRules)
    if (merged.kind === 'new') return
    plan.count('sessions', merged.kind)
    if (merged.kind === 'different') plan.writes.push(({ rows }) => rows.changeSession(merged.row))
    plan.writes.push(...tellChanged('session', id, merged))
    return
  }
  if (!plan.stands('speakers', speakerId)) {
    plan.refuse('sessions', id, 'REFERENCE_MISSING', speakerId)
    return
  }
  const session = { ...theirs, sittingId: sittingId !== null && plan.stands('sittings', sittingId) ? sittingId : null }
  plan.come('sessions', id)
  plan.count('sessions', 'new')
  plan.writes.push(({ speakers }) => speakers.insertSession(session), tellNew('session', id, session, clocks))
}

function planTake(plan: MergePlan, theirs: Take, paths: Set<string>): void {
  const { id, path, speakerId } = theirs
  const clocks = plan.clocksOf('take', id)
  const mine = plan.read.takes.get(id)
  if (mine !== undefined) {
    if (differIn(mine, theirs, takeAudio)) {
      plan.refuse('takes', id, 'OTHER_AUDIO', mine.path)
      return
    }
    const merged = mergeRow({ row: mine, clocks: plan.read.clocks.of('take', id) }, { row: theirs, clocks }, takeRules)
    if (merged.kind === 'new') return
    plan.count('takes', merged.kind)
    if (merged.kind === 'different') plan.writes.push(({ rows }) => rows.changeTake(merged.row))
    plan.writes.push(...tellChanged('take', id, merged))
    return
  }
  if (isDeletedHere(plan.read.clocks.tombstone('take', id), clocks)) {
    plan.count('takes', 'deletedHere')
    return
  }
  const missing = [
    plan.stands('speakers', speakerId) ? [] : speakerId,
    plan.stands('phonemes', theirs.phonemeId) ? [] : theirs.phonemeId,
    plan.stands('sessions', theirs.sessionId) ? [] : theirs.sessionId,
  ].flat()
  if (missing.length > 0) plan.refuse('takes', id, 'REFERENCE_MISSING', missing[0])
  else if (!mayComeIn(plan, speakerId)) plan.refuse('takes', id, 'CONSENT_WITHDRAWN', speakerId)
  else if (paths.has(path) || plan.read.rows.takeAt(path) !== undefined) plan.refuse('takes', id, 'PATH_TAKEN', path)
  else {
    const { promptId } = theirs
    const take = { ...theirs, promptId: promptId !== null && plan.stands('prompts', promptId) ? promptId : null }
    paths.add(path)
    plan.come('takes', id)
    plan.count('takes', 'new')
    plan.report.newTakes.push(id)
    plan.writes.push(({ takes }) => takes.insert(take), tellNew('take', id, take, clocks))
  }
}

/** A choice of a take that is not here is none: the take may come later, and the choice with it. */
function planChoices(plan: MergePlan, carried: SittingWithChoices, isNew: boolean): void {
  const { id } = carried
  const lost = new Set(
    Object.entries(carried.choices).flatMap(([key, takeId]) => (plan.stands('takes', takeId) ? [] : `chosen/${key}`)),
  )
  const choices = Object.fromEntries(Object.entries(carried.choices).filter(([key]) => !lost.has(`chosen/${key}`)))
  const theirs = { ...carried, choices }
  const clocks: RowClocks = Object.fromEntries(
    Object.entries(plan.clocksOf('sitting', id)).filter(([field]) => !lost.has(field)),
  )
  if (isNew) {
    for (const [key, takeId] of Object.entries(choices))
      plan.writes.push(({ sittings }) => sittings.choose(id, key, takeId, carried.updatedAt))
    plan.writes.push(tellNew('sitting', id, theirs, clocks))
    return
  }
  const mine = plan.read.sittings.get(id)
  if (mine === undefined) return
  const own = spreadSitting({ ...mine, choices: Object.fromEntries(plan.read.sittings.choices(id)) })
  const other = spreadSitting(theirs)
  const stamped = { row: own, clocks: plan.read.clocks.of('sitting', id) }
  const merged = mergeRow(stamped, { row: other, clocks }, sittingRules(own, other))
  if (merged.kind === 'new') return
  plan.count('sittings', merged.kind)
  if (merged.kind === 'different') writeSitting(plan, mine, merged.row, merged.changed)
  plan.writes.push(...tellChanged('sitting', id, merged))
}

function writeSitting(plan: MergePlan, mine: Sitting, row: Record<string, unknown>, changed: string[]): void {
  const { id } = mine
  const { title, mode, current, endedAt, updatedAt } = { ...mine, ...row }
  for (const field of changed) {
    const [what, key = ''] = field.split('/')
    if (what === 'skipped')
      plan.writes.push(({ sittings }) =>
        sittings.setSkipped(id, key, row[field] as SittingPrompt['skipped'], updatedAt),
      )
    if (what === 'chosen')
      plan.writes.push(({ sittings }) => sittings.choose(id, key, (row[field] ?? null) as string | null, updatedAt))
  }
  plan.writes.push(({ rows }) => rows.changeSitting({ ...mine, title, mode, current, endedAt, updatedAt }))
}
