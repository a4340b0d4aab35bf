import type { CheckLimits } from '../acoustics/checks/check-limits.ts'
import type { TakeCheck } from '../acoustics/checks/check-take.ts'
import type { SoundCheck } from '../acoustics/checks/sound-check.ts'
import type { SoundClass } from '../acoustics/checks/sound-class.ts'
import type { Room } from '../acoustics/room-noise/measure-room.ts'
import type { SentenceMeasurements } from '../acoustics/room-noise/measure-sentence.ts'
import type { PromptContext } from './phoneme.ts'
import type { InputSettings, TrimMarks } from './recorded-sound.ts'

export type { InputSettings, TrimMarks } from './recorded-sound.ts'

export type TakeVerdict = 'new' | 'kept' | 'rejected'

/** What opens a sitting: the room at rest, and a sentence at the voice's own level. */
export interface SessionSoundCheck extends SoundCheck {
  room: Room
  /** null where none was spoken. */
  sentence: SentenceMeasurements | null
  madeAt: string
}

export interface Session {
  id: string
  speakerId: string
  input: InputSettings
  noiseFloorDbfs: number | null
  /** null: none was made, and its takes are marked unchecked. */
  soundCheck: SessionSoundCheck | null
  /** Of which sitting through a script; null for takes made one by one. */
  sittingId: string | null
  startedAt: string
  endedAt: string | null
}

export interface TakeMeasurements {
  /** Highest absolute sample, dB relative to full scale; null for digital silence. */
  peakDbfs: number | null
  /** RMS over the whole take; null for digital silence. */
  rmsDbfs: number | null
  /** Samples at full scale. */
  clippedSamples: number
  /** Frames that the device delivered and the capture did not read; more than 0 is a drop-out. */
  droppedFrames: number
}

/** What the checks found, beside the limits that the take was held against. */
export interface CheckedTake extends TakeCheck {
  soundClass: SoundClass
  limits: CheckLimits
}

export interface Take {
  id: string
  sessionId: string
  phonemeId: string
  promptId: string | null
  context: PromptContext
  speakerId: string
  /** Relative to the data folder, with forward slashes. */
  path: string
  sha256: string
  fileSizeBytes: number
  sampleRateHz: number
  channelCount: number
  frameCount: number
  trim: TrimMarks
  /** The marks proposed when the take was made: what "reset" goes back to. */
  proposedTrim: TrimMarks
  measurements: TakeMeasurements
  verdict: TakeVerdict
  /** null: not checked, because it came as a file, was salvaged, or is too long for a phoneme. */
  checked: CheckedTake | null
  /** Put together at a later start from what a crash left. */
  salvaged: boolean
  recordedAt: string
  updatedAt: string
}
