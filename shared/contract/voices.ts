import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { base } from './base.ts'
import { FillProgressSchema, FillResultSchema } from './parts.ts'
import { Id, Language, PhonemeQuery, Time, VoiceId } from './schemas.ts'

const Percent = z.int().min(-90).max(200)

/** A program of one's own that speaks: started without a shell, each part of its command one argument. */
export const OwnProgramSchema = z.object({
  name: z.string().trim().min(1).max(40),
  /** `{text}`, `{phoneme}` (IPA) and `{out}` (the WAV file it must write) are put in as they are. */
  command: z.array(z.string().min(1).max(500)).min(1).max(40),
  language: Language,
  deadlineSeconds: z.int().min(1).max(600),
})
export type OwnProgram = z.infer<typeof OwnProgramSchema>

export const SpeechSettingsSchema = z.object({
  /** Spoken with where no voice is named; a phoneme that its accent lacks is given to `defaultVoiceElsewhere`. */
  defaultVoiceId: VoiceId,
  defaultVoiceElsewhere: VoiceId,
  ratePercent: Percent,
  pitchPercent: Percent,
  volumePercent: Percent,
  /** After so many days a clip is generated again by the next fill. */
  cacheDays: z.int().min(1).max(3650),
  cacheDaysOfVoice: z.record(VoiceId, z.int().min(1).max(3650)),
  /** No request leaves this machine. */
  offline: z.boolean(),
  ownProgram: OwnProgramSchema.nullable(),
})
export type SpeechSettings = z.infer<typeof SpeechSettingsSchema>

export const VoiceSchema = z.object({
  id: VoiceId,
  name: z.string(),
  language: Language,
  engine: z.string(),
  /** What it is given: the phoneme itself, or an exemplar word. */
  speaks: z.enum(['phoneme', 'word']),
})
export type VoiceView = z.infer<typeof VoiceSchema>

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

export const JobSchema = z.object({
  id: Id,
  state: z.enum(jobStates),
  phonemeId: Id,
  ipaSymbol: z.string(),
  voiceId: VoiceId,
  engine: z.string(),
  sourceType: z.enum(['tts', 'generated']),
  /** Higher goes first; what a person waits for is 10. */
  priority: z.int(),
  attempts: z.int(),
  /** Of the last attempt; `faults.CODE` words it. */
  failure: z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) }).nullable(),
  /** Not tried again before. */
  notBefore: Time.nullable(),
  createdAt: Time,
  endedAt: Time.nullable(),
})
export type JobView = z.infer<typeof JobSchema>

export const QueueStateSchema = z.object({
  paused: z.boolean(),
  waiting: z.int(),
  running: z.int(),
  failed: z.int(),
  /** Done since the queue last began to fill. */
  done: z.int(),
})
export type QueueState = z.infer<typeof QueueStateSchema>

const JobIds = z.object({ jobIds: z.array(Id).max(100_000).optional() })

export const voicesContract = {
  generation: {
    voices: base.output(z.array(VoiceSchema)),
    /**
     * Makes TTS for the phonemes named (all where none is), in the voices named (each phoneme's default where none is).
     * `missing` leaves alone what has an unexpired clip of that voice; `expired` makes anew what has none left that is
     * valid, where no voice is named in every voice that it had; `all` makes everything that was not asked for in the
     * very same way. The jobs outlive whoever asked; who stops listening stops nothing. One that fails does not stop the
     * others.
     */
    fill: base
      .input(
        z.object({
          phonemes: z.array(PhonemeQuery).max(10_000).optional(),
          categoryId: Id.optional(),
          voices: z.array(VoiceId).max(100).optional(),
          which: z.enum(['missing', 'expired', 'all']),
          sourceType: z.enum(['tts', 'generated']),
          /** A person waits for it: before everything else. */
          urgent: z.boolean().optional(),
          /** `false`: ends as soon as the jobs are in the queue. */
          wait: z.boolean().optional(),
        }),
      )
      .output(eventIterator(FillProgressSchema, FillResultSchema)),
  },
  queue: {
    state: base.output(QueueStateSchema),
    /** Newest first. */
    list: base
      .input(z.object({ state: z.enum(jobStates).optional(), limit: z.int().min(1).max(1000) }))
      .output(z.array(JobSchema)),
    watch: base.output(eventIterator(QueueStateSchema)),
    setPaused: base.input(z.object({ paused: z.boolean() })).output(QueueStateSchema),
    /** All that wait or run, where none is named. */
    cancel: base.input(JobIds).output(QueueStateSchema),
    /** All that failed or were cancelled in the last 24 hours, where none is named. */
    retry: base.input(JobIds).output(QueueStateSchema),
  },
  speech: {
    settings: base.output(SpeechSettingsSchema),
    setSettings: base.input(SpeechSettingsSchema).output(SpeechSettingsSchema),
  },
}
