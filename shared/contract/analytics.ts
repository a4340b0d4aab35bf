import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { base } from './base.ts'
import { FailureSchema, ProgressSchema } from './parts.ts'
import { AudioSourceSchema, CacheRecordSchema, Id, PhonemeQuery, Time } from './schemas.ts'

/** MB are bytes / 1,048,576 to two decimals; the field names are those that the course reads. */
export const TotalsSchema = z.object({
  total_cached: z.int(),
  total_plays: z.int(),
  total_size_mb: z.number(),
  avg_age_days: z.number(),
})
export type Totals = z.infer<typeof TotalsSchema>

export const SliceSchema = z.object({
  /** The source type, voice, speaker, language, category or month (`2026-11`). */
  key: z.string(),
  /** How a person knows it. */
  name: z.string(),
  sources: z.int(),
  sizeMb: z.number(),
  plays: z.int(),
})
export type Slice = z.infer<typeof SliceSchema>

const PhonemeNamed = z.object({ phonemeId: Id, ipaSymbol: z.string() })

export const CoverageSchema = z.object({
  categoryId: Id,
  name: z.string(),
  phonemes: z.int(),
  withNative: z.int(),
  /** With any source that the rule could pick, native or not. */
  withFile: z.int(),
  /** Which those are that lack it, in inventory order. */
  withoutNative: z.array(PhonemeNamed),
  withoutFile: z.array(PhonemeNamed),
})
export type Coverage = z.infer<typeof CoverageSchema>

export const QualitySchema = z.object({ phonemeId: Id, ipaSymbol: z.string(), score: z.int() })

export const OverviewSchema = z.object({
  totals: TotalsSchema,
  coverage: z.array(CoverageSchema),
  byType: z.array(SliceSchema),
  byVoice: z.array(SliceSchema),
  bySpeaker: z.array(SliceSchema),
  byLanguage: z.array(SliceSchema),
  byCategory: z.array(SliceSchema),
  byMonth: z.array(SliceSchema),
})
export type Overview = z.infer<typeof OverviewSchema>

export const SourceStatSchema = z.object({
  source: AudioSourceSchema,
  cacheRecord: CacheRecordSchema,
  ipaSymbol: z.string(),
  voiceName: z.string(),
  ageDays: z.int(),
  sizeMb: z.number(),
})
export type SourceStat = z.infer<typeof SourceStatSchema>

const Days = z.int().min(0).max(36_500)
const List = z.object({ sources: z.array(SourceStatSchema), total: z.int() })

/** Removed: never a native, never a preferred one. */
export const CleanupSchema = z.object({
  dryRun: z.boolean(),
  removed: z.array(
    z.object({
      sourceId: Id,
      path: z.string().nullable(),
      why: z.enum(['expired', 'over budget']),
      sizeMb: z.number(),
    }),
  ),
  /** Files that could not be removed; their rows are gone, and `catalog.doctor` names them. */
  failures: z.array(FailureSchema),
  freedMb: z.number(),
  /** TTS that stays. */
  keptMb: z.number(),
})
export type Cleanup = z.infer<typeof CleanupSchema>

export const analyticsContract = {
  analytics: {
    overview: base.output(OverviewSchema),
    totals: base.output(TotalsSchema),
    mostPlayed: base.input(z.object({ top: z.int().min(1).max(1000) })).output(List),
    /** Not played for so many days; one that was never played counts from its making. */
    unused: base.input(z.object({ days: Days, limit: z.int().min(1).max(1000) })).output(List),
    /** Expired, and expiring within so many days. */
    expiring: base.input(z.object({ days: Days, limit: z.int().min(1).max(1000) })).output(List),
    /** 100 native, 90 TTS, 80 generated, 0 without a file: of what the rule now picks. */
    quality: base.output(z.array(QualitySchema)),
  },
  cache: {
    /**
     * Takes away TTS clips that have expired and were not played for `unusedDays`; then, with a budget, the least recently
     * played until the rest fits. Stopped in between, what is gone is gone, and asking again goes on.
     */
    cleanup: base
      .input(
        z.object({
          dryRun: z.boolean(),
          unusedDays: Days.optional(),
          sizeBudgetMb: z.number().min(0).optional(),
        }),
      )
      .output(eventIterator(ProgressSchema, CleanupSchema)),
    /** `cached_until` becomes now and so many days; refused for natives. */
    keep: base
      .input(z.object({ sourceId: Id, days: z.int().min(1).max(3650) }))
      .output(z.object({ source: AudioSourceSchema, cachedUntil: Time })),
    /** One phoneme's remembered answer, or all. */
    clearMemo: base.input(z.object({ phoneme: PhonemeQuery.optional() })).output(z.object({ cleared: z.int() })),
  },
}
