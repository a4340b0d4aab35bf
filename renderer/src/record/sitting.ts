import type { Session } from '#shared/entities/take.ts'
import { ConnectionLost } from '../api/lost-connection.ts'
import type { StudioConnection } from '../api/studio-connection.ts'
import type { MicrophoneFault } from '../audio/microphone.ts'
import { MicrophoneError } from '../audio/microphone.ts'
import type { Recorder } from '../audio/recorder.ts'
import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { Choices } from './remembered-choices.ts'
import type { SavedTake } from './saved-take.ts'
import type { TakeEnd } from './upload.ts'
import { createUpload } from './upload.ts'

export type SittingFault =
  /** `saved` is what was recorded until the microphone went. */
  | { kind: 'microphone'; fault: MicrophoneFault; saved: SavedTake | null }
  /** A call failed; what had reached the disk by then is `saved`, if it could be closed. */
  | { kind: 'call'; error: unknown; saved: SavedTake | null }

export interface SittingState {
  speakerId: string | null
  /** null: the system's default microphone. */
  deviceId: string | null
  /** Open while the microphone is. */
  session: Session | null
  /** The phoneme whose take is being recorded or saved. */
  takingPhonemeId: string | null
  /** The take that was made last, until the next begins. */
  lastTake: SavedTake | null
  fault: SittingFault | null
}

/** One person at one microphone, whichever room is in view: the microphone stays open until it is closed here. */
export interface Sitting {
  state: Cell<SittingState>
  chooseSpeaker(speakerId: string): Promise<void>
  chooseMicrophone(deviceId: string | null): Promise<void>
  openMicrophone(): Promise<void>
  closeMicrophone(): Promise<void>
  startTake(phonemeId: string): Promise<void>
  stopTake(): void
}

export interface SittingParts {
  connection: Pick<StudioConnection, 'client' | 'whenOpen'>
  recorder: Recorder
  choices: Choices
  /** A take is on disk: views may show it before anything is asked again. */
  onTaken: (take: SavedTake) => void
}

export function createSitting({ connection, recorder, choices, onTaken }: SittingParts): Sitting {
  const { client } = connection
  const state = createCell<SittingState>({
    ...choices.read(),
    session: null,
    takingPhonemeId: null,
    lastTake: null,
    fault: null,
  })
  const change = (part: Partial<SittingState>) => state.set({ ...state.get(), ...part })

  // Unplugged between two takes: the recorder says so by itself.
  recorder.state.subscribe(() => {
    const now = recorder.state.get()
    if (now.kind !== 'failed' || state.get().takingPhonemeId !== null) return
    change({ fault: { kind: 'microphone', fault: now.fault, saved: null } })
    void closeSession()
  })

  const closeSession = async () => {
    const { session } = state.get()
    if (session === null) return
    change({ session: null })
    // A session that could not be closed ends where its last take does.
    await client.recording.closeSession({ sessionId: session.id }).catch(() => undefined)
  }

  const openSession = async () => {
    const { speakerId } = state.get()
    const recorderState = recorder.state.get()
    if (speakerId === null || !('input' in recorderState)) return
    try {
      change({ session: await client.recording.openSession({ speakerId, input: recorderState.input }) })
    } catch (error) {
      change({ fault: { kind: 'call', error, saved: null } })
    }
  }

  const openMicrophone = async () => {
    change({ fault: null, lastTake: null })
    await closeSession()
    try {
      await recorder.open(state.get().deviceId)
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error
      // The recorder's own state has told it already.
      return
    }
    await openSession()
  }

  return {
    state,
    openMicrophone,

    async chooseSpeaker(speakerId) {
      choices.remember({ speakerId })
      change({ speakerId, lastTake: null })
      await closeSession()
      await openSession()
    },

    async chooseMicrophone(deviceId) {
      choices.remember({ deviceId })
      change({ deviceId })
      if (recorder.state.get().kind === 'listening') await openMicrophone()
    },

    async closeMicrophone() {
      recorder.close()
      change({ fault: null, lastTake: null })
      await closeSession()
    },

    async startTake(phonemeId) {
      const { session } = state.get()
      const recorderState = recorder.state.get()
      if (session === null || recorderState.kind !== 'listening') return
      const upload = createUpload(connection, {
        sessionId: session.id,
        phonemeId,
        promptId: null,
        context: 'isolated',
        input: recorderState.input,
      })
      change({ takingPhonemeId: phonemeId, lastTake: null, fault: null })
      const finish = async (ended: TakeEnd) => {
        const take = await upload.finish(ended)
        onTaken(take)
        return take
      }
      try {
        const { droppedFrames, preRollFrames, keyUpFrame, endedBy } = await recorder.take(
          upload.append,
          upload.mayResend,
        )
        const saved = await finish({
          droppedFrames,
          preRollFrames,
          stopFrame: endedBy === 'stop' ? keyUpFrame : undefined,
        })
        const fault = recorder.state.get()
        change({
          takingPhonemeId: null,
          lastTake: saved,
          fault:
            endedBy === 'microphone'
              ? { kind: 'microphone', fault: fault.kind === 'failed' ? fault.fault : 'unplugged', saved }
              : null,
        })
        if (endedBy === 'microphone') await closeSession()
      } catch (error) {
        // What reached the disk is closed as a take, so that it is shown and playable at once.
        const saved = error instanceof ConnectionLost ? null : await finish({ droppedFrames: 0 }).catch(() => null)
        change({ takingPhonemeId: null, lastTake: saved, fault: { kind: 'call', error, saved } })
      }
    },

    stopTake: () => recorder.stop(),
  }
}
