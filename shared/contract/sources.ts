import { z } from 'zod'
import { base } from './base.ts'
import { PhonemeRowSchema, SourceViewSchema } from './parts.ts'
import { AudioSourceSchema, Id, Language, PhonemeQuery, SourceType, Time, VoiceId, WaveformSchema } from './schemas.ts'

export const sourceStates = ['expired', 'expiring', 'unused', 'rejected', 'preferred', 'faulty'] as const
export const sourceSorts = ['newest', 'most played', 'largest', 'expires soonest'] as const

/** A row's place in its order: what the next page begins after. */
const PlaceSchema = z.object({ value: z.union([z.string().max(40), z.number()]), id: z.string().max(40) })

export const SourcePageAskedSchema = z.object({
  /** In symbol, alias, Vietnamese approximation, exemplar words, voice or speaker's name. */
  text: z.string().max(200).optional(),
  sourceType: SourceType.optional(),
  voiceId: VoiceId.optional(),
  speakerId: Id.optional(),
  language: Language.optional(),
  categoryId: Id.optional(),
  phonemeId: Id.optional(),
  /** Made then or later, and then or earlier. */
  createdFrom: Time.optional(),
  createdTo: Time.optional(),
  /** `faulty` is what was found of the files when they were last looked at; `catalog.doctor` looks at all of them. */
  state: z.enum(sourceStates).optional(),
  /** For `expiring` (7: within so many days) and `unused` (30: not played for so many). */
  days: z.int().min(0).max(36_500).optional(),
  sort: z.enum(sourceSorts),
  after: PlaceSchema.optional(),
  limit: z.int().min(1).max(500),
})
export type SourcePageAsked = z.infer<typeof SourcePageAskedSchema>

export const SourcePageSchema = z.object({
  rows: z.array(SourceViewSchema),
  /** null: this was the last page. */
  next: PlaceSchema.nullable(),
  /** All that pass the filters; 10,001 stands for more than 10,000. */
  total: z.int(),
  /** The size of the whole catalog. */
  all: z.int(),
})
export type SourcePageView = z.infer<typeof SourcePageSchema>

/** An editor's choice of a preferred source that stands. */
export const ChoiceSchema = z.object({
  /** What was chosen; a speaker's newer recording may have taken its place since. */
  sourceId: Id,
  decidedBy: z.string(),
  decidedAt: Time,
  reason: z.string().nullable(),
})
export type Choice = z.infer<typeof ChoiceSchema>

export const sourcesContract = {
  sources: {
    list: base
      .input(z.object({ phoneme: PhonemeQuery.optional(), sourceType: SourceType.optional() }))
      .output(z.array(SourceViewSchema)),
    /** For catalogs of any size: every filter at once, in an order, so many at a time. */
    page: base.input(SourcePageAskedSchema).output(SourcePageSchema),
    waveform: base.input(z.object({ sourceId: Id })).output(WaveformSchema),
    prefer: base
      .input(z.object({ phoneme: PhonemeQuery, sourceId: Id.nullable(), reason: z.string().max(500).nullish() }))
      .output(PhonemeRowSchema),
    /** Who set the preferred source, when and why; null where none is. */
    choice: base.input(z.object({ phoneme: PhonemeQuery })).output(ChoiceSchema.nullable()),
    reject: base
      .input(z.object({ sourceId: Id, rejected: z.boolean(), reason: z.string().max(500).nullish() }))
      .output(AudioSourceSchema),
    /** Playback started: counts once, by the play's own id. */
    played: base.input(z.object({ playId: Id, sourceId: Id })).output(z.object({ usageCount: z.int() })),
  },
}
