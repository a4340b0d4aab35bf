import { z } from 'zod'
import { sourceTypes } from '../entities/audio-source.ts'
import { AudioSourceSchema, CacheRecordSchema, Id, PhonemeSchema, ResolutionSchema, TakeSchema } from './schemas.ts'

/** A phoneme's row in the list: what there is, and what the rule now picks. */
export const PhonemeRowSchema = z.object({
  phoneme: PhonemeSchema,
  counts: z.object({ native: z.int(), tts: z.int(), generated: z.int(), takes: z.int() }),
  resolution: ResolutionSchema,
})
export type PhonemeRow = z.infer<typeof PhonemeRowSchema>

/** In the course's own names. */
export const PhonemeAudioSchema = z.object({
  source_type: z.enum([...sourceTypes, 'web_speech']).nullable(),
  audio_url: z.string().nullable(),
  status: z.enum(['success', 'fallback', 'failed']),
})

/** A take or source as the window shows it: where to hear it, and who made it. */
export const TakeViewSchema = z.object({
  take: TakeSchema,
  speakerName: z.string(),
  url: z.string(),
  /** The source made from this take, if one stands. */
  publishedSourceId: Id.nullable(),
})
export type TakeView = z.infer<typeof TakeViewSchema>

export const SourceViewSchema = z.object({
  source: AudioSourceSchema,
  cacheRecord: CacheRecordSchema.nullable(),
  /** A speaker's name, or the voice's. */
  voiceName: z.string(),
  url: z.string().nullable(),
  fault: z.string().nullable(),
  preferred: z.boolean(),
})
export type SourceView = z.infer<typeof SourceViewSchema>

/** `done` counts items finished, failed or not. */
export const ProgressSchema = z.object({ done: z.int(), total: z.int(), label: z.string() })
/** Of what is done so far; the others had a valid clip already. */
export const FillProgressSchema = ProgressSchema.extend({ made: z.int(), failed: z.int() })
export type FillProgress = z.infer<typeof FillProgressSchema>
/** One item of a longer work that failed while the others went on; `faults.CODE` in the translations words it. */
export const FailureSchema = z.object({ label: z.string(), code: z.string(), data: z.record(z.string(), z.unknown()) })
export type Failure = z.infer<typeof FailureSchema>
export const FillResultSchema = z.object({
  made: z.array(AudioSourceSchema),
  kept: z.int(),
  failures: z.array(FailureSchema),
  /** Still to be made: nobody waited for it, or the studio closed. */
  waiting: z.int(),
})
