import type { PromptContext } from '#shared/entities/phoneme.ts'
import type { Session, SessionSoundCheck } from '#shared/entities/take.ts'
import type { MicrophoneFault } from '../audio/microphone.ts'
import type { Heard } from '../audio/recorder.ts'
import type { SavedTake } from './saved-take.ts'

export type SittingFault =
  /** `saved` is what was recorded until the microphone went. */
  | { kind: 'microphone'; fault: MicrophoneFault; saved: SavedTake | null }
  /** A call failed; what had reached the disk by then is `saved`, if it could be closed. */
  | { kind: 'call'; error: unknown; saved: SavedTake | null }

export type SoundCheckState = { kind: 'none' } | { kind: 'skipped' } | { kind: 'made'; check: SessionSoundCheck }

export interface SittingState {
  speakerId: string | null
  /** null: the system's default microphone. */
  deviceId: string | null
  /** Of this run of the window; whoever speaks next and whichever script comes next is held against it too. */
  soundCheck: SoundCheckState
  /** The way through a script that takes belong to now; null for takes made one by one. */
  sittingId: string | null
  /** Open while the microphone is. */
  session: Session | null
  /** The phoneme whose take is being recorded or saved. */
  takingPhonemeId: string | null
  /** The take that was made last, until the next begins. */
  lastTake: SavedTake | null
  fault: SittingFault | null
}

/** What a take is of. */
export interface AskedFor {
  phonemeId: string
  /** null: asked for without a script. */
  promptId: string | null
  context: PromptContext
}

export interface TakeMadeByItself {
  take: SavedTake
  /** `refused`: it was something else than the sound that was waited for. */
  heard: Heard
}
