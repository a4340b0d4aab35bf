import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { AudioCacheRecord } from '#shared/entities/cache-record.ts'
import { newCacheRecord } from '#shared/entities/cache-record.ts'
import { canonicalText } from '#shared/entities/merge/canonical-text.ts'
import type { DevicePlays } from '#shared/entities/merge/merge-plays.ts'
import { countedRecord, mergePlays } from '#shared/entities/merge/merge-plays.ts'
import { isDeletedHere, mergeRow } from '#shared/entities/merge/merge-row.ts'
import { differIn, sourceAudio, sourceMaking, sourceRules } from '#shared/entities/merge/row-rules.ts'
import { isSoleNative, standingNative } from '#shared/entities/merge/standing-native.ts'
import type { MergePlan } from './merge-plan.ts'
import { tellChanged, tellNew } from './merge-plan.ts'
import { mayComeIn } from './plan-speakers.ts'

/** What came with a source of how it was played. */
interface Carried {
  record: AudioCacheRecord | undefined
  plays: DevicePlays[]
}

/** The sources that come in, by their ids. */
export function planSources(plan: MergePlan): Map<string, AudioSource> {
  const { document } = plan
  const records = new Map(document.cacheRecords.map((record) => [record.sourceId, record]))
  const plays = Map.groupBy(document.plays, ({ sourceId }) => sourceId)
  const coming = new Map<string, AudioSource>()
  const natives = new Map<string, AudioSource>()
  for (const source of document.sources) {
    const carried = { record: records.get(source.id), plays: plays.get(source.id) ?? [] }
    const theirs = { ...source, takeId: standingTake(plan, source.takeId) }
    const mine = plan.read.sources.get(source.id)
    if (mine === undefined) planNew(plan, theirs, carried, { coming, natives })
    else if (plan.moved.has(source.id)) plan.count('sources', 'deletedHere')
    else planKnown(plan, mine, theirs, carried)
  }
  return coming
}

function standingTake(plan: MergePlan, takeId: string | null): string | null {
  return takeId !== null && plan.stands('takes', takeId) ? takeId : null
}

function planKnown(plan: MergePlan, mine: AudioSource, theirs: AudioSource, { record, plays }: Carried): void {
  const { read, writes } = plan
  const { id } = mine
  if (differIn(mine, theirs, sourceAudio)) {
    plan.refuse('sources', id, 'OTHER_AUDIO', mine.path ?? '')
    return
  }
  if (differIn(mine, theirs, sourceMaking)) {
    plan.refuse('sources', id, 'OTHER_MAKING', mine.phonemeId)
    return
  }
  const clocks = plan.clocksOf('source', id)
  const merged = mergeRow({ row: mine, clocks: read.clocks.of('source', id) }, { row: theirs, clocks }, sourceRules)
  if (merged.kind === 'new') return
  plan.count('sources', merged.kind)
  if (merged.kind === 'different') writes.push(({ rows }) => rows.changeSource(merged.row))
  writes.push(...tellChanged('source', id, merged))

  const ownPlays = read.rows.playsOf(id)
  const mergedPlays = mergePlays(ownPlays, plays)
  const ownRecord = read.sources.cacheRecord(id) ?? newCacheRecord(mine)
  const mergedRecord = countedRecord(ownRecord, record?.lastAccessedAt ?? null, mergedPlays)
  const before = new Map(ownPlays.map((each) => [each.deviceId, canonicalText(each)]))
  for (const each of mergedPlays) {
    const was = before.get(each.deviceId)
    const kind = was === undefined ? 'new' : was === canonicalText(each) ? 'same' : 'different'
    if (kind === 'same' && !plays.some(({ deviceId }) => deviceId === each.deviceId)) continue
    plan.count('plays', kind)
    if (kind !== 'same') writes.push(({ rows }) => rows.putPlays(each))
  }
  if (canonicalText(mergedRecord) !== canonicalText(ownRecord))
    writes.push(({ rows }) => rows.changeRecord(mergedRecord))
}

interface SoFar {
  coming: Map<string, AudioSource>
  /** Of each phoneme and voice, the native that came in. */
  natives: Map<string, AudioSource>
}

function planNew(plan: MergePlan, source: AudioSource, carried: Carried, { coming, natives }: SoFar): void {
  const { read, report } = plan
  const { id, phonemeId, voiceId, speakerId } = source
  const clocks = plan.clocksOf('source', id)
  const rival = isSoleNative(source) ? read.sources.nativeOf(phonemeId, voiceId) : undefined
  if (isDeletedHere(read.clocks.tombstone('source', id), clocks)) {
    // Replaced here before: whoever chose it meant that speaker's recording.
    if (rival !== undefined) plan.moved.set(id, rival.id)
    plan.count('sources', 'deletedHere')
    return
  }
  if (!plan.stands('phonemes', phonemeId)) {
    plan.refuse('sources', id, 'REFERENCE_MISSING', phonemeId)
    return
  }
  if (speakerId !== null && !plan.stands('speakers', speakerId)) {
    plan.refuse('sources', id, 'REFERENCE_MISSING', speakerId)
    return
  }
  if (speakerId !== null && !mayComeIn(plan, speakerId)) {
    plan.refuse('sources', id, 'CONSENT_WITHDRAWN', speakerId)
    return
  }
  if (isSoleNative(source)) {
    const key = `${phonemeId} ${voiceId}`
    const twin = natives.get(key)
    if (twin !== undefined) {
      plan.refuse('sources', id, 'OTHER_MAKING', twin.id)
      return
    }
    if (rival !== undefined && standingNative(rival, source) === rival) {
      plan.moved.set(id, rival.id)
      plan.count('sources', 'deletedHere')
      return
    }
    natives.set(key, source)
    if (rival !== undefined) replace(plan, rival, id)
  }
  coming.set(id, source)
  plan.count('sources', 'new')
  report.newSources.push(id)
  const plays = mergePlays([], carried.plays)
  const record = countedRecord(carried.record ?? newCacheRecord(source), null, plays)
  plan.writes.push(
    ({ sources, rows }) => {
      sources.insert(source, record)
      for (const each of plays) rows.putPlays(each)
    },
    tellNew('source', id, source, clocks),
  )
  report.counts.plays.new += plays.length
}

/** Its row goes, its take stays. */
function replace({ moved, report, writes }: MergePlan, former: AudioSource, byId: string): void {
  moved.set(former.id, byId)
  report.replaced.push({ sourceId: former.id, path: former.path })
  writes.push(({ sources, log }) => {
    sources.delete(former.id)
    log.deleted('source', former.id)
  })
}
