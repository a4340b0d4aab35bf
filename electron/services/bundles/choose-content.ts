import type { BundleChoice } from '#shared/contract/bundles.ts'
import type { Failure } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import type { Take } from '#shared/entities/take.ts'
import type { CatalogSnapshot } from '../../catalog/snapshot.ts'
import { inTurns } from '../in-turns.ts'
import type { Playability } from '../playability.ts'
import type { SourcePages } from '../source-pages.ts'
import type { Seqs } from './last-export.ts'

export interface ChosenContent {
  sources: AudioSource[]
  takes: Take[]
  leftOut: Failure[]
}

export interface ContentFriends {
  snapshot: CatalogSnapshot
  playability: Playability
  sourcePages: SourcePages
  /** Where the change log stood at the last bundle of everything, or of what had changed. */
  lastSeqs: Seqs
}

const pageSize = 200

/** What of the chosen may leave this machine: with standing consent, and playable. The rest is told. */
export async function chooseContent(
  what: BundleChoice,
  withTakes: boolean,
  friends: ContentFriends,
): Promise<ChosenContent> {
  const { snapshot, playability } = friends
  const wanted = await wantedSources(what, friends)
  const symbols = new Map(snapshot.phonemes.all().map(({ id, ipaSymbol }) => [id, ipaSymbol]))
  const sources: AudioSource[] = []
  const leftOut: Failure[] = []
  await inTurns(wanted, async (source) => {
    const fault = await playability.fault(source)
    // An editor's word about a sound travels with the sound.
    if (fault === null || fault === 'rejected') sources.push(source)
    else leftOut.push(sourceLeftOut(source, fault, snapshot, symbols))
  })
  if (!withTakes) return { sources, takes: [], leftOut }
  const { takes, takesLeftOut } = await chooseTakes(what, friends)
  return { sources, takes, leftOut: [...leftOut, ...takesLeftOut] }
}

export function sourceLeftOut(
  { phonemeId, voiceId, speakerId }: AudioSource,
  fault: string,
  snapshot: CatalogSnapshot,
  symbols: ReadonlyMap<string, string>,
): Failure {
  const ipaSymbol = symbols.get(phonemeId) ?? ''
  const voiceName = (speakerId === null ? undefined : snapshot.speakers.get(speakerId)?.displayName) ?? voiceId
  return { label: `${ipaSymbol} ${voiceName}`, code: 'SOURCE_LEFT_OUT', data: { ipaSymbol, voiceName, fault } }
}

async function wantedSources(what: BundleChoice, friends: ContentFriends): Promise<AudioSource[]> {
  const { snapshot } = friends
  const named = (ids: Iterable<string>) => [...ids].flatMap((id) => snapshot.sources.get(id) ?? [])
  switch (what.kind) {
    case 'all':
      return allOf((id) => snapshot.sources.after(id, pageSize))
    case 'preferred':
      return named(snapshot.phonemes.all().flatMap(({ preferredAudioSourceId }) => preferredAudioSourceId ?? []))
    case 'sources':
      return named(new Set(what.sourceIds))
    case 'filter':
      return named(await filteredIds(what.filter, friends.sourcePages))
    case 'since-last':
      return named(await changedIds('source', friends))
    default:
      return what satisfies never
  }
}

async function allOf<Row extends { id: string }>(pageAfter: (id: string) => Row[]): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = pageAfter(rows.at(-1)?.id ?? '')
    if (page.length === 0) return rows
    rows.push(...page)
    await new Promise(setImmediate)
  }
}

async function filteredIds(
  filter: Extract<BundleChoice, { kind: 'filter' }>['filter'],
  sourcePages: SourcePages,
): Promise<string[]> {
  const ids: string[] = []
  let after: Parameters<SourcePages['page']>[0]['after']
  do {
    const { rows, next } = await sourcePages.page({ ...filter, sort: 'newest', after, limit: pageSize })
    ids.push(...rows.map(({ source }) => source.id))
    after = next ?? undefined
  } while (after !== undefined)
  return ids
}

/** A phoneme's new choice counts as a change of the source that was chosen. */
async function changedIds(entity: 'source' | 'take', { snapshot, lastSeqs }: ContentFriends): Promise<Set<string>> {
  const ids = new Set<string>()
  let after = lastSeqs[entity]
  for (;;) {
    const page = snapshot.rows.changesAfter(after, pageSize)
    for (const change of page) {
      after = change.seq
      if (change.entity === entity) ids.add(change.entityId)
      if (change.entity !== 'phoneme' || entity !== 'source') continue
      const preferred = snapshot.phonemes.get(change.entityId)?.preferredAudioSourceId
      if (preferred) ids.add(preferred)
    }
    if (page.length < pageSize) return ids
    await new Promise(setImmediate)
  }
}

/** Takes of speakers who agreed to it, and whose are left out; with a choice of sources, those that they were made from. */
async function chooseTakes(
  what: BundleChoice,
  friends: ContentFriends,
): Promise<{ takes: Take[]; takesLeftOut: Failure[] }> {
  const { snapshot } = friends
  const wanted = await wantedTakes(what, friends)
  const takes: Take[] = []
  const withheld = new Map<string, number>()
  for (const take of wanted) {
    const speaker = snapshot.speakers.get(take.speakerId)
    if (speaker !== undefined && consentStands(speaker)) takes.push(take)
    else withheld.set(take.speakerId, (withheld.get(take.speakerId) ?? 0) + 1)
  }
  const takesLeftOut = [...withheld].map(([speakerId, count]) => {
    const { displayName = '', consent = null } = snapshot.speakers.get(speakerId) ?? {}
    const fault = consent === null ? 'consent missing' : 'consent withdrawn'
    return { label: displayName, code: 'TAKES_LEFT_OUT', data: { count, voiceName: displayName, fault } }
  })
  return { takes, takesLeftOut }
}

async function wantedTakes(what: BundleChoice, friends: ContentFriends): Promise<Take[]> {
  const { snapshot } = friends
  const named = (ids: Iterable<string>) => [...ids].flatMap((id) => snapshot.takes.get(id) ?? [])
  if (what.kind === 'all') return allOf((id) => snapshot.takes.after(id, pageSize))
  if (what.kind === 'since-last') return named(await changedIds('take', friends))
  const sources = await wantedSources(what, friends)
  return named(new Set(sources.flatMap(({ takeId }) => takeId ?? [])))
}
