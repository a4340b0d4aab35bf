import { z } from 'zod'
import { soundClasses } from '../acoustics/checks/sound-class.ts'
import type { AudioSource } from '../entities/audio-source.ts'
import { sourceTypes } from '../entities/audio-source.ts'
import type { AudioCacheRecord } from '../entities/cache-record.ts'
import type { Phoneme, PhonemeCategory } from '../entities/phoneme.ts'
import type { Resolution } from '../entities/resolve.ts'
import type { Speaker } from '../entities/speaker.ts'
import { licences } from '../entities/speaker.ts'
import type { CheckedTake, Session, SessionSoundCheck, Take } from '../entities/take.ts'

// The strict content policy of the window forbids the probe that zod makes for eval.
z.config({ jitless: true })

export const Id = z.uuid()
/** ISO 8601, UTC, milliseconds. */
export const Time = z.iso.datetime({ precision: 3 })
/** A symbol (`iː`, `i:`, `/iː/`), an alias or an id. */
export const PhonemeQuery = z.string().min(1).max(64)
export const Language = z.string().min(2).max(10)
export const VoiceId = z.string().min(1).max(50)
export const SourceType = z.enum(sourceTypes)
export const LicenceId = z.enum(licences)
export const PromptContext = z.enum(['isolated', 'syllable', 'word'])

export const CategorySchema = z.object({
  id: Id,
  name: z.string(),
  nameVi: z.string(),
  categoryType: z.enum(['vowel', 'diphthong', 'consonant']),
  position: z.int(),
}) satisfies z.ZodType<PhonemeCategory>

export const PhonemeSchema = z.object({
  id: Id,
  categoryId: Id,
  ipaSymbol: z.string(),
  aliases: z.array(z.string()),
  vietnameseApprox: z.string(),
  exemplars: z.array(
    z.object({ word: z.string(), marked: z.string(), position: z.enum(['initial', 'medial', 'final']) }),
  ),
  spokenText: z.string(),
  accents: z.array(Language),
  espeak: z.array(z.object({ voice: z.string(), language: Language, mnemonic: z.string(), spokenIpa: z.string() })),
  minimalPairs: z.array(z.object({ partnerId: Id, word: z.string(), partnerWord: z.string() })),
  mouthPicture: z.object({ svg: z.string(), alt: z.string() }).nullable(),
  preferredAudioSourceId: Id.nullable(),
  position: z.int(),
}) satisfies z.ZodType<Phoneme>

export const ConsentSchema = z.object({
  textId: z.string().max(100),
  licence: LicenceId,
  givenAt: Time,
  withdrawnAt: Time.nullable(),
  renewedAfter: Time.nullable(),
})

export const SpeakerSchema = z.object({
  id: Id,
  code: VoiceId,
  displayName: z.string(),
  gender: z.string().nullable(),
  accent: z.string().nullable(),
  firstLanguage: z.string().nullable(),
  yearOfBirth: z.int().nullable(),
  consent: ConsentSchema.nullable(),
  createdAt: Time,
  updatedAt: Time,
}) satisfies z.ZodType<Speaker>

const TrackFlag = z.boolean().nullable()

export const InputSettingsSchema = z.object({
  deviceLabel: z.string().max(300),
  deviceId: z.string().max(300),
  sampleRateHz: z.int().min(8000).max(384_000),
  channelCount: z.int().min(1).max(8),
  echoCancellation: TrackFlag,
  noiseSuppression: TrackFlag,
  autoGainControl: TrackFlag,
})

const LevelOrSilence = z.number().nullable()

export const SoundCheckSchema = z.object({
  noiseFloorDbfs: LevelOrSilence,
  input: InputSettingsSchema,
  room: z.object({
    noiseFloorDbfs: LevelOrSilence,
    bandsDbfs: z.object({ rumble: LevelOrSilence, low: LevelOrSilence, mid: LevelOrSilence, high: LevelOrSilence }),
    unrestDb: z.number(),
    hum: z.object({ frequencyHz: z.union([z.literal(50), z.literal(60)]), levelDbfs: z.number() }).nullable(),
    steadyShare: z.number().min(0).max(1),
  }),
  sentence: z
    .object({
      peakDbfs: LevelOrSilence,
      clippedSamples: z.int(),
      activeRmsDbfs: LevelOrSilence,
      snrDb: LevelOrSilence,
    })
    .nullable(),
  madeAt: Time,
}) satisfies z.ZodType<SessionSoundCheck>

