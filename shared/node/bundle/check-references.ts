import { isRenewed } from '../../entities/merge/merge-consent.ts'
import type { BundleDocument, ClockedEntity } from './bundle-document.ts'
import type { TellDocument } from './document-fault.ts'

type Rows =
  | 'inventories'
  | 'categories'
  | 'phonemes'
  | 'prompts'
  | 'speakers'
  | 'sources'
  | 'sittings'
  | 'sessions'
  | 'takes'

const thing: Record<Rows, string> = {
  inventories: 'inventory',
  categories: 'category',
  phonemes: 'phoneme',
  prompts: 'prompt',
  speakers: 'speaker',
  sources: 'source',
  sittings: 'sitting',
  sessions: 'session',
  takes: 'take',
}

const listOf: Record<ClockedEntity, Rows | 'decisions'> = {
  phoneme: 'phonemes',
  speaker: 'speakers',
  sitting: 'sittings',
  session: 'sessions',
  take: 'takes',
  source: 'sources',
  decision: 'decisions',
}

/** Whoever is named is in the document. Only decisions may be about sources that are not, since they are history. */
export function checkReferences(document: BundleDocument, tell: TellDocument): void {
  const ids = Object.fromEntries(
    (Object.keys(thing) as Rows[]).map((list) => [list, new Set(document[list].map(({ id }) => id))]),
  ) as Record<Rows, Set<string>>

  function each<List extends keyof BundleDocument>(
    list: List,
    references: Partial<Record<BundleDocument[List] extends (infer Row)[] ? keyof Row & string : never, Rows>>,
  ): void {
    for (const [at, row] of (document[list] as Record<string, unknown>[]).entries()) {
      for (const [field, to] of Object.entries(references) as [string, Rows][]) {
        const id = row[field]
        if (typeof id !== 'string' || ids[to].has(id)) continue
        tell([list, at, field], `names a ${thing[to]} that is not in the document`)
      }
    }
  }

  each('categories', { inventoryId: 'inventories' })
  each('phonemes', { inventoryId: 'inventories', categoryId: 'categories', preferredAudioSourceId: 'sources' })
  each('prompts', { phonemeId: 'phonemes' })
  each('sources', { phonemeId: 'phonemes', takeId: 'takes', speakerId: 'speakers' })
  each('renditions', { sourceId: 'sources' })
  each('cacheRecords', { sourceId: 'sources' })
  each('plays', { sourceId: 'sources' })
  each('decisions', { phonemeId: 'phonemes' })
  each('sittings', { speakerId: 'speakers' })
  each('sessions', { speakerId: 'speakers', sittingId: 'sittings' })
  each('takes', { sessionId: 'sessions', phonemeId: 'phonemes', promptId: 'prompts', speakerId: 'speakers' })
  checkPreferred(document, tell)
  checkInside(document, ids, tell)

  for (const [entity, rows] of Object.entries(document.clocks)) {
    const list = listOf[entity as ClockedEntity]
    const inside = list === 'decisions' ? new Set(document.decisions.map(({ id }) => id)) : ids[list]
    for (const id of Object.keys(rows)) {
      if (!inside.has(id)) tell(['clocks', entity, id], `is the clock of a ${entity} that is not in the document`)
    }
  }
}

function checkPreferred({ phonemes, sources }: BundleDocument, tell: TellDocument): void {
  const phonemeOf = new Map(sources.map(({ id, phonemeId }) => [id, phonemeId]))
  for (const [at, { id, preferredAudioSourceId }] of phonemes.entries()) {
    const owner = preferredAudioSourceId ? phonemeOf.get(preferredAudioSourceId) : undefined
    if (owner !== undefined && owner !== id) {
      tell(['phonemes', at, 'preferredAudioSourceId'], 'names a source of another phoneme')
    }
  }
}

/** References that lie deeper than a row's own fields. */
function checkInside(
  { phonemes, sittings, takes, sources, withdrawn, speakers }: BundleDocument,
  ids: Record<Rows, Set<string>>,
  tell: TellDocument,
): void {
  for (const [at, { minimalPairs }] of phonemes.entries()) {
    for (const [pair, { partnerId }] of minimalPairs.entries()) {
      if (ids.phonemes.has(partnerId)) continue
      tell(['phonemes', at, 'minimalPairs', pair, 'partnerId'], 'names a phoneme that is not in the document')
    }
  }
  for (const [at, { prompts, choices }] of sittings.entries()) {
    for (const [prompt, { phonemeId }] of prompts.entries()) {
      if (ids.phonemes.has(phonemeId)) continue
      tell(['sittings', at, 'prompts', prompt, 'phonemeId'], 'names a phoneme that is not in the document')
    }
    for (const [key, takeId] of Object.entries(choices)) {
      if (!ids.takes.has(takeId)) tell(['sittings', at, 'choices', key], 'names a take that is not in the document')
    }
  }
  const takesById = new Map(takes.map((take) => [take.id, take]))
  for (const [at, { takeId, speakerId }] of sources.entries()) {
    const take = takeId === null ? undefined : takesById.get(takeId)
    if (take && take.speakerId !== speakerId) tell(['sources', at, 'takeId'], 'names a take of another speaker')
  }
  const speakersById = new Map(speakers.map((speaker) => [speaker.id, speaker]))
  for (const [at, withdrawal] of withdrawn.entries()) {
    const speaker = speakersById.get(withdrawal.speakerId)
    if (speaker && !isRenewed(speaker.consent, withdrawal)) {
      tell(['withdrawn', at, 'speakerId'], 'names a speaker who is in the document without having agreed again')
    }
  }
}
