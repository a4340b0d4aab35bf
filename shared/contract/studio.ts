import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { analyticsContract } from './analytics.ts'
import { base } from './base.ts'
import { bundlesContract } from './bundles.ts'
import { FailureSchema, PhonemeAudioSchema, PhonemeRowSchema, ProgressSchema, TakeViewSchema } from './parts.ts'
import {
  AudioSourceSchema,
  CategorySchema,
  Id,
  InputSettingsSchema,
  Language,
  LicenceId,
  PhonemeQuery,
  PromptContext,
  ResolutionSchema,
  SessionSchema,
  SoundCheckSchema,
  SpeakerSchema,
  TakeSchema,
  Time,
  TrimMarksSchema,
  VoiceId,
  WaveformSchema,
} from './schemas.ts'
import { settingsContract } from './settings.ts'
import { sittingsContract } from './sittings.ts'
import { sourcesContract } from './sources.ts'
import { voicesContract } from './voices.ts'

export * from './bundles.ts'
export * from './parts.ts'

export const StatusSchema = z.object({
  folder: z.string(),
  phonemes: z.int(),
  withNative: z.int(),
  sources: z.int(),
  takes: z.int(),
  /** Takes of earlier runs put together again, not yet looked at by a person. */
  salvagedTakes: z.int(),
  changesWaiting: z.int(),
})
export type StudioStatus = z.infer<typeof StatusSchema>

export const DoctorFaultSchema = z.object({
  /** `phoneme`: the source that it prefers is passed over. */
  kind: z.enum(['source', 'take', 'phoneme', 'catalog', 'file']),
  id: z.string(),
  path: z.string().nullable(),
  reason: z.string(),
})

const DoctorReportSchema = z.object({
  checkedAt: Time,
  sources: z.int(),
  takes: z.int(),
  faults: z.array(DoctorFaultSchema),
  /** TTS clips with a fault of their file that wait to be made again, and those that were: they are gone. */
  requeued: z.int(),
  replaced: z.array(Id),
  failures: z.array(FailureSchema),
})
export type DoctorReport = z.infer<typeof DoctorReportSchema>

