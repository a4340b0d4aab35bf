import { z } from 'zod'
import { BundleFaultSchema, ChoiceConflictSchema } from './bundle-parts.ts'
import { Id, PhonemeQuery } from './schemas.ts'

/** Every way in which a call may fail, declared; worded for people in resources/translations. */
export const studioErrors = {
  PHONEME_UNKNOWN: { data: z.object({ query: PhonemeQuery }) },
  SPEAKER_UNKNOWN: { data: z.object({ speaker: z.string() }) },
  SESSION_UNKNOWN: { data: z.object({ sessionId: z.string() }) },
  SITTING_UNKNOWN: { data: z.object({ sittingId: z.string() }) },
  TAKE_MISSING: { data: z.object({ takeId: z.string() }) },
  SOURCE_MISSING: { data: z.object({ sourceId: z.string() }) },
  SOURCE_OF_ANOTHER_PHONEME: { data: z.object({ sourceId: Id, phonemeId: Id }) },
  /** An example (syllable or word) can't be preferred; nor a source whose consent is gone. */
  SOURCE_NOT_ELIGIBLE: { data: z.object({ sourceId: Id, reason: z.string() }) },
  CONSENT_MISSING: { data: z.object({ speakerId: Id, displayName: z.string(), withdrawn: z.boolean() }) },
  RECORDING_UNKNOWN: { data: z.object({ takeId: z.string() }) },
  /** Chunks must arrive in order, none missing; `expected` is the sequence number that was due. */
  CHUNK_OUT_OF_ORDER: { data: z.object({ takeId: Id, expected: z.int(), received: z.int() }) },
  DISK_FULL: { data: z.object({ folder: z.string(), savedSeconds: z.number() }) },
  FOLDER_NOT_WRITABLE: { data: z.object({ folder: z.string() }) },
  /** A WAV file holds 4 GiB; what was recorded until then is kept. */
  TAKE_TOO_LONG: { data: z.object({ savedSeconds: z.number() }) },
  FILE_FAILED: { data: z.object({ path: z.string(), reason: z.string() }) },
  AUDIO_UNREADABLE: { data: z.object({ fileName: z.string(), reason: z.string() }) },
  TRIM_OUTSIDE: { data: z.object({ takeId: Id, frameCount: z.int() }) },
  VOICE_UNKNOWN: { data: z.object({ voiceId: z.string(), known: z.array(z.string()) }) },
  ENGINE_UNKNOWN: { data: z.object({ engine: z.string(), known: z.array(z.string()) }) },
  /** The first fault of a script file; `more` counts those after it. */
  SCRIPT_WRONG: {
    data: z.object({
      fileName: z.string(),
      line: z.int(),
      column: z.int().nullable(),
      field: z.string(),
      reason: z.string(),
      more: z.int(),
    }),
  },
  BUNDLE_NOT_WRITTEN: { data: z.object({ reason: z.string() }) },
  UPLOAD_UNKNOWN: { data: z.object({ uploadId: Id }) },
  UPLOAD_UNFINISHED: { data: z.object({ fileName: z.string(), receivedBytes: z.int(), sizeBytes: z.int() }) },
  /** Nothing of it was taken over. The first hundred faults; `first` is the first one's sentence. */
  BUNDLE_REFUSED: {
    data: z.object({
      fileName: z.string(),
      first: z.string(),
      faultCount: z.int(),
      faults: z.array(BundleFaultSchema),
    }),
  },
  /** Nothing was taken over: somebody must say whose choice stands. */
  CHOICES_CONFLICT: { data: z.object({ count: z.int(), conflicts: z.array(ChoiceConflictSchema) }) },
  /** The first fault of a file that maps our rows to the course's own; `more` counts those after it. */
  MAPPING_WRONG: {
    data: z.object({
      fileName: z.string(),
      line: z.int(),
      column: z.int().nullable(),
      field: z.string(),
      reason: z.string(),
      more: z.int(),
    }),
  },
  WRONG_VALUE: { data: z.object({ field: z.string(), reason: z.string() }) },
} as const

export type StudioErrorCode = keyof typeof studioErrors
export type StudioErrorData<C extends StudioErrorCode> = z.infer<(typeof studioErrors)[C]['data']>
