import { z } from 'zod'
import {
  AudioSourceSchema,
  CategorySchema,
  ConsentSchema,
  Id,
  PhonemeSchema,
  PromptContext,
  SessionSchema,
  SpeakerSchema,
  TakeSchema,
  Time,
  VoiceId,
} from '#shared/contract/schemas.ts'
import { SittingSchema } from '#shared/contract/sittings.ts'

/** A hybrid time as text: 15 digits of milliseconds, a counter, the device. */
export const HybridText = z.string().regex(/^\d{15}-[0-9a-f]{6}-[A-Za-z0-9-]{1,64}$/, 'not a hybrid time')
/** Field → its clock; `*` stands for every field without one of its own. */
const FieldClocks = z.record(z.string().min(1).max(120), HybridText)
const ClocksOfRows = z.record(Id, FieldClocks)

export const clockedEntities = ['phoneme', 'speaker', 'sitting', 'session', 'take', 'source', 'decision'] as const
export type ClockedEntity = (typeof clockedEntities)[number]

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in small hexadecimal digits')
const Bytes = z.int().nonnegative()
const Count = z.int().nonnegative()
/** In folders of days (UTC), with a name that is the same on every system. */
const inDays = String.raw`\d{4}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])/[A-Za-z0-9](?:\.?[A-Za-z0-9_-])*`
const audioPath = (area: string) =>
  z
    .string()
    .max(100)
    .regex(new RegExp(`^${area}/${inDays}\\.(?:wav|flac|mp3|ogg|m4a)$`), `not a path like ${area}/YYYY/MM/DD/NAME.wav`)
const PublishedPath = audioPath('phonemes/audio')
const TakePath = audioPath('takes')
export const renditionFormats = ['flac', 'mp3', 'ogg'] as const
export type RenditionFormat = (typeof renditionFormats)[number]

export const DecisionSchema = z.object({
  id: Id,
  phonemeId: Id,
  act: z.enum(['preferred', 'cleared', 'rejected', 'accepted']),
  sourceId: Id.nullable(),
  decidedBy: z.string().max(200),
  reason: z.string().max(2000).nullable(),
  deviceId: Id,
  decidedAt: Time,
})

/** `data/catalog.json` of a bundle. Lists are sorted, so that the same content gives the same bytes. */
export const BundleDocumentSchema = z.object({
  format: z.literal('phoneme-studio-catalog'),
  version: z.literal(2),
  inventories: z.array(
    z.object({ id: Id, name: z.string().max(200), language: z.string().min(2).max(10), version: z.int() }),
  ),
  categories: z.array(
    CategorySchema.extend({ inventoryId: Id, name: z.string().min(1).max(100), nameVi: z.string().max(100) }),
  ),
  phonemes: z.array(
    PhonemeSchema.extend({
      inventoryId: Id,
      ipaSymbol: z.string().min(1).max(20),
      vietnameseApprox: z.string().max(200),
      /** Left out where the preferred source is not in the bundle, or where nobody ever chose. */
      preferredAudioSourceId: Id.nullable().optional(),
    }),
  ),
  prompts: z.array(
    z.object({
      id: Id,
      phonemeId: Id,
      context: PromptContext,
      text: z.string().max(500),
      position: z.int().nullable(),
    }),
  ),
  speakers: z.array(
    SpeakerSchema.extend({
      consent: ConsentSchema.nullable(),
      displayName: z.string().min(1).max(100),
      gender: z.string().max(100).nullable(),
      accent: z.string().max(10).nullable(),
      firstLanguage: z.string().max(100).nullable(),
    }),
  ),
  /** Whose sources must be played no more. Without names, and without audio. */
  withdrawn: z.array(
    z.object({ speakerId: Id, code: VoiceId, givenAt: Time, withdrawnAt: Time, sourceIds: z.array(Id) }),
  ),
  sources: z.array(
    AudioSourceSchema.extend({
      path: PublishedPath,
      sha256: Sha256,
      fileSizeBytes: Bytes,
      audioDurationSeconds: z.number().nonnegative(),
    }),
  ),
  /** The same sounds in other formats, beside the source's own file. */
  renditions: z.array(
    z.object({
      sourceId: Id,
      format: z.enum(renditionFormats),
      path: PublishedPath,
      sha256: Sha256,
      fileSizeBytes: Bytes,
    }),
  ),
  cacheRecords: z.array(
    z.object({
      sourceId: Id,
      fileSizeBytes: Bytes,
      generatedAt: Time,
      lastAccessedAt: Time.nullable(),
      usageCount: Count,
    }),
  ),
  plays: z.array(z.object({ sourceId: Id, deviceId: z.string().min(1).max(64), plays: Count, lastPlayedAt: Time })),
  decisions: z.array(DecisionSchema),
  sittings: z.array(
    SittingSchema.extend({
      title: z.string().min(1).max(100),
      current: Count,
      prompts: z.array(
        SittingSchema.shape.prompts.element.extend({
          text: z.string().max(500),
          takesWanted: z.int().min(1),
          skipped: z.object({ reason: z.string().max(300), at: Time }).nullable(),
        }),
      ),
      /** The take chosen, by the key of what it is chosen for. */
      choices: z.record(z.string().max(64), Id),
    }),
  ),
  sessions: z.array(SessionSchema),
  takes: z.array(
    TakeSchema.extend({
      path: TakePath,
      sha256: Sha256,
      fileSizeBytes: Bytes,
      sampleRateHz: z.int().positive(),
      channelCount: z.int().positive(),
      frameCount: Count,
    }),
  ),
  clocks: z.partialRecord(z.enum(clockedEntities), ClocksOfRows),
})
export type BundleDocument = z.infer<typeof BundleDocumentSchema>