export const studioContract = {
  ...sittingsContract,
  ...settingsContract,
  ...voicesContract,
  ...analyticsContract,
  ...sourcesContract,
  ...bundlesContract,
  studio: {
    info: base.output(
      z.object({
        version: z.string(),
        folder: z.string(),
        deviceId: Id,
        licences: z.array(LicenceId),
        engines: z.array(z.string()),
      }),
    ),
    status: base.output(StatusSchema),
    /** Yields whenever the catalog changed, so that a window can look again. */
    changes: base.output(eventIterator(z.object({ version: z.int() }))),
  },
  phonemes: {
    categories: base.output(z.array(CategorySchema)),
    /** All, in inventory order; with a query the best matches first. */
    list: base.input(z.object({ query: z.string().max(200).optional() })).output(z.array(PhonemeRowSchema)),
    get: base.input(z.object({ phoneme: PhonemeQuery })).output(PhonemeRowSchema),
    /** Where nothing valid is there, a fresh clip is started and the answer says so (`wantsFresh`). */
    resolve: base
      .input(z.object({ phoneme: PhonemeQuery, forceRefresh: z.boolean().optional() }))
      .output(ResolutionSchema),
    /**
     * Three older calls by the names that the course knows: faces of what the rule answers. An unknown phoneme is no error
     * here, but `failed`.
     */
    getAudio: base.input(z.object({ phoneme: PhonemeQuery })).output(AudioSourceSchema.nullable()),
    getPhonemeAudio: base
      .input(z.object({ phoneme: PhonemeQuery, forceRefresh: z.boolean().optional() }))
      .output(PhonemeAudioSchema),
    getAudioWithFallback: base
      .input(z.object({ phoneme: PhonemeQuery }))
      .output(PhonemeAudioSchema.extend({ fallback_text: z.string().nullable() })),
  },
  speakers: {
    list: base.output(z.array(SpeakerSchema)),
    add: base
      .input(
        z.object({
          displayName: z.string().trim().min(1).max(100),
          gender: z.string().max(40).nullish(),
          accent: Language.nullish(),
          firstLanguage: z.string().max(40).nullish(),
          yearOfBirth: z.int().min(1900).max(2100).nullish(),
          /** The licence agreed to, now; null when consent is not given yet. */
          consent: LicenceId.nullable(),
        }),
      )
      .output(SpeakerSchema),
    giveConsent: base.input(z.object({ speakerId: Id, licence: LicenceId })).output(SpeakerSchema),
    withdrawConsent: base.input(z.object({ speakerId: Id })).output(SpeakerSchema),
  },
  recording: {
    openSession: base
      .input(
        z.object({
          speakerId: Id,
          input: InputSettingsSchema,
          sittingId: Id.optional(),
          soundCheck: SoundCheckSchema.optional(),
        }),
      )
      .output(SessionSchema),
    /** Takes made from now on are held against it; null: it was skipped, and they are marked unchecked. */
    setSoundCheck: base
      .input(z.object({ sessionId: Id, soundCheck: SoundCheckSchema.nullable() }))
      .output(SessionSchema),
    closeSession: base.input(z.object({ sessionId: Id })).output(z.object({})),
    /** Opens the take's file; chunks follow. The id is the caller's, so that asking twice opens one take. */
    begin: base
      .input(
        z.object({
          takeId: Id,
          sessionId: Id,
          phonemeId: Id,
          promptId: Id.nullable(),
          context: PromptContext,
          input: InputSettingsSchema,
        }),
      )
      .output(z.object({ takeId: Id })),
    /**
     * Interleaved little-endian 32-bit float samples, −1…1, as a Blob; `sequence` counts from 0 without a gap.
     * The same chunk sent twice is written once.
     */
    append: base
      .input(z.object({ takeId: Id, sequence: z.int().nonnegative(), samples: z.instanceof(Blob) }))
      .output(z.object({ frames: z.int() })),
    finish: base
      .input(
        z.object({
          takeId: Id,
          droppedFrames: z.int().nonnegative(),
          /** Frames before the key that started it, and where the key that stopped it was pressed. */
          preRollFrames: z.int().nonnegative().optional(),
          stopFrame: z.int().nonnegative().optional(),
          /** `sound`: hands-free, so that no key clicked; the frames are those of the sound that was heard. */
          startedBy: z.enum(['key', 'sound']).optional(),
        }),
      )
      .output(TakeViewSchema.extend({ waveform: WaveformSchema })),
    /** What was recorded is thrown away: only ever on a person's own word. */
    discard: base.input(z.object({ takeId: Id })).output(z.object({})),
  },
  takes: {
    list: base
      .input(
        z.object({
          phonemeId: Id.optional(),
          sessionId: Id.optional(),
          sittingId: Id.optional(),
          salvagedOnly: z.boolean().optional(),
        }),
      )
      .output(z.array(TakeViewSchema)),
    waveform: base.input(z.object({ takeId: Id })).output(WaveformSchema),
    setTrim: base.input(z.object({ takeId: Id, trim: TrimMarksSchema })).output(TakeSchema),
    /** Back to the marks that were proposed when the take was made. */
    resetTrim: base.input(z.object({ takeId: Id })).output(TakeSchema),
    setVerdict: base.input(z.object({ takeId: Id, verdict: z.enum(['new', 'kept', 'rejected']) })).output(TakeSchema),
    publish: base.input(z.object({ takeId: Id })).output(AudioSourceSchema),
    importFile: base
      .input(
        z.object({
          phoneme: PhonemeQuery,
          speakerCode: VoiceId,
          file: z.instanceof(Blob),
          fileName: z.string().max(255),
        }),
      )
      .output(TakeViewSchema),
  },
  catalog: {
    status: base.output(
      z.object({
        migrations: z.array(z.object({ number: z.int(), name: z.string(), applied: z.boolean() })),
        integrity: z.array(z.string()),
        foreignKeys: z.array(z.string()),
        drift: z.array(z.string()),
        schema: z.array(
          z.object({
            table: z.string(),
            columns: z.array(
              z.object({ name: z.string(), type: z.string(), notNull: z.boolean(), primaryKey: z.boolean() }),
            ),
            foreignKeys: z.array(z.string()),
            indexes: z.array(z.string()),
          }),
        ),
        healthy: z.boolean(),
      }),
    ),
    /** Re-reads every file that the catalog names; with `requeue`, TTS whose file has a fault is queued to be made again. */
    doctor: base
      .input(z.object({ requeue: z.boolean().optional() }).optional())
      .output(eventIterator(ProgressSchema, DoctorReportSchema)),
  },
}

export type StudioContract = typeof studioContract
