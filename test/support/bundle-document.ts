import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { readInventory } from '#studio/services/read-inventory.ts'
import type { SourceType } from '#shared/entities/audio-source.ts'
import { hybridText } from '#shared/entities/hybrid-clock.ts'
import type { PromptContext } from '#shared/entities/phoneme.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { aSession, aSource, aSpeaker, aTake } from '#test/builders.ts'

const file = new URL('../../resources/inventories/english.json', import.meta.url)
export const english = readInventory(readFileSync(file, 'utf8'), 'english.json')

/** One source that a document is to have. */
export interface PlannedSource {
  /** Of the inventory, from 0. */
  phoneme: number
  type: SourceType
  context: PromptContext
  /** Of two speakers, or of two machine voices. */
  voice: 0 | 1
  madeOnDay: number
  text: string
  rejected: boolean
  preferred: boolean
  plays: number
}

export const aPlan: PlannedSource[] = [
  planned({ phoneme: 0, type: 'native', voice: 0, madeOnDay: 1, preferred: true, plays: 3 }),
  planned({ phoneme: 0, type: 'native', voice: 1, madeOnDay: 2 }),
  planned({ phoneme: 0, type: 'native', voice: 0, madeOnDay: 4, context: 'word' }),
  planned({ phoneme: 1, type: 'native', voice: 0, madeOnDay: 3 }),
  planned({ phoneme: 1, type: 'tts', voice: 0, madeOnDay: 1, preferred: true }),
  planned({ phoneme: 2, type: 'tts', voice: 1, madeOnDay: 2, preferred: true, plays: 1 }),
  planned({ phoneme: 3, type: 'native', voice: 1, madeOnDay: 5, rejected: true }),
  planned({ phoneme: 3, type: 'generated', voice: 1, madeOnDay: 6 }),
]

export function planned(fields: Partial<PlannedSource>): PlannedSource {
  return {
    phoneme: 0,
    type: 'tts',
    context: 'isolated',
    voice: 0,
    madeOnDay: 1,
    text: 'sheep',
    rejected: false,
    preferred: false,
    plays: 0,
    ...fields,
  }
}

const idOf = (kind: number, at: number) => `018f0000-000${kind}-7000-8000-${at.toString(16).padStart(12, '0')}`
const timeOn = (day: number) => new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString()
const deviceId = idOf(9, 1)
const clockOn = (day: number) => hybridText({ ms: Date.UTC(2026, 0, 1 + day, 12), counter: 0, deviceId })