export const SessionSchema = z.object({
  id: Id,
  speakerId: Id,
  input: InputSettingsSchema,
  noiseFloorDbfs: LevelOrSilence,
  soundCheck: SoundCheckSchema.nullable(),
  sittingId: Id.nullable(),
  startedAt: Time,
  endedAt: Time.nullable(),
}) satisfies z.ZodType<Session>

export const TrimMarksSchema = z.object({ startFrame: z.int().nonnegative(), endFrame: z.int().nonnegative() })

/** The checks' own values are data for words and figures: what each code has is in docs/formats/take-checks.md. */
export const CheckedTakeSchema: z.ZodType<CheckedTake> = z.object({
  verdict: z.enum(['good', 'look', 'bad']),
  soundClass: z.enum(soundClasses),
  findings: z.array(z.looseObject({ code: z.string(), severity: z.enum(['note', 'look', 'bad']) })),
  measurements: z.looseObject({}),
  limits: z.looseObject({}),
}) as unknown as z.ZodType<CheckedTake>

export const TakeSchema = z.object({
  id: Id,
  sessionId: Id,
  phonemeId: Id,
  promptId: Id.nullable(),
  context: PromptContext,
  speakerId: Id,
  path: z.string(),
  sha256: z.string(),
  fileSizeBytes: z.int(),
  sampleRateHz: z.int(),
  channelCount: z.int(),
  frameCount: z.int(),
  trim: TrimMarksSchema,
  proposedTrim: TrimMarksSchema,
  measurements: z.object({
    peakDbfs: z.number().nullable(),
    rmsDbfs: z.number().nullable(),
    clippedSamples: z.int(),
    droppedFrames: z.int(),
  }),
  verdict: z.enum(['new', 'kept', 'rejected']),
  checked: CheckedTakeSchema.nullable(),
  salvaged: z.boolean(),
  recordedAt: Time,
  updatedAt: Time,
}) satisfies z.ZodType<Take>

export const AudioSourceSchema = z.object({
  id: Id,
  phonemeId: Id,
  sourceType: SourceType,
  context: PromptContext,
  voiceId: VoiceId,
  language: Language,
  path: z.string().nullable(),
  sha256: z.string().nullable(),
  fileSizeBytes: z.int().nullable(),
  audioDurationSeconds: z.number(),
  metadata: z.record(z.string(), z.unknown()),
  cachedUntil: Time.nullable(),
  takeId: Id.nullable(),
  speakerId: Id.nullable(),
  rejectedAt: Time.nullable(),
  createdAt: Time,
  updatedAt: Time,
}) satisfies z.ZodType<AudioSource>

export const CacheRecordSchema = z.object({
  sourceId: Id,
  fileSizeBytes: z.int(),
  generatedAt: Time,
  lastAccessedAt: Time.nullable(),
  usageCount: z.int(),
}) satisfies z.ZodType<AudioCacheRecord>

const Rung = z.enum(['preferred', 'native', 'tts', 'generated', 'expired', 'web_speech'])
export const SourceFaultSchema = z.enum([
  'no file',
  'file missing',
  'unreadable',
  'wrong size',
  'wrong hash',
  'does not decode',
  'silent',
  'implausible length',
  'consent missing',
  'consent withdrawn',
  'rejected',
])

const PassedOver = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('fault'), fault: SourceFaultSchema }),
  z.object({ reason: z.literal('expired'), cachedUntil: Time }),
  z.object({ reason: z.literal('of another phoneme') }),
  z.object({ reason: z.literal('an example') }),
  z.object({ reason: z.literal('missing') }),
  z.object({ reason: z.literal('none') }),
])

export const ResolutionSchema = z.object({
  sourceType: z.enum([...sourceTypes, 'web_speech']).nullable(),
  source: AudioSourceSchema.nullable(),
  url: z.string().nullable(),
  fallbackText: z.string().nullable(),
  spokenText: z.string().nullable(),
  status: z.enum(['success', 'fallback', 'failed']),
  rung: Rung.nullable(),
  wantsFresh: z.boolean(),
  ladder: z.array(z.object({ rung: Rung, sourceId: Id.nullable(), passedOver: PassedOver.nullable() })),
}) satisfies z.ZodType<Resolution>

/**
 * A waveform's outline for drawing: `points` pairs of lowest and highest sample, each −127…127, base64 of Int8.
 * A pair covers frameCount / points frames.
 */
export const WaveformSchema = z.object({
  sampleRateHz: z.int(),
  frameCount: z.int(),
  points: z.int(),
  peaksBase64: z.string(),
})
export type Waveform = z.infer<typeof WaveformSchema>
