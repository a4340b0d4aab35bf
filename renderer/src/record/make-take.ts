import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { ConnectionLost } from '../api/lost-connection.ts'
import type { StudioConnection } from '../api/studio-connection.ts'
import type { ChunkSink } from '../audio/chunk-courier.ts'
import { MicrophoneError } from '../audio/microphone.ts'
import type { CapturedTake, Recorder } from '../audio/recorder.ts'
import { TakeCancelled } from '../audio/recorder.ts'
import type { WritableCell } from '../cell.ts'
import type { SavedTake } from './saved-take.ts'
import type { AskedFor, SittingState, TakeMadeByItself } from './sitting-state.ts'
import type { TakeEnd } from './upload.ts'
import { createUpload } from './upload.ts'

export interface TakeMaker {
  /** From now until `recorder.stop`. */
  byKey(asked: AskedFor): Promise<void>
  /** When the sound comes, for as long as it lasts. */
  bySound(asked: AskedFor, soundClass: SoundClass, signal: AbortSignal): Promise<TakeMadeByItself | null>
}

type Capture<Captured> = (sink: ChunkSink, mayResend: (error: unknown) => Promise<boolean>) => Promise<Captured>

/** Takes on their way from the microphone to the disk; what is under way, made or gone wrong stands in the sitting's state. */
export function createTakeMaker({
  connection,
  recorder,
  state,
  onTaken,
  onMicrophoneLost,
}: {
  connection: Pick<StudioConnection, 'client' | 'whenOpen'>
  recorder: Recorder
  state: WritableCell<SittingState>
  onTaken: (take: SavedTake) => void
  onMicrophoneLost: () => void
}): TakeMaker {
  const change = (part: Partial<SittingState>) => state.set({ ...state.get(), ...part })

  const make = async <Captured extends CapturedTake>(
    asked: AskedFor,
    startedBy: 'key' | 'sound',
    capture: Capture<Captured>,
  ): Promise<{ saved: SavedTake; captured: Captured } | null> => {
    const { session } = state.get()
    const recorderState = recorder.state.get()
    if (session === null || recorderState.kind !== 'listening') return null
    const upload = createUpload(connection, { ...asked, sessionId: session.id, input: recorderState.input })
    let begun = false
    const begin = () => {
      begun = true
      change({ takingPhonemeId: asked.phonemeId, lastTake: null, fault: null })
    }
    // A key begins it at once; a sound, with its first samples.
    if (startedBy === 'key') begin()
    const append: ChunkSink = (sequence, samples) => {
      if (!begun) begin()
      return upload.append(sequence, samples)
    }
    const finish = async (ended: TakeEnd) => {
      const take = await upload.finish({ ...ended, startedBy })
      onTaken(take)
      return take
    }
    try {
      const captured = await capture(append, upload.mayResend)
      const { droppedFrames, preRollFrames, keyUpFrame, endedBy } = captured
      const saved = await finish({
        droppedFrames,
        preRollFrames,
        stopFrame: endedBy === 'stop' ? keyUpFrame : undefined,
      })
      const now = recorder.state.get()
      const lost = endedBy === 'microphone'
      change({
        takingPhonemeId: null,
        lastTake: saved,
        fault: lost ? { kind: 'microphone', fault: now.kind === 'failed' ? now.fault : 'unplugged', saved } : null,
      })
      if (lost) onMicrophoneLost()
      return { saved, captured }
    } catch (error) {
      // Given up before it began, or the microphone went: the recorder's own state has told that.
      if (!begun && (error instanceof TakeCancelled || error instanceof MicrophoneError)) return null
      // What reached the disk is closed as a take, so that it is shown and playable at once.
      const saved =
        !begun || error instanceof ConnectionLost ? null : await finish({ droppedFrames: 0 }).catch(() => null)
      change({ takingPhonemeId: null, lastTake: saved, fault: { kind: 'call', error, saved } })
      return null
    }
  }

  return {
    async byKey(asked) {
      await make(asked, 'key', (sink, mayResend) => recorder.take(sink, mayResend))
    },
    async bySound(asked, soundClass, signal) {
      const { soundCheck } = state.get()
      const room = soundCheck.kind === 'made' ? soundCheck.check.room : null
      const made = await make(asked, 'sound', (sink, mayResend) =>
        recorder.takeByItself(sink, mayResend, { soundClass, room, signal }),
      )
      return made && { take: made.saved, heard: made.captured.heard }
    },
  }
}