/** A document that readDocument takes, with a take behind each native source where takes are asked for. */
export function aBundleDocument(plan: readonly PlannedSource[] = aPlan, { withTakes = false } = {}): BundleDocument {
  const { id: inventoryId, name, language, version } = english
  const rows = [...plan.entries()].filter(([at, one]) => !plan.slice(0, at).some((before) => areOne(before, one)))
  const speakers = [0, 1].map((at) =>
    aSpeaker({ id: idOf(1, at), code: `anna-${at}`, displayName: `Anna "${at}", =1+1` }),
  )
  const sessions = speakers.map(({ id: speakerId }, at) => aSession({ id: idOf(2, at), speakerId }))
  const phonemeOf = ({ phoneme }: PlannedSource) => english.phonemes[phoneme % english.phonemes.length]?.id ?? ''
  const natives = rows.filter(([, { type }]) => type === 'native')
  const takes = natives.map(([at, one]) => {
    const phonemeId = phonemeOf(one)
    const prompt = english.prompts.find((prompt) => prompt.phonemeId === phonemeId && prompt.context === one.context)
    return aTake({
      id: idOf(3, at),
      sessionId: idOf(2, one.voice),
      speakerId: idOf(1, one.voice),
      phonemeId,
      promptId: prompt?.id ?? null,
      context: one.context,
      path: `takes/2026/01/02/${idOf(3, at)}.wav`,
      trim: { startFrame: 4800, endFrame: 43_200 },
    })
  })
  const sources = rows.map(([at, one]) => {
    const isNative = one.type === 'native'
    const source = aSource({
      id: idOf(4, at),
      phonemeId: phonemeOf(one),
      sourceType: one.type,
      context: one.context,
      voiceId: isNative ? `anna-${one.voice}` : (['en-US-AriaNeural', 'en-GB-SoniaNeural'][one.voice] ?? ''),
      path: `phonemes/audio/2026/01/02/${idOf(4, at)}.wav`,
      metadata: isNative ? { quality: 'high', speaker: one.text } : { tts_rate: '-30%', text: one.text },
      cachedUntil: !isNative && one.voice === 0 ? timeOn(one.madeOnDay + 30) : null,
      takeId: isNative && withTakes ? idOf(3, at) : null,
      speakerId: isNative ? idOf(1, one.voice) : null,
      rejectedAt: one.rejected ? timeOn(one.madeOnDay) : null,
      createdAt: timeOn(one.madeOnDay),
      updatedAt: timeOn(one.madeOnDay),
    })
    const { path, sha256, fileSizeBytes } = source
    return { ...source, path: path ?? '', sha256: sha256 ?? '', fileSizeBytes: fileSizeBytes ?? 0 }
  })
  const chosen = new Map(rows.flatMap(([at, one]) => (one.preferred ? [[phonemeOf(one), idOf(4, at)]] : [])))
  return {
    format: 'phoneme-studio-catalog',
    version: 2,
    inventories: [{ id: inventoryId, name, language, version }],
    categories: english.categories.map((category) => ({ ...category, inventoryId })),
    phonemes: english.phonemes.map(({ preferredAudioSourceId: _none, ...phoneme }) => ({
      ...phoneme,
      inventoryId,
      ...(chosen.has(phoneme.id) && { preferredAudioSourceId: chosen.get(phoneme.id) ?? null }),
    })),
    prompts: english.prompts.map((prompt, position) => ({ ...prompt, position })),
    speakers,
    withdrawn: [
      {
        speakerId: idOf(1, 7),
        code: 'gone-7',
        givenAt: timeOn(0),
        withdrawnAt: timeOn(1),
        sourceIds: [idOf(4, 999)],
      },
    ],
    sources,
    renditions: sources.slice(0, 1).map(({ id, path }) => ({
      sourceId: id,
      format: 'flac' as const,
      path: path.replace('.wav', '.flac'),
      sha256: 'c'.repeat(64),
      fileSizeBytes: 500,
    })),
    cacheRecords: rows.map(([at, { plays, madeOnDay }]) => ({
      sourceId: idOf(4, at),
      fileSizeBytes: 1000,
      generatedAt: timeOn(madeOnDay),
      lastAccessedAt: plays === 0 ? null : timeOn(madeOnDay + 1),
      usageCount: plays,
    })),
    plays: rows.flatMap(([at, { plays, madeOnDay }]) =>
      plays === 0 ? [] : [{ sourceId: idOf(4, at), deviceId, plays, lastPlayedAt: timeOn(madeOnDay + 1) }],
    ),
    decisions: [...chosen].map(([phonemeId, sourceId], at) => ({
      id: idOf(5, at),
      phonemeId,
      act: 'preferred' as const,
      sourceId,
      decidedBy: 'editor',
      reason: '<b>clear</b>',
      deviceId,
      decidedAt: timeOn(1),
    })),
    sittings: [],
    sessions: withTakes ? sessions : [],
    takes: withTakes ? takes : [],
    clocks: {
      phoneme: Object.fromEntries([...chosen.keys()].map((id) => [id, { preferredAudioSourceId: clockOn(1) }])),
      source: Object.fromEntries(rows.map(([at, { madeOnDay }]) => [idOf(4, at), { '*': clockOn(madeOnDay) }])),
    },
  }
}

function areOne(a: PlannedSource, b: PlannedSource): boolean {
  const isOneSound = (one: PlannedSource) => one.type === 'native' && one.context === 'isolated'
  return isOneSound(a) && isOneSound(b) && a.phoneme === b.phoneme && a.voice === b.voice
}

/** Plans of a few phonemes, so that sources of one meet often. */
export const plans = fc.array(
  fc
    .record({
      phoneme: fc.integer({ min: 0, max: 5 }),
      type: fc.constantFrom('native', 'native', 'tts', 'generated' as const),
      context: fc.constantFrom('isolated', 'isolated', 'word', 'syllable' as const),
      voice: fc.constantFrom(0 as const, 1 as const),
      madeOnDay: fc.integer({ min: 0, max: 20 }),
      text: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', '')),
      rejected: fc.boolean(),
      preferred: fc.boolean(),
      plays: fc.integer({ min: 0, max: 9 }),
    })
    .map((one) => (one.type === 'native' ? one : { ...one, context: 'isolated' as const })),
  { maxLength: 24 },
) as fc.Arbitrary<PlannedSource[]>
