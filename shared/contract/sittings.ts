import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import type { ProposalReason } from '../acoustics/checks/propose-best-take.ts'
import { scriptOrders } from '../entities/script/script.ts'
import type { Sitting } from '../entities/sitting.ts'
import { sittingModes } from '../entities/sitting.ts'
import { base } from './base.ts'
import { FailureSchema, ProgressSchema, TakeViewSchema } from './parts.ts'
import { AudioSourceSchema, Id, PhonemeQuery, PromptContext, Time } from './schemas.ts'

export const SittingSchema = z.object({
  id: Id,
  speakerId: Id,
  title: z.string(),
  mode: z.enum(sittingModes),
  prompts: z.array(
    z.object({
      promptId: Id,
      phonemeId: Id,
      context: PromptContext,
      text: z.string(),
      takesWanted: z.int(),
      skipped: z.object({ reason: z.string(), at: Time }).nullable(),
    }),
  ),
  current: z.int(),
  startedAt: Time,
  endedAt: Time.nullable(),
  updatedAt: Time,
}) satisfies z.ZodType<Sitting>

export const SittingSummarySchema = z.object({
  id: Id,
  speakerId: Id,
  speakerName: z.string(),
  title: z.string(),
  mode: z.enum(sittingModes),
  prompts: z.int(),
  /** Prompts with as many takes as wanted, or skipped. */
  done: z.int(),
  /** Not counting the rejected. */
  takes: z.int(),
  startedAt: Time,
  endedAt: Time.nullable(),
  updatedAt: Time,
})
export type SittingSummary = z.infer<typeof SittingSummarySchema>

export const ScriptSchema = z.object({
  title: z.string().trim().min(1).max(100),
  lines: z
    .array(z.object({ promptId: Id, phonemeId: Id, context: PromptContext, takes: z.int().min(1).max(20) }))
    .min(1)
    .max(5000),
})

/** Why a take is proposed; worded by the window. */
export const ProposalReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('ONLY_TAKE') }),
  /** No other has as good a verdict; null: it was not checked, and the others are bad. */
  z.object({ code: z.literal('BEST_VERDICT'), verdict: z.enum(['good', 'look', 'bad']).nullable() }),
  z.object({ code: z.literal('BEST_SNR'), snrDb: z.number(), nextSnrDb: z.number().nullable() }),
  z.object({ code: z.literal('NEWEST') }),
]) satisfies z.ZodType<ProposalReason>
export type { ProposalReason } from '../acoustics/checks/propose-best-take.ts'

/** What one source is chosen from. */
export const ReviewGroupSchema = z.object({
  key: Id,
  phonemeId: Id,
  ipaSymbol: z.string(),
  context: PromptContext,
  /** One, but for isolated sounds: those of one phoneme become one source. */
  prompts: z.array(z.object({ promptId: Id, text: z.string(), takesWanted: z.int() })),
  /** Oldest first, the rejected too. */
  takes: z.array(TakeViewSchema),
  proposed: z.object({ takeId: Id, reason: ProposalReasonSchema }).nullable(),
  /** A person's choice; without one the proposal stands. */
  chosenTakeId: Id.nullable(),
})
export type ReviewGroup = z.infer<typeof ReviewGroupSchema>

export const sittingsContract = {
  scripts: {
    /** Every phoneme where none is named. */
    build: base
      .input(
        z.object({
          title: z.string().trim().min(1).max(100),
          phonemes: z.array(PhonemeQuery).max(5000).optional(),
          contexts: z.array(PromptContext).min(1),
          promptsEach: z.int().min(1).max(3),
          takes: z.int().min(1).max(20),
          order: z.enum(scriptOrders),
        }),
      )
      .output(ScriptSchema),
    read: base
      .input(z.object({ file: z.instanceof(Blob), fileName: z.string().max(255) }))
      .output(z.object({ script: ScriptSchema, order: z.enum([...scriptOrders, 'as-written']) })),
    write: base
      .input(z.object({ script: ScriptSchema, form: z.enum(['json', 'csv']) }))
      .output(z.object({ fileName: z.string(), text: z.string() })),
  },
  sittings: {
    /** The id is the caller's, so that asking twice starts one. */
    start: base
      .input(z.object({ sittingId: Id, speakerId: Id, script: ScriptSchema, mode: z.enum(sittingModes) }))
      .output(SittingSchema),
    /** Newest change first. */
    list: base
      .input(z.object({ speakerId: Id.optional(), openOnly: z.boolean().optional() }))
      .output(z.array(SittingSummarySchema)),
    get: base.input(z.object({ sittingId: Id })).output(SittingSchema),
    setMode: base.input(z.object({ sittingId: Id, mode: z.enum(sittingModes) })).output(SittingSchema),
    /** The prompt that is before the speaker, kept so that a sitting goes on where it was left. */
    goTo: base.input(z.object({ sittingId: Id, current: z.int().nonnegative() })).output(SittingSchema),
    /** `reason: null` takes a skip back. */
    skip: base
      .input(z.object({ sittingId: Id, promptId: Id, reason: z.string().trim().max(300).nullable() }))
      .output(SittingSchema),
    /** An ended sitting can be opened again. */
    setEnded: base.input(z.object({ sittingId: Id, ended: z.boolean() })).output(SittingSchema),
    /** In the order of the prompts; groups without takes too. */
    review: base.input(z.object({ sittingId: Id })).output(z.array(ReviewGroupSchema)),
    choose: base.input(z.object({ sittingId: Id, key: Id, takeId: Id.nullable() })).output(z.object({})),
    /** What is chosen, or else proposed, of each group named; one that fails does not stop the others. */
    publish: base
      .input(z.object({ sittingId: Id, keys: z.array(Id).min(1).max(5000) }))
      .output(
        eventIterator(
          ProgressSchema,
          z.object({ published: z.array(AudioSourceSchema), failures: z.array(FailureSchema) }),
        ),
      ),
  },
}
