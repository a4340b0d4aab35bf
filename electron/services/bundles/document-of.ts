import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { BundleDocumentSchema } from '#shared/node/bundle/bundle-document.ts'
import type { CatalogSnapshot } from '../../catalog/snapshot.ts'
import { inTurns } from '../in-turns.ts'
import { clocksOf } from './document-clocks.ts'
import { documentConsent } from './document-consent.ts'
import { decisionsOf, phonemesOf, promptsOf, sittingsOf } from './document-rows-of.ts'

export interface ChosenRows {
  sourceIds: Iterable<string>
  takeIds: Iterable<string>
  renditions: readonly BundleDocument['renditions'][number][]
}

const { shape } = BundleDocumentSchema

/**
 * What a bundle says of the chosen sources and takes: the whole inventory, and of everything else what they need. What has no
 * standing consent stays out, whatever was chosen. Each row goes through its schema, which orders its keys: the same content
 * gives the same bytes.
 */
export async function documentOf(snapshot: CatalogSnapshot, chosen: ChosenRows): Promise<BundleDocument> {
  const consent = await documentConsent(snapshot)
  const takes = (
    await inTurns(sorted(chosen.takeIds), (id) => {
      const take = snapshot.takes.get(id)
      return take !== undefined && consent.stands(take.speakerId) ? shape.takes.element.parse(take) : undefined
    })
  ).filter(isThere)
  const takeIds = new Set(takes.map(({ id }) => id))
  const sources = (
    await inTurns(sorted(chosen.sourceIds), (id) => {
      const source = snapshot.sources.get(id)
      if (source === undefined || (source.speakerId !== null && !consent.stands(source.speakerId))) return undefined
      const takeId = source.takeId !== null && takeIds.has(source.takeId) ? source.takeId : null
      return shape.sources.element.parse({ ...source, takeId })
    })
  ).filter(isThere)
  const sourceIds = new Set(sources.map(({ id }) => id))
  const sessions = (
    await inTurns(sorted(takes.map(({ sessionId }) => sessionId)), (id) => {
      const session = snapshot.speakers.session(id)
      return session && shape.sessions.element.parse(session)
    })
  ).filter(isThere)
  const sittings = await sittingsOf(snapshot, sorted(sessions.flatMap(({ sittingId }) => sittingId ?? [])), takeIds)
  const speakerIds = sorted([...sources, ...takes, ...sessions].flatMap(({ speakerId }) => speakerId ?? []))
  const rows = {
    phonemes: await phonemesOf(snapshot, sourceIds),
    speakers: speakerIds.flatMap((id) => {
      const speaker = snapshot.speakers.get(id)
      return speaker === undefined ? [] : shape.speakers.element.parse(speaker)
    }),
    sources,
    decisions: await decisionsOf(snapshot),
    sittings,
    sessions,
    takes,
  }
  return {
    format: 'phoneme-studio-catalog',
    version: 2,
    inventories: snapshot.rows.inventories().map((row) => shape.inventories.element.parse(row)),
    categories: snapshot.rows.categories().map((row) => shape.categories.element.parse(row)),
    phonemes: rows.phonemes,
    prompts: await promptsOf(snapshot),
    speakers: rows.speakers,
    withdrawn: consent.withdrawn.map((row) => shape.withdrawn.element.parse(row)),
    sources,
    renditions: chosen.renditions
      .filter(({ sourceId }) => sourceIds.has(sourceId))
      .map((row) => shape.renditions.element.parse(row))
      .toSorted((a, b) => (`${a.sourceId} ${a.format}` < `${b.sourceId} ${b.format}` ? -1 : 1)),
    cacheRecords: (
      await inTurns(sources, ({ id }) => {
        const record = snapshot.sources.cacheRecord(id)
        return record && shape.cacheRecords.element.parse(record)
      })
    ).filter(isThere),
    plays: (
      await inTurns(sources, ({ id }) => snapshot.rows.playsOf(id).map((row) => shape.plays.element.parse(row)))
    ).flat(),
    decisions: rows.decisions,
    sittings,
    sessions,
    takes,
    clocks: await clocksOf(snapshot, rows),
  }
}

function sorted(ids: Iterable<string>): string[] {
  return [...new Set(ids)].toSorted()
}

function isThere<T>(row: T | undefined): row is T {
  return row !== undefined
}
