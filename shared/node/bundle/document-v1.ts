import { hybridText } from '../../entities/hybrid-clock.ts'
import type { Inventory } from '../../entities/inventory.ts'
import type { BundleDocument, ClockedEntity } from './bundle-document.ts'

/** What a document of version 1, which named no inventory and held no prompts, is taken to be of. */
export type ShippedInventory = Pick<Inventory, 'id' | 'name' | 'language' | 'version' | 'prompts'>

type Fields = Record<string, unknown>

/** What version 1 lacked is filled in; every list and row keeps its place, so that a fault is told where it is. */
export function asVersion2(json: object, { prompts, ...inventory }: ShippedInventory): Fields {
  const old = json as Fields
  const rows = (list: string, upgrade: (row: Fields) => unknown) => {
    const written = old[list] ?? []
    return Array.isArray(written) ? written.map((row: unknown) => (isFields(row) ? upgrade(row) : row)) : written
  }
  const { id: inventoryId, name, language, version } = inventory
  const phonemes = rows('phonemes', (phoneme) => upgradedPhoneme(phoneme, inventoryId))
  const phonemeIds = idsOf(phonemes)
  const promptIds = new Set<unknown>(prompts.map(({ id }) => id))
  const takes = rows('takes', ({ promptId, ...take }) => ({
    checked: null,
    proposedTrim: take['trim'],
    ...take,
    // A prompt that the inventory has no more was not told either.
    promptId: promptIds.has(promptId) ? promptId : null,
  }))
  const takeIds = idsOf(takes)
  return {
    format: old['format'],
    version: 2,
    inventories: [{ id: inventoryId, name, language, version }],
    categories: rows('categories', (category) => ({ ...category, inventoryId })),
    phonemes,
    prompts: prompts.flatMap((prompt, position) => (phonemeIds.has(prompt.phonemeId) ? [{ ...prompt, position }] : [])),
    speakers: rows('speakers', ({ consent, ...speaker }) => ({
      ...speaker,
      consent: isFields(consent) ? { renewedAfter: null, ...consent } : consent,
    })),
    withdrawn: rows('withdrawn', ({ id, withdrawnAt, ...about }) => ({
      // When it was given was not told; nothing earlier is known.
      givenAt: withdrawnAt,
      ...about,
      speakerId: id,
      withdrawnAt,
    })),
    sources: rows('sources', ({ takeId, ...source }) => ({
      context: 'isolated',
      rejectedAt: null,
      ...source,
      // It named takes also where they stayed behind.
      takeId: takeIds.has(takeId) ? takeId : null,
    })),
    renditions: [],
    cacheRecords: rows('cacheRecords', (record) => record),
    plays: [],
    decisions: rows('decisions', (decision) => decision),
    sittings: rows('sittings', (sitting) => ({ choices: {}, ...sitting })),
    sessions: rows('sessions', (session) => ({ soundCheck: null, sittingId: null, ...session })),
    takes,
    clocks: {},
  }
}

/** Null was written where nobody chose and also where the choice was left out: it says nothing. */
function upgradedPhoneme({ preferredAudioSourceId, ...phoneme }: Fields, inventoryId: string): Fields {
  const chosen = preferredAudioSourceId === null ? {} : { preferredAudioSourceId }
  return { minimalPairs: [], mouthPicture: null, ...phoneme, inventoryId, ...chosen }
}

/** Clocks made from the times of the rows; the device part says that no device wrote them. */
export function withVersion1Clocks(document: BundleDocument): BundleDocument {
  const { phonemes, speakers, sittings, sessions, takes, sources, decisions } = document
  const clock = (time: string) => hybridText({ ms: Date.parse(time), counter: 0, deviceId: 'v1' })
  const wholeRows = <Row extends { id: string }>(rows: Row[], timeOf: (row: Row) => string) =>
    Object.fromEntries(rows.map((row) => [row.id, { '*': clock(timeOf(row)) }]))
  const chosen = phonemes.flatMap(({ id, preferredAudioSourceId }) =>
    preferredAudioSourceId
      ? [[id, { preferredAudioSourceId: clock(chosenAt(document, id, preferredAudioSourceId)) }]]
      : [],
  )
  const clocks: Required<Record<ClockedEntity, Record<string, Record<string, string>>>> = {
    phoneme: Object.fromEntries(chosen) as Record<string, Record<string, string>>,
    speaker: wholeRows(speakers, ({ updatedAt }) => updatedAt),
    sitting: wholeRows(sittings, ({ updatedAt }) => updatedAt),
    session: wholeRows(sessions, ({ startedAt, endedAt }) => endedAt ?? startedAt),
    take: wholeRows(takes, ({ updatedAt }) => updatedAt),
    source: wholeRows(sources, ({ updatedAt }) => updatedAt),
    decision: wholeRows(decisions, ({ decidedAt }) => decidedAt),
  }
  return { ...document, clocks }
}

function chosenAt({ decisions, sources }: BundleDocument, phonemeId: string, sourceId: string): string {
  const times = decisions
    .filter((decision) => decision.act === 'preferred' && decision.sourceId === sourceId)
    .filter((decision) => decision.phonemeId === phonemeId)
    .map(({ decidedAt }) => decidedAt)
  const made = sources.find(({ id }) => id === sourceId)?.updatedAt ?? '1970-01-01T00:00:00.000Z'
  return times.toSorted().at(-1) ?? made
}

function idsOf(rows: unknown): Set<unknown> {
  return new Set(Array.isArray(rows) ? rows.map((row: unknown) => isFields(row) && row['id']) : [])
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
