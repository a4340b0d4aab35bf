import { z } from 'zod'
import type { CheckLimits, ClassLimits } from '../acoustics/checks/check-limits.ts'
import { soundClasses } from '../acoustics/checks/sound-class.ts'
import { base } from './base.ts'

const Level = z.number().min(-140).max(0)
const Decibels = z.number().min(0).max(140)
const Seconds = z.number().min(0).max(60)
const Samples = z.int().min(0).max(1_000_000)
const Share = z.number().min(0).max(1)

const ClassLimitsSchema = z.strictObject({
  shortestSeconds: Seconds,
  longestSeconds: Seconds,
  quietLookDbfs: Level,
  quietBadDbfs: Level,
  loudLookDbfs: Level,
  loudBadDbfs: Level,
  snrLookDb: Decibels,
  snrBadDb: Decibels,
}) satisfies z.ZodType<ClassLimits>

const byClass = Object.fromEntries(soundClasses.map((soundClass) => [soundClass, ClassLimitsSchema])) as Record<
  (typeof soundClasses)[number],
  typeof ClassLimitsSchema
>

/** The bars that new takes are held against; docs/formats/take-checks.md says what each means. */
export const CheckLimitsSchema = z.strictObject({
  peakLookDbfs: Level,
  clippedLookSamples: Samples,
  clippedBadSamples: Samples,
  floorLookDbfs: Level,
  floorBadDbfs: Level,
  floorRiseLookDb: Decibels,
  humLookDbfs: Level,
  humBadDbfs: Level,
  dcLook: Share,
  dcBad: Share,
  silentBelowDbfs: Level,
  zeroRunLookSeconds: Seconds,
  cutEdgeSeconds: Seconds,
  cutByMarksSeconds: Seconds,
  droppedBadFrames: Samples,
  byClass: z.strictObject(byClass),
}) satisfies z.ZodType<CheckLimits>

/** Action id → chord, as renderer/src/ui/keys/key-chord.ts writes it; only those that a person changed. */
export const KeyChoicesSchema = z.record(z.string().min(1).max(80), z.string().min(1).max(40))
export type KeyChoices = z.infer<typeof KeyChoicesSchema>

export const SettingsSchema = z.object({
  takeLimits: CheckLimitsSchema,
  /** null: those of a new studio. */
  takeLimitsChangedAt: z.iso.datetime({ precision: 3 }).nullable(),
  keys: KeyChoicesSchema,
})
export type StudioSettings = z.infer<typeof SettingsSchema>

export const settingsContract = {
  settings: {
    get: base.output(SettingsSchema),
    /** For takes made from now on; null goes back to those of a new studio. */
    setTakeLimits: base.input(z.object({ limits: CheckLimitsSchema.nullable() })).output(SettingsSchema),
    setKeys: base.input(z.object({ keys: KeyChoicesSchema })).output(SettingsSchema),
  },
}
