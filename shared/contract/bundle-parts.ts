import { z } from 'zod'
import { Id, Time } from './schemas.ts'

/** One thing that is wrong with a bundle; `path` is within it, null where it is of the whole file. */
export const BundleFaultSchema = z.object({ code: z.string(), path: z.string().nullable(), sentence: z.string() })
export type BundleFaultView = z.infer<typeof BundleFaultSchema>

export const preferOptions = ['mine', 'theirs', 'newer'] as const
export type PreferOption = (typeof preferOptions)[number]

const ChoiceSideSchema = z.object({
  /** null: the choice was taken back. */
  sourceId: Id.nullable(),
  voice: z.string().nullable(),
  at: Time.nullable(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
})

/** Two people chose differently for one phoneme. */
export const ChoiceConflictSchema = z.object({
  phonemeId: Id,
  ipaSymbol: z.string(),
  mine: ChoiceSideSchema,
  theirs: ChoiceSideSchema,
})
export type ChoiceConflict = z.infer<typeof ChoiceConflictSchema>
